// How much JavaScript stands between a slow network and the first view: the scripts that index.html names, the texts of one
// language (the larger), which the page waits for, and all that these import statically. What comes after the machines are
// drawn (the diagrams' code, the sentences, the inspector) does not count.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';
import type { Benchmark } from './benchmark.ts';

/** What the page waits for before it draws anything, in either language. */
const TEXTS = ['src/app/i18n/en/screen.ts', 'src/app/i18n/pt-BR/screen.ts'];

export const benchmark: Benchmark = {
  name: 'firstView',
  unit: 'KB',
  promise: { atMost: 150 },
  run({ root, build }) {
    const folder = join(root, build);
    const sizeOf = (script: string): number => gzipSync(readFileSync(join(folder, script)), { level: 9 }).length;
    const named = closure(folder, scriptsOfPage(folder));
    const inLanguage = TEXTS.map((source) =>
      [...closure(folder, [scriptOf(folder, source)])].filter((script) => !named.has(script)),
    );
    const sum = (scripts: Iterable<string>): number =>
      [...scripts].reduce((bytes, script) => bytes + sizeOf(script), 0);
    return (sum(named) + Math.max(...inLanguage.map(sum))) / 1000;
  },
};

function scriptsOfPage(folder: string): readonly string[] {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.js)"/g)].map(
    (match) => match[1] ?? '',
  );
  if (named.length === 0) throw new Error('index.html names no script');
  return named.map((name) => posix.normalize(name));
}

/** The script that a source file became, by the build's manifest. */
function scriptOf(folder: string, source: string): string {
  const manifest: Record<string, { readonly file: string } | undefined> = JSON.parse(
    readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'),
  );
  const file = manifest[source]?.file;
  if (file === undefined) throw new Error(`the build has no script for ${source}`);
  return file;
}

/** Scripts and all that they import statically. */
function closure(folder: string, first: readonly string[]): ReadonlySet<string> {
  const scripts = new Set(first);
  // A Set may grow while it is walked, and each script is visited once.
  for (const script of scripts) {
    const { module } = parseSync(script, readFileSync(join(folder, script), 'utf8'));
    const exports = module.staticExports.flatMap(({ entries }) => entries.map((entry) => entry.moduleRequest?.value));
    for (const specifier of [...module.staticImports.map((one) => one.moduleRequest.value), ...exports]) {
      if (specifier?.startsWith('.')) scripts.add(posix.join(posix.dirname(script), specifier));
    }
  }
  return scripts;
}
