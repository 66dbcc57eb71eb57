import { drawRandom, seedRandom } from '../../engine/base/random.ts';

/** Pieces in no order that helps: the same for the same exercise, so that they do not jump. */
export function shuffled<T>(items: readonly T[], id: string): readonly T[] {
  let state = seedRandom(Array.from(id).reduce((sum, letter) => Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0), 7));
  const drawn = items.map((item) => {
    const { value, state: next } = drawRandom(state);
    state = next;
    return { item, value };
  });
  return drawn.toSorted((a, b) => a.value - b.value).map(({ item }) => item);
}
