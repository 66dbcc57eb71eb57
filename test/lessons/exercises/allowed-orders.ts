// Every order of some calls that constraints of order allow, also where several calls fit what has to come first: any one of them will do.
import type { CallReference, Constraint } from '../../../src/lessons/exercises/exercise.ts';

/** For each thing, sets of things: one at least of each set has to come before it. */
export type Needs = readonly (readonly ReadonlySet<number>[])[];

/** `is`: whether a thing is what a reference means. */
export function needsOf(
  constraints: readonly Constraint[],
  count: number,
  is: (thing: number, reference: CallReference) => boolean,
): Needs {
  const all = Array.from({ length: count }, (_, thing) => thing);
  return all.map((thing) =>
    constraints.flatMap((constraint) =>
      (constraint.kind === 'before' || constraint.kind === 'only-after') && is(thing, constraint.second)
        ? // What is never called cannot come first: then nobody asks for it.
          [new Set(all.filter((other) => other !== thing && is(other, constraint.first)))].filter(
            ({ size }) => size > 0,
          )
        : [],
    ),
  );
}

/** Whether an order has before each thing what it needs. */
export const isAllowed = (needs: Needs, order: readonly number[]): boolean =>
  order.every((thing, place) => isMet(needs, thing, order.slice(0, place)));

const isMet = (needs: Needs, thing: number, placed: readonly number[]): boolean =>
  (needs[thing] ?? []).every((one) => placed.some((other) => one.has(other)));

const placeable = (needs: Needs, placed: readonly number[]): readonly number[] =>
  [...needs.keys()].filter((thing) => !placed.includes(thing) && isMet(needs, thing, placed));

/** The first `most` of them, in lexicographic order. */
export function allowedOrders(needs: Needs, most: number): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  const extend = (placed: readonly number[]): void => {
    if (found.length >= most) return;
    if (placed.length === needs.length) found.push(placed);
    else for (const next of placeable(needs, placed)) extend([...placed, next]);
  };
  extend([]);
  return found;
}

/** One of them, by chance. `random`: from 0 to below 1. */
export function anyAllowedOrder(needs: Needs, random: () => number): readonly number[] {
  const placed: number[] = [];
  while (placed.length < needs.length) {
    const next = placeable(needs, placed);
    const chosen = next[Math.floor(random() * next.length)];
    if (chosen === undefined) throw new Error('the constraints go round in a circle');
    placed.push(chosen);
  }
  return placed;
}
