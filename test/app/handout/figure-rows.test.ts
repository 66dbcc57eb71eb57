import { describe, expect, it } from 'vitest';
import {
  GAP,
  LEAST_SCALE,
  MOST_SCALE,
  PAGE,
  type Row,
  type RowFigure,
  rowsOf,
  TURNED_PAGE,
} from '../../../src/app/handout/figure-rows.ts';
import type { Picture, Shape } from '../../../src/diagrams/shape.ts';
import { rows, text, textsOf } from './made-up-pictures.ts';

const figure = (picture: Picture, kind = 'activity', head = 0): RowFigure => ({ kind, picture, head });
const blank = (width: number, height: number): Picture => ({ width, height, shapes: [] });
/** `1/2`: how many figures stand beside each other in every row. */
const shape = (all: readonly Row<RowFigure>[]): string => all.map(({ parts }) => parts.length).join('/');

/** Whether everything that is printed has its place on its page and can be read. */
function expectFits(all: readonly Row<RowFigure>[]): void {
  for (const { turned, scale, parts } of all) {
    const page = turned ? TURNED_PAGE : PAGE;
    expect(scale).toBeGreaterThanOrEqual(LEAST_SCALE);
    expect(scale).toBeLessThanOrEqual(MOST_SCALE);
    const width = parts.reduce((sum, { picture }) => sum + picture.width * scale, (parts.length - 1) * GAP);
    expect(width).toBeLessThanOrEqual(page.width + 0.001);
    for (const { picture } of parts) expect(picture.height * scale).toBeLessThanOrEqual(page.height + 0.001);
  }
}

describe('figures of one kind', () => {
  it('stand beside each other, at the same scale, where both can be read so', () => {
    const all = rowsOf([figure(blank(540, 880)), figure(blank(500, 1300))]);
    expect(shape(all)).toBe('2');
    expectFits(all);
  });

  it('stand below each other where one is too wide, or too long', () => {
    expect(shape(rowsOf([figure(blank(540, 300)), figure(blank(720, 300))]))).toBe('1/1');
    expect(shape(rowsOf([figure(blank(540, 300)), figure(blank(540, 1440))]))).toBe('1/2');
  });

  it('are not mixed with those of another', () => {
    const all = rowsOf([figure(blank(500, 300)), figure(blank(500, 300), 'class'), figure(blank(500, 300), 'class')]);
    expect(shape(all)).toBe('1/2');
  });
});

describe('a figure alone', () => {
  it('is printed as large as the text beside it, at most', () => {
    const [row] = rowsOf([figure(blank(300, 200))]);
    expect(row).toMatchObject({ scale: MOST_SCALE, turned: false });
  });

  it('is reduced to its page as long as it can be read, and its page is turned where that helps', () => {
    expect(rowsOf([figure(blank(1_100, 300))])).toMatchObject([{ turned: false, scale: PAGE.width / 1_100 }]);
    expect(rowsOf([figure(blank(1_500, 300))])).toMatchObject([{ turned: true, scale: TURNED_PAGE.width / 1_500 }]);
  });

  it('that is too wide for any page is cut beside each other, and loses nothing', () => {
    const columns: Shape[] = Array.from({ length: 40 }, (_, k) => ({
      ...text(50, `column ${k}`),
      key: `c${k}`,
      x: k * 90 + 10,
    }));
    const all = rowsOf([figure({ width: 3_600, height: 200, shapes: columns })]);
    expectFits(all);
    expect(all.length).toBeGreaterThan(1);
    const shown = all.flatMap(({ parts }) =>
      parts.flatMap(({ picture: { shapes, width } }) =>
        shapes.flatMap((each) => (each.kind === 'text' && each.x >= 0 && each.x < width ? [each.text] : [])),
      ),
    );
    expect(shown).toEqual(columns.map((each) => (each.kind === 'text' ? each.text : '')));
  });

  it.each([
    ['a narrow one in columns', 560, '2/2'],
    ['a wide one part by part', 700, '1/1/1'],
  ])('that is too long is cut, %s, with its head above every part, and loses nothing', (_, width, shapes) => {
    const long = rows(100, width);
    const head: Shape = { ...text(15, 'head'), key: 'head' };
    const down = long.shapes.map(
      (each): Shape =>
        'points' in each
          ? { ...each, points: each.points.map(({ x, y }) => ({ x, y: y + 50 })) }
          : { ...each, y: each.y + 50 },
    );
    const all = rowsOf([figure({ ...long, height: long.height + 50, shapes: [head, ...down] }, 'sequence', 50)]);
    expectFits(all);
    expect(shape(all)).toMatch(shapes);
    const parts = all.flatMap((row) => row.parts);
    expect(parts.map(({ part }) => part)).toEqual(parts.map((_, index) => index + 1));
    for (const { picture, of } of parts) {
      expect(of).toBe(parts.length);
      expect(textsOf(picture)).toContain('head');
    }
    const shown = parts.flatMap(({ picture: { shapes: drawn, height } }) =>
      drawn.flatMap((each) =>
        each.kind === 'text' && each.text !== 'head' && each.y > 50 && each.y < height ? [each.text] : [],
      ),
    );
    expect(shown).toEqual(textsOf(long));
  });
});
