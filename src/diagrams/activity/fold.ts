import type { Pass } from './program.ts';

/** A call of the program at its place: all the times that it is made there, in their order. */
export interface Repeated {
  readonly kind: 'call';
  readonly passes: readonly Pass[];
}

/** What is done several times in a row. */
export interface Folded {
  readonly kind: 'loop';
  /** How often, each time that one comes to it. */
  readonly times: number;
  readonly items: readonly Item[];
}

export type Item = Repeated | Folded;

/** A repetition is looked for among so many calls in a row. */
const LONGEST = 16;

/**
 * The calls of a thread with what repeats folded: `recv send recv send` is a loop of two calls. Two calls are the same where only the data
 * differ; in a loop of several calls descriptors may have other names each time, as `accept` gives them. Whoever begins a thread or a
 * process is never folded, nor is what was called by hand: it would move when the next call comes.
 */
export const foldCalls = (passes: readonly Pass[]): readonly Item[] => fold(passes.map((pass) => [pass]));

/** Columns: what is done at one place, once for each time that one comes there. */
type Column = readonly Pass[];

function fold(columns: readonly Column[]): readonly Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < columns.length) {
    const { period, times } = bestFrom(columns, at);
    if (times < 2) {
      items.push({ kind: 'call', passes: columns[at] ?? [] });
      at++;
      continue;
    }
    const body = Array.from({ length: period }, (_, place) =>
      Array.from({ length: times }, (_, time) => columns[at + time * period + place] ?? [])
        .flat()
        .toSorted((a, b) => a.order - b.order),
    );
    items.push({ kind: 'loop', times, items: fold(body) });
    at += period * times;
  }
  return items;
}

/** The repetition that begins at a column and covers most; of equal ones the shortest. */
function bestFrom(columns: readonly Column[], at: number): { readonly period: number; readonly times: number } {
  let best = { period: 1, times: 1 };
  for (let period = 1; period <= Math.min(LONGEST, (columns.length - at) / 2); period++) {
    // A longer one covers no more.
    if (best.times > 1 && best.period * best.times === columns.length - at) break;
    const block = (time: number): readonly Column[] => columns.slice(at + time * period, at + (time + 1) * period);
    let times = 1;
    while (at + (times + 1) * period <= columns.length && isSame(block(0), block(times))) times++;
    if (times > 1 && period * times > best.period * best.times) best = { period, times };
  }
  return best;
}

function isSame(first: readonly Column[], other: readonly Column[]): boolean {
  // Most blocks differ at once.
  const [one, another] = [first[0]?.[0], other[0]?.[0]];
  if (one !== undefined && another !== undefined && signature(one) !== signature(another)) return false;
  return (first[0] ?? []).every((_, time) => {
    const [a, b] = [first, other].map((block) => block.flatMap((column) => column[time] ?? []));
    return a !== undefined && b !== undefined && a.length === b.length && areAlike(a, b);
  });
}

/** Whether the calls of a block are those of another, with its descriptors in the place of their own. */
function areAlike(a: readonly Pass[], b: readonly Pass[]): boolean {
  const there = new Map<string, string>();
  const back = new Map<string, string>();
  const renamed = (one: string, other: string): boolean => {
    const known = [there.get(one) ?? other, back.get(other) ?? one];
    there.set(one, other);
    back.set(other, one);
    return known[0] === other && known[1] === one;
  };
  // One descriptor closed after another is no loop: it takes several calls to see that each time has its own.
  const mayRename = new Set(a.map(signature)).size > 1;
  return a.every((one, place) => {
    const other = b[place];
    if (other === undefined || one.byHand || other.byHand) return false;
    if (isBeginning(one) || signature(one) !== signature(other) || one.uses.length !== other.uses.length) return false;
    const sameUses = one.uses.every((name, index) => {
      const its = other.uses[index] ?? '';
      return (mayRename || name === its) && renamed(name, its);
    });
    if (one.gives === null || other.gives === null) return sameUses && one.gives === other.gives;
    return sameUses && renamed(one.gives, other.gives);
  });
}

const isBeginning = ({ call }: Pass): boolean => call.name === 'fork' || call.name === 'thread' || call.name === 'exit';

const signatures = new WeakMap<Pass, string>();

/** A call without its descriptors and its data. */
function signature(pass: Pass): string {
  const known = signatures.get(pass) ?? signatureOf(pass);
  signatures.set(pass, known);
  return known;
}

function signatureOf({ name, call, arguments: args }: Pass): string {
  switch (call.name) {
    case 'send':
      return [name, ...call.flags].join(' ');
    case 'write':
      return name;
    case 'poll':
    case 'select':
      return `${name} ${call.timeout}`;
    case 'epoll_ctl':
      return [name, call.op, ...call.events].join(' ');
    case 'dup2':
      return name;
    case 'connect':
    case 'bind':
      return `${name} ${call.address} ${call.port}`;
    default:
      return [name, ...args.slice('fd' in call ? 1 : 0)].join(' ');
  }
}
