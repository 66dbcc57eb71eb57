import { expect, test } from 'vitest';
import { diagrams as en } from '../../../src/app/i18n/en/diagrams.ts';
import { diagrams as pt } from '../../../src/app/i18n/pt-BR/diagrams.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { type Detail, sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { keyOfRow } from '../../../src/diagrams/sequence/table.ts';
import type { Point, Shape } from '../../../src/diagrams/shape.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { textBox } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';
import { layOut, momentAt } from '../../support/sequence-diagram.ts';

const runs = await scenarioRuns();
/** Half the width of the ring along a line that has the focus (`scene.module.css`), in user units. */
const RING = 4;

type Box = ReturnType<typeof textBox>;

/** How far from a box a point is; 0: in it. */
const apart = (box: Box, { x, y }: Point): number =>
  Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));

function runsThrough(points: readonly Point[], box: Box): boolean {
  return points.slice(1).some((b, index) => {
    const a = points[index] as Point;
    const steps = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y));
    return Array.from({ length: steps + 1 }, (_, step) => step / Math.max(1, steps)).some(
      (part) => apart(box, { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }) < RING,
    );
  });
}

const hides = (cover: Shape, box: Box): boolean =>
  cover.kind === 'box' &&
  (cover.fill === 'ground' || cover.fill === 'tinted') &&
  cover.x <= box.left &&
  cover.y <= box.top &&
  cover.x + cover.width >= box.right &&
  cover.y + cover.height >= box.bottom;

test.each(runs)('$id: the ring around a message that has the focus runs through no text', ({ timeline }) => {
  const trace = logItems(timeline.trace);
  const cast = castOf(timeline.recording.setting, trace);
  for (const detail of ['calls', 'segments', 'detailed'] as readonly Detail[]) {
    for (const [words, width] of [
      [en.sequence, 560],
      [pt.sequence, 960],
    ] as const) {
      const names = new Set(sequenceOf(trace, detail).rows.map(keyOfRow));
      const { shapes } = layOut(trace, { cast, detail, words, width }).draw(momentAt(trace));
      const texts = shapes.flatMap((shape, at) =>
        shape.kind === 'text' ? [{ at, key: shape.key, box: textBox(shape, fixedMeasure) }] : [],
      );
      for (const [order, shape] of shapes.entries()) {
        if (shape.kind !== 'line' || !names.has(shape.key)) continue;
        const crossed = texts.filter(
          ({ at, box }) =>
            runsThrough(shape.points, box) && !shapes.slice(order + 1, at).some((cover) => hides(cover, box)),
        );
        expect(crossed.map(({ box }) => `${shape.key} through ${box.key}`)).toEqual([]);
      }
    }
  }
});
