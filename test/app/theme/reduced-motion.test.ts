import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const MOTION = /(?:^|[\s;{])(?:animation|transition|scroll-behavior)[\w-]*\s*:[^;}]*/g;

/** A stylesheet without what it says to those who have nothing against motion. */
function ofEverybody(css: string): string {
  let rest = css.replaceAll(/\/\*.*?\*\//gs, '');
  for (;;) {
    const start = rest.indexOf('@media (prefers-reduced-motion: no-preference)');
    if (start === -1) return rest;
    let end = rest.indexOf('{', start) + 1;
    for (let depth = 1; depth > 0; end++) depth += rest[end] === '{' ? 1 : rest[end] === '}' ? -1 : 0;
    rest = rest.slice(0, start) + rest.slice(end);
  }
}

// A rule for every element that takes motion away again costs the browser a fifth of its styling, where nothing moves.
it('moves nothing for those who do not want motion', () => {
  const sheets = readdirSync('src/app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css'))
    .map((file) => join('src', 'app', file));
  expect(sheets.length).toBeGreaterThan(20);
  const moving = sheets.flatMap((sheet) =>
    [...ofEverybody(readFileSync(sheet, 'utf8')).matchAll(MOTION)].map(([rule]) => `${sheet}: ${rule.trim()}`),
  );
  expect(moving).toEqual([]);
});

it('moves something for the others', () => {
  expect(readFileSync('src/app/machine/socket-card.module.css', 'utf8')).toMatch(MOTION);
});
