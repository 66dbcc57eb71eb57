// What the timeline of a transfer of 10 MB holds: its trace, its steps, the Worlds that it keeps.
import type { Benchmark } from './benchmark.ts';
import { inOwnProcess } from './engine/own-process.ts';

export const benchmark: Benchmark = {
  name: 'transfer10MBMemory',
  unit: 'MB',
  run: (bench) => inOwnProcess('transfer10MBMemory', bench),
};
