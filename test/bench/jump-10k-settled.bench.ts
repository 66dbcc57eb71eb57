import { type Benchmark, median } from './benchmark.ts';
import { jumps } from './jump-10k.bench.ts';

/** The same jumps as `jump10k`, until the diagrams stand as well. */
export const benchmark: Benchmark = {
  name: 'jump10kSettled',
  unit: 'ms',
  run: async (bench) => median((await jumps(bench)).map(({ settled }) => settled)),
};
