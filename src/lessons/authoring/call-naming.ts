import type { CallScript, CallStep, ScriptText } from '../../programs/call-script.ts';
import type { Piece } from '../exercises/exercise.ts';
import { processesOf } from '../exercises/script-names.ts';

/** How the calls of a run are spoken of. */
export interface CallNaming {
  /** `bind()`, `close(a)` where the process calls it on several descriptors, `2nd recv(c)` where several times on one. */
  readonly call: (id: string) => ScriptText;
  /** Who calls it: `the server`, or a process by its name where a machine has several. */
  readonly who: (id: string) => ScriptText;
  /** Portuguese `do servidor`, `de S2`; English `the server's`. */
  readonly whose: (id: string) => ScriptText;
  readonly isSame: (a: string, b: string) => boolean;
}

const ROLES: Readonly<Record<string, ScriptText>> = {
  client: { en: 'client', 'pt-BR': 'cliente' },
  server: { en: 'server', 'pt-BR': 'servidor' },
};

/** A machine as it is spoken of: `the server`, or by its name. */
export function hostSaid(host: string): ScriptText {
  const known = Object.hasOwn(ROLES, host) ? ROLES[host] : undefined;
  return known === undefined ? { en: host, 'pt-BR': host } : { en: `the ${known.en}`, 'pt-BR': `o ${known['pt-BR']}` };
}

const called = ({ call, fd }: CallStep): string => `${call}(${fd ?? ''})`;

/** Names the calls of a run so that no two of them have the same name. */
export function nameCalls(script: CallScript, pieces: readonly Piece[]): CallNaming {
  const byId = new Map(pieces.map((piece) => [piece.id, piece]));
  const stepOf = (id: string): CallStep => byId.get(id)?.step ?? { process: '?', call: 'exit' };
  const processes = processesOf({ ...script, steps: pieces.map(({ step }) => step) });
  const role = (process: string): ScriptText | null => {
    const host = script.processes[process]?.host;
    const alone = processes.filter((one) => (script.processes[one]?.host ?? host) === host).length === 1;
    return alone && host !== undefined && Object.hasOwn(ROLES, host) ? (ROLES[host] ?? null) : null;
  };
  return {
    isSame: (a, b) => stepOf(a).process === stepOf(b).process,
    who(id) {
      const { process } = stepOf(id);
      const host = script.processes[process]?.host;
      return role(process) === null || host === undefined ? { en: process, 'pt-BR': process } : hostSaid(host);
    },
    whose(id) {
      const { process } = stepOf(id);
      const known = role(process);
      return known === null
        ? { en: `${process}’s`, 'pt-BR': `de ${process}` }
        : { en: `the ${known.en}’s`, 'pt-BR': `do ${known['pt-BR']}` };
    },
    call(id) {
      const step = stepOf(id);
      const alike = pieces.filter((piece) => piece.step.process === step.process && piece.step.call === step.call);
      const same = alike.filter((piece) => called(piece.step) === called(step));
      const name = alike.length === same.length ? `${step.call}()` : called(step);
      if (same.length < 2) return { en: name, 'pt-BR': name };
      const number = same.findIndex((piece) => piece.id === id) + 1;
      return { en: `${ordinal(number)} ${name}`, 'pt-BR': `${number}º ${name}` };
    },
  };
}

function ordinal(number: number): string {
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[number % 100 > 10 && number % 100 < 14 ? 0 : number % 10] ?? 'th';
  return `${number}${ending}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
