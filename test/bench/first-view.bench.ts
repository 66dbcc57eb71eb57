// How much JavaScript stands between a slow network and the first view: the scripts that index.html names, and all
// that they import statically. What is imported on demand comes later, and does not count.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';
import type { Benchmark } from './benchmark.ts';

export const benchmark: Benchmark = {
  name: 'firstView',
  unit: 'KB',
  promise: { atMost: 150 },
  run({ root, build }) {
    const folder = join(root, build);
    const bytes = scriptsOfFirstView(folder).map(
      (script) => gzipSync(readFileSync(join(folder, script)), { level: 9 }).length,
    );
    return bytes.reduce((sum, length) => sum + length, 0) / 1000;
  },
};

function scriptsOfFirstView(folder: string): readonly string[] {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.js)"/g)].map(
    (match) => match[1] ?? '',
  );
  const scripts = new Set(named.map((name) => posix.normalize(name)));
  if (scripts.size === 0) throw new Error('index.html names no script');
  // A Set may grow while it is walked, and each script is visited once.
  for (const script of scripts) {
    const { module } = parseSync(script, readFileSync(join(folder, script), 'utf8'));
    const exports = module.staticExports.flatMap(({ entries }) => entries.map((entry) => entry.moduleRequest?.value));
    for (const specifier of [...module.staticImports.map((one) => one.moduleRequest.value), ...exports]) {
      if (specifier?.startsWith('.')) scripts.add(posix.join(posix.dirname(script), specifier));
    }
  }
  return [...scripts];
}
