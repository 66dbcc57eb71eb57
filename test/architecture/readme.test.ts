import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { trackedFiles } from './files.ts';

const FIXTURES = 'test/fixtures/real-kernel';
const recorded = new Set(
  readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(`${FIXTURES}/${name}`, 'utf8').trimEnd().split('\n'))
    .map((line) => (JSON.parse(line) as { script: { name: string } }).script.name),
);
const files = trackedFiles();

/** The rows of the README's tables: what, how, and the names of what shows it. */
const rows = readFileSync('src/engine/README.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| call |') && !line.startsWith('| mechanism |'))
  .map((line) => {
    const [what = '', how = '', shown = ''] = line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim());
    return {
      what,
      how,
      names: [...shown.matchAll(/`([^`]+)`|\b(F\d\d)\b/g)].map(([, name, fact]) => name ?? `fact-${fact}`),
    };
  });

it('the README of the engine names tests and recorded runs that exist', () => {
  expect(rows.length).toBeGreaterThan(30);
  const unknown = rows.flatMap(({ what, names }) =>
    names
      .filter((name) => !recorded.has(name) && !files.has(`test/${name}.test.ts`))
      .map((name) => `${what}: ${name} is neither a test nor a recorded run`),
  );
  expect(unknown.join('\n')).toBe('');
});

it('everything it calls present is shown by something', () => {
  const bare = rows.filter(({ how, names }) => names.length === 0 && !how.startsWith('absent'));
  expect(bare.map(({ what }) => what)).toEqual([]);
});
