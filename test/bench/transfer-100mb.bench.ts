// How fast the engine simulates a transfer of 100 MB of which one segment in a thousand is lost. ns-3.37 takes 2.9 s.
import type { Benchmark } from './benchmark.ts';
import { inOwnProcess } from './engine/own-process.ts';

export const benchmark: Benchmark = {
  name: 'transfer100MB',
  unit: 'segments/s',
  promise: { atLeast: 90_000 },
  run: (bench) => inOwnProcess('transfer100MB', bench),
};
