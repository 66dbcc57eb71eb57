// `npm run bench`: measures, and prints a table. With `--json` (and `npm run --silent bench -- --json`) standard output
// is one object { "name": { "value": …, "unit": … } } instead. Names after the options run only those.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import type { Benchmark, Measurement } from './benchmark.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const outDir = join('node_modules', '.cache', 'socketscope', 'bench');

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });

const benchmarks = await load();
const unknown = positionals.filter((name) => benchmarks.every((benchmark) => benchmark.name !== name));
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}; there are ${benchmarks.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

await build({ root, build: { outDir, emptyOutDir: true, manifest: true }, logLevel: 'error' });

const results = new Map<Benchmark, Measurement>();
for (const benchmark of benchmarks) {
  if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
  console.error(`measuring ${benchmark.name} …`);
  try {
    const measured = await benchmark.run({ root, build: outDir });
    const { value, detail } = typeof measured === 'number' ? { value: measured, detail: '' } : measured;
    results.set(benchmark, { value: round(value), detail });
  } catch (error) {
    console.error(`${benchmark.name} failed:`, error);
    process.exitCode = 1;
  }
}

if (values.json) {
  const object = Object.fromEntries([...results].map(([{ name, unit }, { value }]) => [name, { value, unit }]));
  console.log(JSON.stringify(object));
} else {
  console.log(table(results));
}

async function load(): Promise<readonly Benchmark[]> {
  const files = readdirSync(here).filter((file) => file.endsWith('.bench.ts'));
  const modules: unknown[] = await Promise.all(files.map((file) => import(pathToFileURL(join(here, file)).href)));
  return modules.map((module, i) => {
    if (typeof module === 'object' && module !== null && 'benchmark' in module) return module.benchmark as Benchmark;
    throw new Error(`${files[i]} exports no benchmark`);
  });
}

/** Three significant digits are more than two runs have in common. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

function table(results: ReadonlyMap<Benchmark, Measurement>): string {
  const rows = [...results].map(([benchmark, { value, detail }]) => [
    benchmark.name,
    `${value} ${benchmark.unit}`,
    ...promiseOf(benchmark, value),
    detail,
  ]);
  const all = [['benchmark', 'measured', 'promised', '', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function promiseOf({ promise, unit }: Benchmark, value: number): readonly [string, string] {
  if (promise === undefined) return ['', ''];
  if ('atMost' in promise) return [`at most ${promise.atMost} ${unit}`, value <= promise.atMost ? 'kept' : 'BROKEN'];
  return [`at least ${promise.atLeast} ${unit}`, value >= promise.atLeast ? 'kept' : 'BROKEN'];
}
