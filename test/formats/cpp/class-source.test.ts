import { describe, expect, it } from 'vitest';
import { classSource } from '../../../src/formats/cpp/classes/class-source.ts';
import { cppCallsOfScript } from '../../../src/formats/cpp/cpp-call.ts';
import { DEFAULT_SCRIPT, SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import type { CallScript } from '../../../src/programs/call-script.ts';
import { programClasses } from '../../../src/programs/classes/program-classes.ts';

const sourceOf = (script: CallScript, process: string, language: 'en' | 'pt-BR' = 'en') =>
  classSource({ process, hosts: script.hosts, calls: cppCallsOfScript(script, process), language });
const mainOf = (text: string): string => text.slice(text.indexOf('int main('));

it('writes the main of the echo', () => {
  expect(mainOf(sourceOf(DEFAULT_SCRIPT, 'C').text)).toBe(`int main(int argc, char* argv[]) {
    const char* host = argc > 1 ? argv[1] : "10.0.0.2";  // where server is
    Endpoint server{host, 8080};

    ClientSocket c;
    c.connect(server);
    c.send("hello");
    ssize_t n = c.recv(100);
    if (n >= 0) printf("%zd bytes: %s\\n", n, c.data().c_str());
    c.close();
}
`);
  expect(mainOf(sourceOf(DEFAULT_SCRIPT, 'S').text)).toContain('a.send(a.data());');
});

it('marks a call where main makes it, and in the class that does it', () => {
  const { lines } = sourceOf(DEFAULT_SCRIPT, 'S');
  const marked = lines.filter(({ keys }) => keys.includes('step:11') || keys.includes('step:12'));
  const texts = marked.map(({ tokens, inClass, keys }) => [
    tokens
      .map(({ text }) => text)
      .join('')
      .trim(),
    inClass,
    keys.join(' '),
  ]);
  expect(texts).toEqual([
    ['return check(::close(std::exchange(fd_, -1)), "close");', true, 'step:11 step:12'],
    ['a.close();', false, 'step:11'],
    ['s.close();', false, 'step:12'],
  ]);
});

/** The C++ type of a parameter or a value, as the description names it. */
const plainType = (type: string): string =>
  type
    .replace(/^const /, '')
    .replace(/&$/, '')
    .replace(/^std::string$/, 'string')
    .replace(/^std::vector<(.*)>$/, '$1[*]');

/** What the text of a program defines: classes with bases, fields, and operations as `name(parameter : type)`. */
function definitionsIn(text: string): Record<string, { base: string | null; fields: string[]; operations: string[] }> {
  const found: ReturnType<typeof definitionsIn> = {};
  for (const [, name = '', base, body = ''] of text.matchAll(
    /^(?:class|struct) (\w+)(?: : public (\w+))? \{\n(.*?)^\};/gms,
  )) {
    // Members are indented once; what they do, more.
    const members = [...body.matchAll(/^ {4}([^\s}].*)$/gm)].map(([, member = '']) => member);
    const own = members.filter((member) => !/delete;|operator=|&& other|^template/.test(member));
    const operations = own.filter((member) => member.includes('('));
    found[name] = {
      base: base ?? null,
      fields: own
        .filter((member) => !member.includes('('))
        .map((member) => {
          const [, type = '', field = ''] = /^(.*) (\w+);$/.exec(member) ?? [];
          return `${field} : ${plainType(type)}`;
        }),
      operations: operations.map((member) => {
        const [, of = '', list = ''] = /([~\w]+)\(([^)]*)\)/.exec(member) ?? [];
        const parameters = list.split(', ').filter((one) => one !== '');
        return `${of}(${parameters
          .map((one) => {
            const [, type = '', parameter = ''] = /^(.*?) (\w+)(?: = .*)?$/.exec(one) ?? [];
            return `${parameter} : ${plainType(type)}`;
          })
          .join(', ')})`;
      }),
    };
  }
  return found;
}

describe.each(SCENARIOS)('$id', ({ load }) => {
  it('defines the classes of its diagram, with the same members', async () => {
    const script = await load();
    for (const process of Object.keys(script.processes)) {
      const described = programClasses(cppCallsOfScript(script, process));
      const expected = Object.fromEntries(
        described.classes
          .filter(({ name }) => name !== 'std::thread')
          .map(({ name, base, attributes, operations }) => [
            name,
            {
              base,
              fields: [
                ...attributes.filter(({ derived }) => !derived).map((one) => `${one.name} : ${one.type}`),
                ...described.associations
                  .filter(({ from, role }) => from === name && !role.startsWith('/'))
                  .map(({ role }) => `${role} : pollfd[*]`),
              ],
              operations: operations
                .map(
                  (one) => `${one.name}(${one.parameters.map((given) => `${given.name} : ${given.type}`).join(', ')})`,
                )
                .toSorted(),
            },
          ]),
      );
      const written = definitionsIn(sourceOf(script, process).text);
      const sorted = Object.fromEntries(
        Object.entries(written).map(([name, one]) => [name, { ...one, operations: one.operations.toSorted() }]),
      );
      expect(sorted, process).toEqual(expected);
    }
  });

  it('has each call of its script once in main, in their order', async () => {
    const script = await load();
    for (const process of Object.keys(script.processes)) {
      const calls = cppCallsOfScript(script, process);
      const keys = sourceOf(script, process, 'pt-BR').lines.flatMap((line) => (line.inClass ? [] : line.keys));
      expect(keys.toSorted(), process).toEqual(calls.map(({ key }) => key).toSorted());
      const inClass = sourceOf(script, process).lines.flatMap((line) => (line.inClass ? line.keys : []));
      const made = calls.filter(({ call }) => !['thread', 'kill'].includes(call.call));
      expect(inClass.toSorted(), process).toEqual(made.map(({ key }) => key).toSorted());
    }
  });
});
