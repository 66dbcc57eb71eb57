import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/app/theme/tokens.css', 'utf8');

/** The custom properties of one theme that are plain colours. */
function colours(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  );
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const NEUTRAL = ['paper', 'card', 'sunken', 'now-tint'];
const TONES = ['client', 'server', 'third', 'fourth', 'waiting', 'success', 'failure'];
const TEXT_ON = [
  ...['ink', 'ink-soft'].flatMap((ink) =>
    [...NEUTRAL, 'selection', 'now', ...TONES.map((tone) => `${tone}-tint`)].map((on) => [ink, on]),
  ),
  ...TONES.flatMap((tone) => [...NEUTRAL, `${tone}-tint`, 'selection', 'now'].map((on) => [tone, on])),
  ['on-inverse', 'inverse'],
] as [string, string][];
const EDGE_ON = [
  ...['edge', 'focus', 'now-edge'].flatMap((edge) => ['paper', 'card'].map((on) => [edge, on])),
  // A selection stands among everything else, and is told from where the cursor is.
  ...[...NEUTRAL, 'now', 'selection', ...TONES.map((tone) => `${tone}-tint`)].map((on) => ['selection-edge', on]),
  ...TONES.flatMap((tone) => ['paper', 'card', `${tone}-tint`].map((on) => [`${tone}-line`, on])),
] as [string, string][];

describe.each([':root', ':root[data-theme="dark"]'])('%s', (selector) => {
  const theme = colours(selector);
  const colour = (name: string): string => {
    const value = theme.get(name);
    if (value === undefined) throw new Error(`${selector} has no colour --${name}`);
    return value;
  };

  it.each(TEXT_ON)('text in --%s on --%s stands at 7:1', (text, on) => {
    expect(contrast(colour(text), colour(on))).toBeGreaterThanOrEqual(7);
  });

  // The edge of now never stands alone: the fill and a heavier line say the same.
  it.each(EDGE_ON)('a line in --%s on --%s stands at 3:1', (edge, on) => {
    expect(contrast(colour(edge), colour(on))).toBeGreaterThanOrEqual(edge === 'now-edge' ? 2.4 : 3);
  });
});
