import { describe, expect, test } from 'vitest';
import { useCase as en } from '../../../src/app/i18n/en/diagrams/use-case.ts';
import { useCase as pt } from '../../../src/app/i18n/pt-BR/diagrams/use-case.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import type { FigureLayout, FigureMoment } from '../../../src/diagrams/figure.ts';
import { placesOf } from '../../../src/diagrams/places.ts';
import { describe as describePicture, describeShape, type Shape } from '../../../src/diagrams/shape.ts';
import { layOutUseCases } from '../../../src/diagrams/use-case/layout.ts';
import { type UseCaseModel, casesOf } from '../../../src/diagrams/use-case/model.ts';
import { caseTable } from '../../../src/diagrams/use-case/table.ts';
import type { UseCaseWords } from '../../../src/diagrams/use-case/words.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { micros } from '../../../src/engine/base/time.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';
import { calls, TraceBuilder } from '../../support/trace-builder.ts';

const runs = await scenarioRuns();

const castIn = (timeline: Timeline) => castOf(timeline.recording.setting, logItems(timeline.trace));
const modelOf = (timeline: Timeline, process: string): UseCaseModel =>
  casesOf(logItems(timeline.trace), castIn(timeline), process);
const layOut = (timeline: Timeline, process: string, words: UseCaseWords): FigureLayout =>
  layOutUseCases(modelOf(timeline, process), { cast: castIn(timeline), measure: fixedMeasure, words });

const momentOf = (timeline: Timeline, step: number): FigureMoment => ({
  count: timeline.steps.items[step - 1]?.traceEnd ?? 0,
  time: micros(0),
  stepOf: (index) => timeline.steps.items.findIndex(({ traceEnd }) => traceEnd > index) + 1,
});

/** Where everything stands, whatever its colour. */
const geometry = (shapes: readonly Shape[]): ReadonlyMap<string, string> =>
  new Map(
    shapes.map((shape) => [
      shape.key,
      shape.kind === 'text'
        ? `${shape.x}:${shape.y} ${shape.anchor}`
        : describeShape({ ...shape, tone: 'neutral', ...('fill' in shape ? { fill: 'none' as const } : {}) }),
    ]),
  );

describe.each(runs)('$id', ({ timeline }) => {
  const steps = Array.from({ length: timeline.steps.length + 1 }, (_, step) => step);
  const programs = timeline.recording.setting.processes.map(({ name }) => name);

  test('no text lies on another or is run through, and all is within the picture', () => {
    for (const words of [en, pt]) {
      for (const program of programs) {
        const layout = layOut(timeline, program, words);
        const seen = new Set<string>();
        // The second language differs in its words alone.
        for (const step of words === en ? steps : steps.filter((each) => each % 5 === 0 || each === steps.length - 1)) {
          const picture = layout.draw(momentOf(timeline, step));
          const looks = describePicture(picture).join('\n');
          if (seen.has(looks)) continue;
          seen.add(looks);
          expect(overlaps(picture, fixedMeasure), `${program}, step ${step}`).toEqual([]);
          for (const shape of picture.shapes) {
            if (shape.kind !== 'text') continue;
            const width = fixedMeasure(shape.text, shape.size, shape.font, shape.weight);
            const from = shape.anchor === 'middle' ? shape.x - width / 2 : shape.x;
            expect(from, shape.key).toBeGreaterThanOrEqual(0);
            expect(from + width, `${shape.key} ${shape.text}`).toBeLessThanOrEqual(picture.width);
            expect(shape.y, shape.key).toBeLessThanOrEqual(picture.height);
          }
        }
      }
    }
  });

  test('nothing moves, and stepping back is the exact inverse', () => {
    for (const program of programs) {
      const layout = layOut(timeline, program, en);
      const forward = steps.map((step) => layout.draw(momentOf(timeline, step)));
      const places = forward.map(({ shapes }) => geometry(shapes));
      for (const [step, now] of places.entries()) {
        const before = places[step - 1] ?? new Map<string, string>();
        expect(
          [...before].filter(([key, place]) => (now.get(key) ?? place) !== place),
          `step ${step}`,
        ).toEqual([]);
        expect(places[step]?.size).toBe(forward[step]?.shapes.length);
      }
      const back = steps.toReversed().map((step) => layout.draw(momentOf(timeline, step)));
      expect(back.toReversed()).toEqual(forward);
    }
  });

  test('every row of the table has its ellipse', () => {
    for (const program of programs) {
      const moment = momentOf(timeline, timeline.steps.length);
      const table = caseTable(
        modelOf(timeline, program),
        logItems(timeline.trace),
        { cast: castIn(timeline), words: pt },
        moment,
      );
      const keys = new Set(
        layOut(timeline, program, pt)
          .draw(moment)
          .shapes.map(({ key }) => key),
      );
      for (const { key, cells } of table.rows) {
        expect(keys).toContain(key);
        expect(cells).toHaveLength(table.columns.length);
      }
    }
  });
});

const echo = runs.find(({ id }) => id === 'echo')?.timeline as Timeline;

test('the client of the echo while it waits for the answer, as a table', () => {
  const trace = logItems(echo.trace);
  const asleep = trace.findIndex(
    (event) => event.kind === 'block' && event.call.name === 'recv' && event.process === 'C',
  );
  const step = echo.steps.items.findIndex(({ traceEnd }) => traceEnd > asleep) + 1;
  const table = caseTable(modelOf(echo, 'C'), trace, { cast: castIn(echo), words: en }, momentOf(echo, step));
  expect([table.summary, ...table.rows.map(({ cells }) => cells.join(' | '))]).toMatchInlineSnapshot(`
    [
      "Use case diagram of the client program: 9 use cases and 2 actors; 4 achieved, 2 under way, 0 failed.",
      "Connect to the server |  | achieved | connect()",
      "Create a socket | included in ‘Connect to the server’ | achieved | socket()",
      "Perform the handshake | included in ‘Connect to the server’ | achieved | connect()",
      "Report the failure | extends ‘Connect to the server’ if {connect() = -1} | not begun | none",
      "Exchange data |  | under way, the program sleeps | send() and recv()",
      "Send data | included in ‘Exchange data’ | achieved | send()",
      "Receive data | included in ‘Exchange data’ | under way, the program sleeps | recv()",
      "Handle end of stream | extends ‘Exchange data’ if {recv() = 0} | not begun | none",
      "Close the connection |  | not begun | none",
    ]
  `);
});

test.each([
  [en, 'achieved, failed before: ECONNREFUSED'],
  [pt, 'realizado, falhou antes: ECONNREFUSED'],
])(
  'that it failed before stands beside the tick and in the table, and both lead to the call that did (%#)',
  (words, said) => {
    const { timeline } = runs.find(({ id }) => id === 'refused') as (typeof runs)[number];
    const trace = logItems(timeline.trace);
    const moment = momentOf(timeline, timeline.steps.length);
    const failed = trace.find((event) => event.kind === 'return' && event.call.name === 'connect');
    if (failed?.kind !== 'return') throw new Error('connect did not return');
    const { shapes } = layOut(timeline, 'C', words).draw(moment);
    expect(shapes.find(({ key }) => key === 'use-case:connect:before:box')).toMatchObject({
      tone: 'failure',
      subject: { kind: 'call', callId: failed.callId },
    });
    expect(shapes.some(({ key }) => key === 'use-case:connect:badge:achieved:tick')).toBe(true);
    expect(shapes.some(({ key }) => key.startsWith('use-case:create:before'))).toBe(false);
    const { rows } = caseTable(modelOf(timeline, 'C'), trace, { cast: castIn(timeline), words }, moment);
    const row = rows.find(({ key }) => key === 'use-case:connect');
    expect(row?.cells[2]).toBe(said);
    const [first, second, ...more] = placesOf(trace, row?.subject ?? null).map((index) => trace[index]);
    expect([first, second]).toMatchObject([{ callId: failed.callId }, { call: { name: 'connect' } }]);
    expect(more).toEqual([]);
  },
);

test('includes point to what is included, extensions to what they extend; both are dashed with open heads', () => {
  const { shapes } = layOut(echo, 'C', en).draw(momentOf(echo, 0));
  const at = (id: string) => {
    const shape = shapes.find(({ key }) => key === `use-case:${id}`);
    if (shape?.kind !== 'ellipse') throw new Error(`no ellipse ${id}`);
    return shape;
  };
  const line = (key: string) => {
    const shape = shapes.find((each) => each.key === key);
    if (shape?.kind !== 'line') throw new Error(`no line ${key}`);
    expect(shape).toMatchObject({ dashed: true, start: 'none', end: 'open' });
    return shape.points.at(-1);
  };
  const [goal, part] = [at('connect'), at('create')];
  expect(line('include:connect:create')).toEqual({ x: part.x - part.rx, y: part.y });
  expect(line('extend:connect:connect-failed')).toEqual({ x: goal.x + goal.rx, y: goal.y });
});

test('a program with three actors: those on one side leave each other room', () => {
  const { events } = new TraceBuilder()
    .does('S', calls.socket(), 3)
    .does('S', calls.listen(3), 0)
    .does('S', calls.connect(4), 'ECONNREFUSED');
  const cast = castIn(echo);
  for (const words of [en, pt]) {
    const layout = layOutUseCases(casesOf(events, cast, 'S'), { cast, measure: fixedMeasure, words });
    const picture = layout.draw({ count: events.length, time: micros(0), stepOf: () => 1 });
    expect(overlaps(picture, fixedMeasure)).toEqual([]);
  }
});

test('the condition of an extension stands in a note that a dashed line holds to it; what has none has no note', () => {
  const { timeline } = runs.find(({ id }) => id === 'edge-triggered') as (typeof runs)[number];
  const { shapes } = layOut(timeline, 'S', en).draw(momentOf(timeline, timeline.steps.length));
  const textOf = (part: string) =>
    shapes.flatMap((shape) => (shape.kind === 'text' && shape.key.includes(`:${part}:text`) ? [shape.text] : []));
  expect(textOf('end-of-stream')).toEqual(['{recv()', '= 0}']);
  const line = shapes.find(({ key }) => key === 'extend:serve:end-of-stream');
  const anchor = shapes.find(({ key }) => key === 'note:serve:end-of-stream:anchor');
  if (line?.kind !== 'line' || anchor?.kind !== 'line') throw new Error('there is no extension');
  expect(anchor.dashed).toBe(true);
  expect(line.points.map(({ y }) => y)).toContain(anchor.points[0]?.y);
  expect(shapes.some(({ key }) => key === 'extend:offer:options')).toBe(true);
  expect(textOf('options')).toEqual([]);
});
