// How fast the engine simulates a transfer of 10 MB, in segments of either direction. ns-3.37 sends 15,000 to 18,000 a second.
import type { Benchmark } from './benchmark.ts';
import { inOwnProcess } from './engine/own-process.ts';

export const benchmark: Benchmark = {
  name: 'transfer10MB',
  unit: 'segments/s',
  promise: { atLeast: 90_000 },
  run: (bench) => inOwnProcess('transfer10MB', bench),
};
