import { drawRandom, seedRandom } from '../../src/engine/base/random.ts';

/** Numbers from 0 to below 1, the same for the same seed. */
export function prng(seed: number): () => number {
  let state = seedRandom(seed);
  return () => {
    const drawn = drawRandom(state);
    state = drawn.state;
    return drawn.value;
  };
}
