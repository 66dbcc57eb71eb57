import type { CallReference, Constraint } from './exercise.ts';

/** What must come before what: for each of so many things the things that precede it, by index. */
export type Precedence = readonly ReadonlySet<number>[];

/** The precedence among things that the constraints of order ask for. `is`: whether a thing is what a reference means. */
export function precedenceOf(
  constraints: readonly Constraint[],
  count: number,
  is: (thing: number, reference: CallReference) => boolean,
): Precedence {
  const before = Array.from({ length: count }, () => new Set<number>());
  const all = Array.from({ length: count }, (_, index) => index);
  for (const constraint of constraints) {
    if (constraint.kind !== 'before' && constraint.kind !== 'only-after') continue;
    const firsts = all.filter((thing) => is(thing, constraint.first));
    for (const second of all.filter((thing) => is(thing, constraint.second))) {
      // Any one of several will do; only what must be so in every order counts.
      if (firsts.length === 1 && firsts[0] !== undefined && firsts[0] !== second) before[second]?.add(firsts[0]);
    }
  }
  return before;
}

/** Every order that a precedence allows, as lists of indexes, in lexicographic order; ends after `most` of them. */
export function* linearExtensions(before: Precedence, most = Number.POSITIVE_INFINITY): Generator<readonly number[]> {
  let left = most;
  function* extend(placed: readonly number[]): Generator<readonly number[]> {
    if (left <= 0) return;
    if (placed.length === before.length) {
      left -= 1;
      yield placed;
      return;
    }
    for (const next of placeable(before, placed)) yield* extend([...placed, next]);
  }
  yield* extend([]);
}

/** The first order that a precedence allows; null when it goes round in a circle, which takes no search. */
export function firstExtension(before: Precedence): readonly number[] | null {
  const placed: number[] = [];
  while (placed.length < before.length) {
    const [next] = placeable(before, placed);
    if (next === undefined) return null;
    placed.push(next);
  }
  return placed;
}

/** One order that a precedence allows, chosen by `choose` (from 0 to below its argument) among what may come next. */
export function anyExtension(before: Precedence, choose: (count: number) => number): readonly number[] {
  const placed: number[] = [];
  while (placed.length < before.length) {
    const next = placeable(before, placed);
    const chosen = next[choose(next.length)];
    if (chosen === undefined) throw new Error('the constraints go round in a circle');
    placed.push(chosen);
  }
  return placed;
}

/** What may come next: not placed yet, and all that precedes it is. */
const placeable = (before: Precedence, placed: readonly number[]): readonly number[] =>
  before.flatMap((firsts, index) =>
    !placed.includes(index) && [...firsts].every((first) => placed.includes(first)) ? [index] : [],
  );
