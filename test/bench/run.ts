// `npm run bench`: measures, and prints a table. With `--json` (and `npm run --silent bench -- --json`) standard output
// is one object { "name": { "value": …, "unit": … } } instead. Names after the options run only those.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import type { Benchmark, Figure, Measurement, Suite } from './benchmark.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const outDir = join('node_modules', '.cache', 'socketscope', 'bench');

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });

const suites = await load();
const figures = suites.flatMap((suite) => suite.figures);
const unknown = positionals.filter((name) => figures.every((figure) => figure.name !== name));
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}; there are ${figures.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const wanted = new Set(positionals.length > 0 ? positionals : figures.map(({ name }) => name));

await build({ root, build: { outDir, emptyOutDir: true, manifest: true }, logLevel: 'error' });

const results = new Map<Figure, Measurement>();
for (const suite of suites) {
  const names = suite.figures.map(({ name }) => name).filter((name) => wanted.has(name));
  if (names.length === 0) continue;
  try {
    const measured = await suite.run({ root, build: outDir }, new Set(names));
    for (const figure of suite.figures) {
      const result = measured.get(figure.name);
      if (result === undefined) continue;
      const { value, detail } = typeof result === 'number' ? { value: result, detail: '' } : result;
      results.set(figure, { value: round(value), detail });
    }
  } catch (error) {
    console.error(`${names.join(', ')} failed:`, error);
    process.exitCode = 1;
  }
}

if (values.json) {
  const object = Object.fromEntries([...results].map(([{ name, unit }, { value }]) => [name, { value, unit }]));
  console.log(JSON.stringify(object));
} else {
  console.log(table(results));
}

async function load(): Promise<readonly Suite[]> {
  const files = readdirSync(here).filter((file) => file.endsWith('.bench.ts'));
  const modules: unknown[] = await Promise.all(files.map((file) => import(pathToFileURL(join(here, file)).href)));
  return modules.map((module, i) => {
    if (typeof module === 'object' && module !== null) {
      if ('suite' in module) return module.suite as Suite;
      if ('benchmark' in module) return ofOne(module.benchmark as Benchmark);
    }
    throw new Error(`${files[i]} exports neither a benchmark nor a suite`);
  });
}

function ofOne(benchmark: Benchmark): Suite {
  return {
    figures: [benchmark],
    async run(bench) {
      console.error(`measuring ${benchmark.name} …`);
      return new Map([[benchmark.name, await benchmark.run(bench)]]);
    },
  };
}

/** Three significant digits are more than two runs have in common. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

function table(results: ReadonlyMap<Figure, Measurement>): string {
  const rows = [...results].map(([figure, { value, detail }]) => [
    figure.name,
    `${value} ${figure.unit}`,
    ...promiseOf(figure, value),
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

function promiseOf({ promise, unit }: Figure, value: number): readonly [string, string] {
  if (promise === undefined) return ['', ''];
  if ('atMost' in promise) return [`at most ${promise.atMost} ${unit}`, value <= promise.atMost ? 'kept' : 'BROKEN'];
  return [`at least ${promise.atLeast} ${unit}`, value >= promise.atLeast ? 'kept' : 'BROKEN'];
}
