import { describe, expect, it } from 'vitest';
import type { DiagramId } from '../../../src/app/shell/view.ts';
import { describe as asText, describeShape, type Picture, type Shape } from '../../../src/diagrams/shape.ts';
import { overlaps, textBox } from '../../support/diagram-overlaps.ts';
import { everyFigure, everyTelling, type Telling } from '../../support/every-figure.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';

const tellings = await everyTelling();

/** A few places of a run: its beginning, its end, and some between. */
const stepsOf = ({ timeline: { steps } }: Telling): readonly number[] => [
  ...new Set([0, 0.3, 0.6, 1].map((part) => Math.round(part * steps.length))),
];

/** Texts that are not within the picture. */
function outside({ width, height, shapes }: Picture): readonly string[] {
  return shapes.flatMap((shape) => {
    if (shape.kind !== 'text') return [];
    const { key, left, right, top, bottom } = textBox(shape, fixedMeasure);
    return left < 0 || top < 0 || right > width || bottom > height
      ? [`${key} at ${left}..${right}, ${top}..${bottom}`]
      : [];
  });
}

/** What shows where the cursor is, and so moves with it: the line of now, the tokens of threads, what may come next. */
const MARKS = /^(now|newest|token:|legend:)/;

/** What must stay of a shape while it stands. Tone, fill, dashes and the text itself may say something else by then. */
function placeOf(id: DiagramId, shape: Shape): string | null {
  if (MARKS.test(shape.key)) return null;
  // Messages of one link are gathered: the newest few are shown, below each other.
  if (id === 'communication' && !/^(program|kernel|socket|link|create)/.test(shape.key)) return null;
  switch (shape.kind) {
    case 'text':
      return `${shape.x} ${shape.y}`;
    case 'line':
      // A lifeline and what is under way grow with the run.
      return id === 'sequence' ? `${shape.points[0]?.x} ${shape.points[0]?.y}` : describeShape(plain(shape));
    case 'box':
      return id === 'sequence' ? `${shape.x} ${shape.y} ${shape.width}` : describeShape(plain(shape));
    case 'ellipse':
    case 'polygon':
      return describeShape(plain(shape));
  }
}

const plain = (shape: Exclude<Shape, { readonly kind: 'text' }>): Shape => ({
  ...shape,
  tone: 'neutral',
  dashed: false,
  ...('fill' in shape ? { fill: 'none' } : {}),
});

describe.each(tellings.map((telling) => ({ id: telling.id, language: telling.messages.language, telling })))(
  '$id, $language',
  ({ telling }) => {
    const steps = stepsOf(telling);
    const drawn = steps.map((step) => everyFigure(telling, step));

    it('no text lies on another, is run through, or leaves the picture', () => {
      for (const [index, figures] of drawn.entries()) {
        for (const { key, picture } of figures) {
          const place = `${key}, step ${steps[index]}`;
          expect(overlaps(picture, fixedMeasure), place).toEqual([]);
          expect(outside(picture), place).toEqual([]);
        }
      }
    });

    it('nothing that stands moves', () => {
      for (const [index, figures] of drawn.entries()) {
        for (const { id, key, picture } of figures) {
          const next = drawn[index + 1]?.find((figure) => figure.key === key)?.picture;
          if (next === undefined) continue;
          const places = new Map(next.shapes.map((shape) => [shape.key, placeOf(id, shape)]));
          const moved = picture.shapes.flatMap((shape) => {
            const [before, after] = [placeOf(id, shape), places.get(shape.key)];
            return before === null || after === undefined || before === after
              ? []
              : [`${shape.key}: ${before} -> ${after}`];
          });
          expect(moved, `${key}, step ${steps[index]} to ${steps[index + 1]}`).toEqual([]);
        }
      }
    });

    it('going back is the exact inverse', () => {
      const back = steps.toReversed().map((step) => everyFigure(telling, step));
      for (const [index, figures] of back.toReversed().entries()) {
        expect(figures.map(({ key, picture }) => [key, ...asText(picture)])).toEqual(
          drawn[index]?.map(({ key, picture }) => [key, ...asText(picture)]),
        );
      }
    });

    it('nothing is marked as new or as now, for a file has no cursor', () => {
      const marked = drawn.flatMap((figures) =>
        figures.flatMap(({ key, picture }) =>
          picture.shapes.filter(({ tone }) => tone === 'accent').map((shape) => `${key}: ${shape.key}`),
        ),
      );
      expect(marked).toEqual([]);
    });

    it('every figure has a name of its own, a title, a summary and a table', () => {
      const figures = drawn.at(-1) ?? [];
      expect(new Set(figures.map(({ key }) => key)).size).toBe(figures.length);
      for (const { key, title, table } of figures) {
        expect(key).toMatch(/^[\w-]+$/);
        expect(title).not.toBe('');
        expect(table.summary, key).toMatch(/\.$/);
        for (const { cells } of table.rows) expect(cells, key).toHaveLength(table.columns.length);
      }
    });
  },
);
