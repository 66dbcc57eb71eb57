import { describe, expect, test } from 'vitest';
import { diagrams as en } from '../../../src/app/i18n/en/diagrams.ts';
import { diagrams as pt } from '../../../src/app/i18n/pt-BR/diagrams.ts';
import { layOutActivity } from '../../../src/diagrams/activity/layout.ts';
import { actionsOf } from '../../../src/diagrams/activity/model.ts';
import { activityTable } from '../../../src/diagrams/activity/table.ts';
import type { FigureLayout, FigureMoment } from '../../../src/diagrams/figure.ts';
import type { Shape } from '../../../src/diagrams/shape.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { activityRuns } from '../../support/activities.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';

const cases = await activityRuns();

/** After how many events the picture may have become another: calls, and who begins and ends. */
const turns = (trace: readonly TraceEvent[]): readonly number[] => [
  0,
  ...trace.flatMap(({ kind }, index) => (/^(call|block|return|process|thread)/.test(kind) ? [index + 1] : [])),
];

const momentOf = (count: number): FigureMoment => ({ count, time: 0 as FigureMoment['time'], stepOf: (at) => at + 1 });

/** Where everything is; not how it is coloured or what is written in it by now. Tokens go where the threads go. */
const places = (layout: FigureLayout, count: number): ReadonlyMap<string, string> =>
  new Map(
    layout
      .draw(momentOf(count))
      .shapes.filter(({ key }) => !key.startsWith('token'))
      .map((shape) => [shape.key, placeOf(shape)]),
  );

function placeOf(shape: Shape): string {
  switch (shape.kind) {
    case 'box':
      return [shape.x, shape.y, shape.width, shape.height].join(' ');
    case 'ellipse':
      return [shape.x, shape.y, shape.rx, shape.ry].join(' ');
    case 'text':
      return [shape.x, shape.y, shape.anchor].join(' ');
    default:
      return JSON.stringify(shape.points);
  }
}

/** Whether a shape reaches into the surroundings of a token. */
function isNear(shape: Shape, token: Shape): boolean {
  if (token.kind !== 'ellipse') return false;
  const ys =
    'points' in shape ? shape.points.map(({ y }) => y) : [shape.y, shape.y + ('height' in shape ? shape.height : 0)];
  return Math.min(...ys) < token.y + 40 && Math.max(...ys) > token.y - 40;
}

describe.each(cases)('$id, $process', ({ process, cast, trace, model }) => {
  test('no text lies on another or is run through', () => {
    for (const { activity: words } of [en, pt]) {
      const layout = layOutActivity(model, { cast, measure: fixedMeasure, words });
      const whole = layout.draw(momentOf(trace.length));
      expect(overlaps(whole, fixedMeasure)).toEqual([]);
      // Before the end less is written, at the same places, and the threads stand elsewhere.
      for (const count of turns(trace)) {
        const { shapes, ...size } = layout.draw(momentOf(count));
        const tokens = shapes.filter((shape) => shape.kind === 'ellipse' && shape.key.startsWith('token'));
        const near = shapes.filter((shape) => tokens.some((token) => isNear(shape, token)));
        expect(overlaps({ ...size, shapes: near }, fixedMeasure), `after ${count} events`).toEqual([]);
      }
    }
  });

  test('what stands never moves, and stepping back takes it away again', () => {
    const layout = layOutActivity(model, { cast, measure: fixedMeasure, words: en.activity });
    const counts = turns(trace);
    const forward = counts.map((count) => places(layout, count));
    for (const [turn, now] of forward.entries()) {
      // What is hatched while a thread sleeps goes when it wakes.
      const before = [...(forward[turn - 1] ?? [])].filter(([key]) => !key.endsWith(':sleeps'));
      expect(
        before.filter(([key, place]) => now.get(key) !== place && !/:(cross\d|tick)$/.test(key)),
        `after ${counts[turn]} events`,
      ).toEqual([]);
    }
    const back = counts.toReversed().map((count) => places(layout, count));
    expect(back.toReversed()).toEqual(forward);
  });

  test('every shape has its own key, and lies in the picture', () => {
    const layout = layOutActivity(model, { cast, measure: fixedMeasure, words: pt.activity });
    const { shapes, width, height } = layout.draw(momentOf(trace.length));
    expect(new Set(shapes.map(({ key }) => key)).size).toBe(shapes.length);
    for (const shape of shapes) {
      const points = 'points' in shape ? shape.points : [shape];
      for (const { x, y } of points) {
        expect(x >= 0 && x <= width && y >= 0 && y <= height, `${shape.key} ${x} ${y}`).toBe(true);
      }
    }
  });

  test('every call of the run is an action, once, and every action a row whose shape is in the picture', () => {
    const made = trace.flatMap((event) =>
      event.kind === 'call' && model.flows.some((flow) => flow.process === event.process) ? [event.callId] : [],
    );
    const { rows } = activityTable(model, { count: trace.length }, en.activity);
    const told = rows.flatMap(({ subject }) => (subject?.kind === 'calls' ? subject.calls : []));
    expect(told.toSorted((a, b) => a - b)).toEqual(made);
    const layout = layOutActivity(model, { cast, measure: fixedMeasure, words: en.activity });
    const keys = new Set(layout.draw(momentOf(0)).shapes.map(({ key }) => key));
    expect(rows.filter(({ key }) => !keys.has(key))).toEqual([]);
    expect(process).toBe(model.process);
  });

  test('before anything ran, a failure goes by perror to a merge for every call that may fail, whether or not it will', () => {
    const layout = layOutActivity(model, { cast, measure: fixedMeasure, words: en.activity });
    const { shapes } = layout.draw(momentOf(0));
    const keys = new Set(shapes.map(({ key }) => key));
    const missing = model.flows.flatMap(({ nodes }) =>
      nodes.flatMap(actionsOf).flatMap(({ id, name }) => {
        const decides = !['exit', 'kill', 'thread'].includes(name);
        const reads = ['recv', 'read'].includes(name);
        return [
          ...['failed', 'failed:perror', 'failed:around', 'ok', 'merge'].map((part) => [part, decides] as const),
          ...['more', 'end:around'].map((part) => [part, reads] as const),
          ...['failed:error', 'killed', 'killed:final'].map((part) => [part, false] as const),
        ].flatMap(([part, there]) => (keys.has(`${id}:${part}`) === there ? [] : [`${id}:${part}`]));
      }),
    );
    expect(missing).toEqual([]);
  });

  test('while a thread is in the program or asleep, the reader is led to it', () => {
    const layout = layOutActivity(model, { cast, measure: fixedMeasure, words: en.activity });
    for (const count of turns(trace)) {
      const tokens = layout
        .draw(momentOf(count))
        .shapes.filter(({ key, kind }) => key.startsWith('token') && kind === 'ellipse');
      const region = layout.focus(momentOf(count));
      // Of several threads one looks at the one that moved last.
      if (tokens.length === 0 || model.flows.length > 1) continue;
      const seen = tokens.some(
        (token) => token.kind === 'ellipse' && region !== null && token.y >= region.top && token.y <= region.bottom,
      );
      expect(seen, `after ${count} events`).toBe(true);
    }
  });
});
