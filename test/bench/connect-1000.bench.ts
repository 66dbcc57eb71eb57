// How fast 1,000 clients connect to one server.
import type { Benchmark } from './benchmark.ts';
import { inOwnProcess } from './engine/own-process.ts';

export const benchmark: Benchmark = {
  name: 'connect1000',
  unit: 'connections/s',
  run: (bench) => inOwnProcess('connect1000', bench),
};
