import type { CallStep } from './call-script.ts';
import type { StepArguments } from './step-of-call.ts';

/** A call as it is written in a program. */
export interface Written {
  readonly call: StepArguments;
  /** A send of what the recv before it brought: the program passes its buffer on. */
  readonly echoes?: boolean;
  /** The user made it: it is never part of a loop, as those before it would move when it comes. */
  readonly byHand?: boolean;
}

/** A call of the program at its place: all the times that it is made there, in their order. */
export interface Repeated<T> {
  readonly kind: 'call';
  readonly passes: readonly T[];
}

/** What is done several times in a row. */
export interface Folded<T> {
  readonly kind: 'loop';
  /** How often, each time that one comes to it. */
  readonly times: number;
  readonly items: readonly Item<T>[];
}

export type Item<T> = Repeated<T> | Folded<T>;

/** What is done twice is written twice. */
const FEWEST = 3;
/** A repetition is looked for among so many calls in a row. */
const LONGEST = 16;

/**
 * The calls of one thread, what is written the same three times in a row or more as a loop. Its C++ and its activity diagram have
 * their loops from here, so that one has them where the other does.
 */
export function foldCalls<T extends Written>(calls: readonly T[]): readonly Item<T>[] {
  const texts = calls.map(textOf);
  const given = (at: number): string | null => {
    const call = calls[at]?.call;
    return call !== undefined && GIVES.has(call.call) ? (call.as ?? NAMELESS) : null;
  };
  const closed = (at: number): unknown => (calls[at]?.call.call === 'close' ? calls[at].call.fd : undefined);
  /** Each round closes what it opens; and nothing of that name was left open before. */
  const isClosed = (from: number, to: number): boolean => {
    for (let at = from; at < to; at++) {
      const name = given(at);
      if (name === null) continue;
      if (!range(at + 1, to).some((later) => closed(later) === name)) return false;
      const before = range(0, from).findLast((earlier) => given(earlier) === name || closed(earlier) === name);
      if (before !== undefined && given(before) === name) return false;
    }
    return true;
  };
  const isSame = (one: number, other: number, length: number): boolean =>
    range(0, length).every((k) => texts[one + k] !== null && texts[one + k] === texts[other + k]);

  /** Columns: the positions of what is done at one place. What a column holds is written the same. */
  const fold = (columns: readonly (readonly number[])[]): readonly Item<T>[] => {
    const items: Item<T>[] = [];
    const first = columns.map(([position = 0]) => position);
    for (let at = 0; at < columns.length; ) {
      const { period, times } = bestFrom(first, at);
      if (times < FEWEST) {
        items.push({ kind: 'call', passes: (columns[at] ?? []).map((position) => calls[position] as T) });
        at++;
        continue;
      }
      const body = range(0, period).map((place) =>
        range(0, times)
          .flatMap((time) => columns[at + time * period + place] ?? [])
          .toSorted((a, b) => a - b),
      );
      items.push({ kind: 'loop', times, items: fold(body) });
      at += period * times;
    }
    return items;
  };

  /** The repetition that begins at a column and covers most; of equal ones the shortest. The columns stand side by side in the program. */
  const bestFrom = (first: readonly number[], at: number): { readonly period: number; readonly times: number } => {
    let best = { period: 1, times: 1 };
    const start = first[at] ?? 0;
    const left = first.length - at;
    for (let period = 1; period <= Math.min(LONGEST, left / FEWEST); period++) {
      // A longer one covers no more.
      if (best.times > 1 && best.period * best.times === left) break;
      let times = 1;
      while ((times + 1) * period <= left && isSame(start, start + times * period, period)) times++;
      const isBest = times >= FEWEST && period * times > best.period * best.times;
      if (isBest && isClosed(start, start + period)) best = { period, times };
    }
    return best;
  };
  return fold(calls.map((_, position) => [position]));
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);

/** What opens a descriptor. */
const GIVES: ReadonlySet<string> = new Set(['socket', 'accept', 'dup', 'dup2', 'epoll_create1']);
/** The name of a descriptor without one: nobody closes it. */
const NAMELESS = '';
/** Who begins or ends a thread or a process does that once. */
const ONCE: ReadonlySet<string> = new Set(['fork', 'thread', 'exit', 'kill']);

/** A call as text, the same for all that are written the same; null: never the same as another. */
function textOf({ call, echoes, byHand }: Written): string | null {
  if (byHand === true || ONCE.has(call.call)) return null;
  // A whole step of a script says as well who makes it: of one thread all do.
  const { process: _process, thread: _thread, data, bytes, ...rest }: Partial<CallStep> = call;
  const given = echoes === true ? { ...rest, echoes } : { ...rest, data, bytes };
  return JSON.stringify(Object.entries(given).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
