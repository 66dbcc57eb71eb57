/** What a benchmark is given: a fresh build of the application, in a folder relative to the repository's root. */
export interface Bench {
  readonly root: string;
  readonly build: string;
}

/** What is measured, and in what. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** What the design promises; the table shows whether it is kept. Benchmarks inform, so nothing fails by it. */
  readonly promise?: { readonly atMost: number } | { readonly atLeast: number };
}

/** A module `test/bench/<name>.bench.ts` exports one as `benchmark`. */
export interface Benchmark extends Figure {
  readonly run: (bench: Bench) => number | Promise<number | Measurement>;
}

/** Several figures that are comparable because one run yields them. A module exports it as `suite` instead. */
export interface Suite {
  readonly figures: readonly Figure[];
  /** Measures the figures of these names. */
  readonly run: (bench: Bench, names: ReadonlySet<string>) => Promise<ReadonlyMap<string, number | Measurement>>;
}

/** A figure, and what the table says beside it. */
export interface Measurement {
  readonly value: number;
  readonly detail: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const lower = sorted[Math.ceil(middle) - 1];
  const upper = sorted[Math.floor(middle)];
  if (lower === undefined || upper === undefined) throw new Error('the median of nothing');
  return (lower + upper) / 2;
}
