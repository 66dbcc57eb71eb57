import type { Cast } from '../cast.ts';
import { labelOf } from '../cast.ts';
import { LABEL } from '../fit-text.ts';
import type { Measure } from '../shape.ts';
import { type SocketClasses, socketName } from '../socket-classes.ts';
import { newest, type SocketPath, stateAt, type StatesModel } from './model.ts';
import { possible } from './possible.ts';
import type { Names, StatesWords } from './words.ts';

interface Style {
  readonly cast: Cast;
  readonly words: StatesWords;
  readonly classOf: SocketClasses;
}

/** What the screen calls machines and programs: a program by its machine where it is the only one there. */
export function namesOf(cast: Cast): Names {
  return {
    host: (name) => labelOf(cast, name),
    program: (process) => {
      const host = cast.find(({ processes }) => processes.includes(process));
      return host === undefined || host.processes.length > 1 ? process : host.label;
    },
  };
}

/** The socket as UML names an instance: `c : ClientSocket`. */
export function nameOf({ host, socket, holders }: SocketPath, count: number, classOf: SocketClasses): string {
  const name = holders.findLast(({ index, value }) => index < count && value !== null)?.value?.name;
  return socketName(name ?? null, classOf(host, socket));
}

/** Which socket it is, in two lines. */
export function socketLines(path: SocketPath, count: number, { cast, words, classOf }: Style): readonly string[] {
  const holder = newest(path.holders, count) ?? null;
  return [nameOf(path, count, classOf), words.holder({ host: labelOf(cast, path.host), fd: holder?.fd ?? null })];
}

/** Every socket of a run by a name of its own, e.g. `client: c : ClientSocket`; those of the same name are numbered in the order in which they were made. */
export function socketNames({ paths }: StatesModel, cast: Cast, classOf: SocketClasses): readonly string[] {
  const names = paths.map((path) => `${labelOf(cast, path.host)}: ${nameOf(path, Infinity, classOf)}`);
  const met = new Map<string, number>();
  return names.map((name) => {
    const number = (met.get(name) ?? 0) + 1;
    met.set(name, number);
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${number})`;
  });
}

/** One socket of each side, for paper: the first with a connection, else the first. */
export function telltales({ paths }: StatesModel, cast: Cast): readonly SocketPath[] {
  return (['left', 'right'] as const).flatMap((side) => {
    const hosts = new Set(cast.filter((host) => host.side === side).map(({ name }) => name));
    const ofSide = paths.filter(({ host }) => hosts.has(host));
    return ofSide.find(({ passages }) => passages.some(({ to }) => to === 'ESTABLISHED')) ?? ofSide[0] ?? [];
  });
}

/** A line below the figure. */
export interface LegendLine {
  readonly kind: 'heading' | 'text' | 'chance';
  readonly text: string;
  readonly indent: number;
}

/** What the state means, and what is possible from it, in lines that fit the width. */
export function legendOf(
  path: SocketPath,
  count: number,
  { cast, words, measure }: Style & { readonly measure: Measure },
  width: number,
): readonly LegendLine[] {
  const state = stateAt(path, count);
  const gone = path.goneSince !== null && path.goneSince < count;
  const chances = possible(path, count);
  const names = namesOf(cast);
  const wrapped = (text: string, kind: LegendLine['kind'], indent = 0): LegendLine[] =>
    wrap(text, width - indent, measure, kind === 'heading').map((line) => ({ kind, text: line, indent }));
  return [
    ...wrapped(`${state}: ${gone ? words.gone : words.meanings[state]}`, 'heading'),
    ...(gone ? [] : wrapped(chances.length === 0 ? words.nothing : words.next, 'text')),
    ...chances.flatMap((chance) => wrapped(`${words.chance(chance, names)} → ${chance.to}`, 'chance', 12)),
  ];
}

function wrap(text: string, width: number, measure: Measure, bold: boolean): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer, LABEL, 'sans', bold ? 'bold' : 'normal') > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
