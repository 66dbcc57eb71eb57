import type { Brand } from './brand.ts';

/** The state of the seeded generator, a 32-bit integer. It is a field of the World, so a replay draws the same numbers. */
export type RandomState = Brand<number, 'RandomState'>;

export const seedRandom = (seed: number): RandomState => (seed >>> 0) as RandomState;

/** Draws the next number in [0, 1) (mulberry32) together with the state that follows. */
export function drawRandom(state: RandomState): { readonly value: number; readonly state: RandomState } {
  const next = (state + 0x6d2b79f5) >>> 0;
  let t = next;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return { value: ((t ^ (t >>> 14)) >>> 0) / 4294967296, state: next as RandomState };
}
