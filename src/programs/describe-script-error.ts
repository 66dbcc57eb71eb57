import { assertNever } from '../engine/base/assert-never.ts';
import type { ScriptText } from './call-script.ts';
import type { JsonExpectation } from './read-json.ts';
import type { Expected, Found, ScriptError } from './script-error.ts';

type ScriptLanguage = keyof ScriptText;

/**
 * The error in one line: place, what was found, what was expected. `echo.json:12:30: steps[4].fd: found "lss"; expected
 * …`. Both languages stand side by side here, because the command line speaks the same sentence as the application.
 */
export function describeScriptError(error: ScriptError, language: ScriptLanguage): string {
  const say = (en: string, pt: string) => (language === 'en' ? en : pt);
  const place =
    error.place === null
      ? error.file
      : error.file === null
        ? say(
            `line ${error.place.line}, column ${error.place.column}`,
            `linha ${error.place.line}, coluna ${error.place.column}`,
          )
        : `${error.file}:${error.place.line}:${error.place.column}`;
  const where = [place, error.path === '' ? null : error.path].filter((part) => part !== null).join(': ');
  const found = describeFound(error.found, say);
  const expected = describeExpected(error.expected, say);
  const what = say(`found ${found}; expected ${expected}`, `encontrado ${found}; esperado ${expected}`);
  return where === '' ? what : `${where}: ${what}`;
}

type Say = (en: string, pt: string) => string;

function describeFound(found: Found, say: Say): string {
  switch (found.kind) {
    case 'nothing':
      return say('nothing', 'nada');
    case 'end-of-text':
      return say('the end of the text', 'o fim do texto');
    case 'object':
      return say('an object', 'um objeto');
    case 'list':
      return say('a list', 'uma lista');
    case 'key':
      return say(`the key ${quoted(found.key)}`, `a chave ${quoted(found.key)}`);
    case 'value':
      return found.json;
    default:
      return assertNever(found);
  }
}

function describeExpected(expected: Expected, say: Say): string {
  switch (expected.kind) {
    case 'json':
      return describeJson(expected.what, say);
    case 'object':
      return say('an object', 'um objeto');
    case 'list':
      return say('a list', 'uma lista');
    case 'text':
      return say('a text in quotes', 'um texto entre aspas');
    case 'boolean':
      return say('true or false', 'true ou false');
    case 'integer':
      return say(
        `a whole number from ${expected.min} to ${expected.max}`,
        `um número inteiro de ${expected.min} a ${expected.max}`,
      );
    case 'number':
      return say(`a number from ${expected.min} to ${expected.max}`, `um número de ${expected.min} a ${expected.max}`);
    case 'count':
      return say(`${expected.min} to ${expected.max} of them`, `de ${expected.min} a ${expected.max} itens`);
    case 'one-of':
      return list(expected.values.map(quoted), say);
    case 'keys':
      return expected.keys.length === 0
        ? say('no key', 'nenhuma chave')
        : say(`one of the keys ${expected.keys.join(', ')}`, `uma das chaves ${expected.keys.join(', ')}`);
    case 'required':
      return say('the key ', 'a chave ') + list(expected.keys.map(quoted), say);
    case 'new-name':
      return say(
        'a name of at most 32 letters, digits, _ and -, a letter first',
        'um nome de até 32 letras, dígitos, _ e -, que comece com uma letra',
      );
    case 'unused-name':
      return expected.of === 'fork'
        ? say(
            `a name that no process has yet (there are ${expected.taken.join(', ')})`,
            `um nome que nenhum processo tenha ainda (já existem ${expected.taken.join(', ')})`,
          )
        : say(
            `a name that no thread of this process has yet (there are ${expected.taken.join(', ')})`,
            `um nome que nenhuma thread deste processo tenha ainda (já existem ${expected.taken.join(', ')})`,
          );
    case 'ipv4':
      return say('an IPv4 address such as "10.0.0.1"', 'um endereço IPv4 como "10.0.0.1"');
    case 'different-address':
      return say('an address that no other host has', 'um endereço que nenhum outro host tenha');
    case 'host-address':
      return (
        say('the address of a host: ', 'o endereço de um host: ') +
        list([...expected.hosts, ...(expected.any ? ['0.0.0.0'] : [])].map(quoted), say)
      );
    case 'descriptor':
      return describeDescriptor(expected.process, expected.names, say);
    case 'port':
      return describePort(expected.names, say);
    case 'ordinals':
      return say(
        'a number from 1 up, a range such as "3-8" or "3-", or a list of them',
        'um número a partir de 1, um intervalo como "3-8" ou "3-", ou uma lista deles',
      );
    case 'segment-flags':
      return say('letters of S, A, F, R and P, each once', 'letras de S, A, F, R e P, cada uma uma só vez');
    case 'sequence-place':
      return say(
        'a whole number, or a place such as "nxt", "nxt+10" or "nxt-1"',
        'um número inteiro, ou um lugar como "nxt", "nxt+10" ou "nxt-1"',
      );
    case 'fault-action':
      return list(['"drop"', '"duplicate"', '"corrupt"', '{"delay_ms": …}', '{"duplicate_after_ms": …}'], say);
    case 'option-value':
      return describeOptionValue(expected.option, expected.shape, say);
    case 'step-index':
      return say(
        `the index of a step, from 0 to ${expected.count - 1}`,
        `o índice de um passo, de 0 a ${expected.count - 1}`,
      );
    default:
      return assertNever(expected);
  }
}

function describeDescriptor(process: string, names: readonly string[], say: Say): string {
  return names.length === 0
    ? say(
        `a number: ${process} has named no descriptor before this step`,
        `um número: ${process} não nomeou nenhum descritor antes deste passo`,
      )
    : say(
        `a number, or a descriptor that ${process} has named before this step: ${list(names.map(quoted), say)}`,
        `um número, ou um descritor que ${process} nomeou antes deste passo: ${list(names.map(quoted), say)}`,
      );
}

function describePort(names: readonly string[], say: Say): string {
  return names.length === 0
    ? say('a port from 0 to 65535', 'uma porta de 0 a 65535')
    : say(
        `a port from 0 to 65535, or that of a descriptor named before this step: ${list(names.map(quoted), say)}`,
        `uma porta de 0 a 65535, ou a de um descritor nomeado antes deste passo: ${list(names.map(quoted), say)}`,
      );
}

function describeOptionValue(option: string, shape: 'number' | 'linger' | 'timeval', say: Say): string {
  if (shape === 'number') {
    return say(`a whole number as the value of ${option}`, `um número inteiro como valor de ${option}`);
  }
  const form = shape === 'linger' ? '{"onoff": …, "seconds": …}' : '{"seconds": …, "micros": …}';
  return say(`${option}’s value ${form}`, `o valor de ${option} ${form}`);
}

function describeJson(what: JsonExpectation, say: Say): string {
  switch (what) {
    case 'value':
      return say('a JSON value', 'um valor JSON');
    case 'key':
      return say('a key in quotes', 'uma chave entre aspas');
    case 'key-or-brace':
      return say('a key in quotes, or }', 'uma chave entre aspas, ou }');
    case 'colon':
      return say('a colon after the key', 'dois-pontos depois da chave');
    case 'comma-or-brace':
      return say('a comma, or }', 'uma vírgula, ou }');
    case 'comma-or-bracket':
      return say('a comma, or ]', 'uma vírgula, ou ]');
    case 'end-of-text':
      return say('nothing more after the value', 'mais nada depois do valor');
    case 'closing-quote':
      return say('a closing quote on the same line', 'aspas que fechem o texto na mesma linha');
    case 'escape':
      return say('an escape such as \\n or \\u00e9 after the backslash', 'um escape como \\n ou \\u00e9 após a barra');
    case 'printable':
      return say('an escape such as \\t instead of a control character', 'um escape como \\t no lugar do caractere');
    case 'less-nesting':
      return say('fewer lists and objects in each other', 'menos listas e objetos uns dentro dos outros');
    case 'another-key':
      return say('each key once in an object', 'cada chave uma só vez em um objeto');
    default:
      return assertNever(what);
  }
}

const quoted = (text: string): string => JSON.stringify(text);

/** `a`, `a or b`, `a, b or c`. */
function list(items: readonly string[], say: Say): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')}${say(' or ', ' ou ')}${last}`;
}
