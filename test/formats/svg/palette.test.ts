import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Tone } from '../../../src/diagrams/shape.ts';
import { FONTS, PALETTES } from '../../../src/formats/svg/palette.ts';
import { STROKES } from '../../../src/formats/svg/shape-element.ts';

/** Selector -> property -> value, of a stylesheet without nesting; later rules win. */
function rulesOf(path: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const css = readFileSync(path, 'utf8').replaceAll(/\/\*[^]*?\*\//g, '');
  const rules = new Map<string, Map<string, string>>();
  for (const [, selectors = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    for (const selector of selectors.split(',')) {
      const rule = rules.get(selector.trim()) ?? new Map<string, string>();
      rules.set(selector.trim(), rule);
      for (const [, property = '', value = ''] of body.matchAll(/([\w-]+):\s*([^;]+);/g)) {
        rule.set(property, value.trim().replaceAll(/\s+/g, ' '));
      }
    }
  }
  return rules;
}

const scene = rulesOf('src/app/diagrams/scene.module.css');
const tokens = rulesOf('src/app/theme/tokens.css');
const SELECTORS = { light: [':root'], dark: [':root', ':root[data-theme="dark"]'] } as const;
const TONES: readonly Tone[] = [
  'client',
  'server',
  'third',
  'fourth',
  'handshake',
  'waiting',
  'success',
  'failure',
  'neutral',
  'faint',
  'accent',
];

const declared = (selector: string, property: string): string => {
  const value = scene.get(selector)?.get(property);
  if (value === undefined) throw new Error(`${selector} has no ${property}`);
  return value;
};

/** `color-mix(in srgb, a 38%, b)` as a browser computes it. */
function mixed(a: string, b: string, share: number): string {
  const channel = (colour: string, at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  const mix = [1, 3, 5].map((at) => Math.round(channel(a, at) * share + channel(b, at) * (1 - share)));
  return `#${mix.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

describe.each(['light', 'dark'] as const)('the %s palette is that of the screen', (theme) => {
  /** What `var(--x)` or a mixture of two comes to. */
  function resolved(value: string): string {
    const mix = /^color-mix\(in srgb, (var\([^)]*\)) (\d+)%, (var\([^)]*\))\)$/.exec(value);
    if (mix) return mixed(resolved(mix[1] ?? ''), resolved(mix[3] ?? ''), Number(mix[2]) / 100);
    const name = /^var\(([\w-]+)\)$/.exec(value)?.[1];
    if (name === undefined) return value;
    const token = SELECTORS[theme]
      .map((selector) => tokens.get(selector)?.get(name))
      .findLast((one) => one !== undefined);
    if (token === undefined) throw new Error(`there is no ${name}`);
    return token;
  }
  const palette = PALETTES[theme];

  it.each(TONES)('%s', (tone) => {
    const own = scene.get(`.shape[data-tone="${tone}"]`);
    const colour = (part: string): string =>
      resolved(own?.get(`--tone-${part}`) ?? declared('.scene', `--tone-${part}`));
    expect(palette.tones[tone]).toEqual({ text: colour('text'), line: colour('line'), tint: colour('tint') });
  });

  it('ground, wash and hatch', () => {
    expect(palette.ground).toBe(resolved(declared('.box[data-fill="ground"]', 'fill')));
    expect(palette.ground).toBe(resolved(declared('.hollowEnd', 'fill')));
    expect(palette.band).toBe(resolved(declared('.box[data-fill="band"]', 'fill')));
    expect(palette.hatch).toEqual({
      ground: resolved(declared('.hatchGround', 'fill')),
      stroke: resolved(declared('.hatchStroke', 'fill')),
    });
  });
});

it('strokes are those of the screen', () => {
  const width = (selector: string): number => Number(declared(selector, 'stroke-width'));
  expect(STROKES).toEqual({
    line: { 1: width('.line[data-weight="1"]'), 2: width('.line'), 3: width('.line[data-weight="3"]') },
    box: width('.box'),
    end: { hollow: width('.hollowEnd'), open: width('.openEnd'), cross: width('.crossEnd') },
    dashes: declared('.line[data-dashed="true"]', 'stroke-dasharray'),
    faintDashes: declared('.shape[data-tone="faint"] .line[data-dashed="true"]', 'stroke-dasharray'),
  });
  expect(declared('.box[data-dashed="true"]', 'stroke-dasharray')).toBe(STROKES.dashes);
});

it('fonts are those of the screen, and end in a generic one', () => {
  for (const font of ['sans', 'mono'] as const) {
    expect(FONTS[font].replaceAll("'", '"')).toBe(tokens.get(':root')?.get(`--${font}`));
    expect(FONTS[font]).toMatch(font === 'sans' ? /, sans-serif$/ : /, monospace$/);
  }
});
