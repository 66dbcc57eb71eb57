import { describe, expect, it } from 'vitest';
import { cutsOf } from '../../../src/app/handout/cuts.ts';
import { PAGE, pagesOf } from '../../../src/app/handout/figure-pages.ts';
import type { Picture, Shape } from '../../../src/diagrams/shape.ts';

const common = { tone: 'neutral', subject: null, step: 0 } as const;
const text = (y: number, content = 'x'): Shape => ({
  ...common,
  kind: 'text',
  key: `t${y}`,
  x: 10,
  y,
  text: content,
  size: 14,
  anchor: 'start',
  font: 'sans',
  weight: 'normal',
  underline: false,
  turn: 0,
});
const line = (x1: number, y1: number, x2: number, y2: number): Shape => ({
  ...common,
  kind: 'line',
  key: `l${x1} ${y1}`,
  points: [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
  ],
  dashed: false,
  start: 'none',
  end: 'none',
  weight: 1,
});
/** A lifeline, and a labelled message every 40 units. */
const rows = (count: number, width = 600): Picture => ({
  width,
  height: count * 40,
  shapes: [
    line(50, 0, 50, count * 40),
    ...Array.from({ length: count }, (_, k) => [
      text(k * 40 + 18, `row ${k}`),
      line(50, k * 40 + 24, 300, k * 40 + 24),
    ]).flat(),
  ],
});
const textsOf = (picture: Picture): string[] =>
  picture.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));

describe('cuts', () => {
  it('run between rows, through neither text nor message', () => {
    const picture = rows(30);
    const cuts = cutsOf(picture, 0, 500);
    expect(cuts.at(-1)).toBe(1200);
    for (const cut of cuts.slice(0, -1)) {
      const into = cut % 40;
      expect(into === 0 || into >= 30 || into <= 4, `cut at ${cut}`).toBe(true);
    }
    for (const [index, cut] of cuts.entries()) expect(cut - (cuts[index - 1] ?? 0)).toBeLessThanOrEqual(500);
  });

  it('come to an end where nothing is free', () => {
    const wall: Picture = { width: 100, height: 900, shapes: Array.from({ length: 180 }, (_, k) => text(k * 5)) };
    expect(cutsOf(wall, 0, 400).at(-1)).toBe(900);
  });

  it('are none where all fits', () => {
    expect(cutsOf(rows(5), 0, 500)).toEqual([200]);
  });
});

describe('pages', () => {
  it('a picture that fits stays whole and is not enlarged', () => {
    const picture = rows(5, 300);
    expect(pagesOf(picture)).toEqual([{ picture, scale: 1 }]);
  });

  it('a wide one is reduced to the width, one a little too tall to the height', () => {
    expect(pagesOf(rows(5, 1360))[0]?.scale).toBe(0.5);
    const [only, ...more] = pagesOf(rows(25));
    expect(more).toEqual([]);
    expect(only?.scale).toBeCloseTo(PAGE.height / 1000);
  });

  it('a long one is cut, with its head on every page, and loses nothing', () => {
    const long = rows(100);
    const head: Shape = { ...text(15, 'head'), key: 'head' };
    const picture = {
      ...long,
      height: long.height + 50,
      shapes: [
        head,
        ...long.shapes.map(
          (shape): Shape =>
            'points' in shape
              ? { ...shape, points: shape.points.map(({ x, y }) => ({ x, y: y + 50 })) }
              : { ...shape, y: shape.y + 50 },
        ),
      ],
    };
    const pages = pagesOf(picture, 50);
    expect(pages.length).toBeGreaterThan(4);
    for (const { picture, scale } of pages) {
      expect(picture.height * scale).toBeLessThanOrEqual(PAGE.height);
      expect(textsOf(picture)).toContain('head');
    }
    const shown = pages.flatMap(({ picture: { shapes, height } }) =>
      shapes.flatMap((shape) =>
        shape.kind === 'text' && shape.text !== 'head' && shape.y > 60 - 10 && shape.y < height ? [shape.text] : [],
      ),
    );
    expect(shown).toEqual(textsOf(long));
  });
});
