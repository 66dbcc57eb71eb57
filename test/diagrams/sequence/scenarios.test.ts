import { describe, expect, test } from 'vitest';
import { diagrams as en } from '../../../src/app/i18n/en/diagrams.ts';
import { diagrams as pt } from '../../../src/app/i18n/pt-BR/diagrams.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { scopeOf, type Side } from '../../../src/diagrams/sequence/columns.ts';
import { layOutSequence, type SequenceLayout, type SequenceMoment } from '../../../src/diagrams/sequence/layout.ts';
import { type Detail, sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import type { Shape } from '../../../src/diagrams/shape.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { grewFrom, standing } from '../../support/grown.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const runs = await scenarioRuns();
const DETAILS: readonly Detail[] = ['calls', 'segments', 'detailed'];
const SIDES: readonly (Side | null)[] = [null, 'left', 'right'];
const VIEWS = DETAILS.flatMap((detail) => SIDES.map((side) => [detail, side] as const));

const layOut = (
  timeline: Timeline,
  detail: Detail,
  width: number,
  words = en.sequence,
  dense = false,
  side: Side | null = null,
): SequenceLayout => {
  const trace = logItems(timeline.trace);
  const cast = castOf(timeline.recording.setting, trace);
  const model = sequenceOf(trace, detail, scopeOf(cast, side));
  return layOutSequence(model, {
    cast,
    side,
    width,
    measure: fixedMeasure,
    words,
    classOf: socketClassesOf(null, trace),
    dense,
  });
};

const momentOf = (timeline: Timeline, step: number): SequenceMoment => {
  const at = timeline.steps.items[step - 1];
  return {
    count: at?.traceEnd ?? 0,
    time: at?.at ?? timeline.beginning.now,
    stepOf: (index) => timeline.steps.items.findIndex(({ traceEnd }) => traceEnd > index) + 1,
  };
};

const standingAt = (layout: SequenceLayout, moment: SequenceMoment): ReadonlyMap<string, Shape> =>
  standing(layout.draw(moment).shapes);

describe.each(runs)('$id', ({ timeline }) => {
  test.each(VIEWS)('no text lies on another or is run through: %s, %s', (detail, side) => {
    for (const [width, words] of [
      [500, en.sequence],
      [540, pt.sequence],
      [960, en.sequence],
    ] as const) {
      const layout = layOut(timeline, detail, width, words, width === 540, side);
      for (let step = 0; step <= timeline.steps.length; step += 3) {
        expect(overlaps(layout.draw(momentOf(timeline, step)), fixedMeasure), `step ${step}, width ${width}`).toEqual(
          [],
        );
      }
      const end = momentOf(timeline, timeline.steps.length);
      expect(overlaps(layout.draw(end), fixedMeasure), `the end, width ${width}`).toEqual([]);
      expect(overlaps(layout.heads, fixedMeasure)).toEqual([]);
    }
  });

  test('its lifelines, heads and all, stand in the dock of a laptop', () => {
    expect(layOut(timeline, 'segments', 535).width).toBe(535);
    for (const words of [en.sequence, pt.sequence]) {
      const { shapes } = layOut(timeline, 'segments', 535, words).heads;
      expect(
        shapes.flatMap((shape) => (shape.kind === 'text' && shape.text.includes('…') ? [shape.text] : [])),
      ).toEqual([]);
    }
  });

  test('to scale: no text lies on another, nothing moves', () => {
    const trace = logItems(timeline.trace);
    const cast = castOf(timeline.recording.setting, trace);
    const model = sequenceOf(trace, 'segments');
    const layout = layOutSequence(model, {
      cast,
      width: 540,
      measure: fixedMeasure,
      words: pt.sequence,
      classOf: socketClassesOf(null, trace),
      toScale: true,
    });
    const end = momentOf(timeline, timeline.steps.length);
    expect(overlaps(layout.draw(end), fixedMeasure)).toEqual([]);
    let before = standingAt(layout, momentOf(timeline, 0));
    for (let step = 1; step <= timeline.steps.length; step++) {
      const now = standingAt(layout, momentOf(timeline, step));
      expect([...before].filter(([key, shape]) => !grewFrom(shape, now.get(key)))).toEqual([]);
      before = now;
    }
  });

  test('a segment is one straight line', () => {
    const layout = layOut(timeline, 'segments', 535);
    const flights = layout
      .draw(momentOf(timeline, timeline.steps.length))
      .shapes.filter(({ key, kind }) => kind === 'line' && /^flight:\d+$/.test(key));
    expect(flights.map((line) => line.kind === 'line' && line.points.length)).toEqual(flights.map(() => 2));
  });

  test.each(VIEWS)('a step adds and never moves what stands: %s, %s', (detail, side) => {
    const layout = layOut(timeline, detail, 540, en.sequence, false, side);
    let before = standingAt(layout, momentOf(timeline, 0));
    for (let step = 1; step <= timeline.steps.length; step++) {
      const now = standingAt(layout, momentOf(timeline, step));
      const moved = [...before].filter(([key, shape]) => !grewFrom(shape, now.get(key)));
      expect(moved, `step ${step}`).toEqual([]);
      before = now;
    }
  });

  test('stepping back shows what was there before', () => {
    const layout = layOut(timeline, 'segments', 540);
    const steps = Array.from({ length: timeline.steps.length + 1 }, (_, step) => step);
    const forward = steps.map((step) => JSON.stringify(layout.draw(momentOf(timeline, step))));
    const back = steps.toReversed().map((step) => JSON.stringify(layout.draw(momentOf(timeline, step))));
    expect(back.toReversed()).toEqual(forward);
  });

  test('a window shows what the whole shows there', () => {
    const layout = layOut(timeline, 'segments', 540);
    const end = momentOf(timeline, timeline.steps.length);
    const whole = standingAt(layout, end);
    const height = layout.height(end);
    for (let top = 0; top < height; top += 97) {
      const seen = new Map(layout.draw(end, { top, bottom: top + 100 }).shapes.map((shape) => [shape.key, shape]));
      const due = [...whole].filter(([, shape]) => reaches(shape, top, top + 100));
      expect(due.map(([key]) => seen.get(key))).toEqual(due.map(([, shape]) => shape));
    }
  });
});

function reaches(shape: Shape, top: number, bottom: number): boolean {
  const ys =
    shape.kind === 'line' || shape.kind === 'polygon'
      ? shape.points.map(({ y }) => y)
      : shape.kind === 'box'
        ? [shape.y, shape.y + shape.height]
        : shape.kind === 'ellipse'
          ? [shape.y - shape.ry, shape.y + shape.ry]
          : [shape.y - 11, shape.y];
  return Math.max(...ys) >= top && Math.min(...ys) <= bottom;
}

test('the scenarios show what they are about', () => {
  const ends = runs.map(({ id, timeline }) => {
    const shapes = layOut(timeline, 'segments', 540).draw(momentOf(timeline, timeline.steps.length)).shapes;
    return [id, shapes.filter((shape) => shape.kind === 'line' && shape.end === 'cross').length] as const;
  });
  expect(new Map(ends).get('lost-syn')).toBeGreaterThan(0);
  expect(new Map(ends).get('lost-segment')).toBeGreaterThan(0);
});

test('a whole connect() of the echo, its heads and the tab of now are less than 294 high in dense rows', () => {
  const echo = runs.find(({ id }) => id === 'echo')?.timeline as Timeline;
  const layout = layOut(echo, 'segments', 680, pt.sequence, true);
  const isOf = (name: string) =>
    echo.trace.items.findIndex((event) => event.kind === 'call' && event.call.name === name);
  const [since, count] = [isOf('connect'), isOf('recv')];
  const moment = { ...momentOf(echo, 0), count, since, time: echo.trace.items[count]?.at ?? momentOf(echo, 0).time };
  const shapes = standing(layout.draw(moment).shapes);
  const connect = [...shapes.values()].find((shape) => shape.kind === 'text' && shape.text.startsWith('connect('));
  expect(connect?.kind === 'text' && connect.y - 11 >= layout.newestTop(moment)).toBe(true);
  expect(layout.heads.height + layout.nowY(moment) - layout.newestTop(moment) + 28).toBeLessThan(294);
});
