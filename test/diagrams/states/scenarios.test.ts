import { describe, expect, test } from 'vitest';
import { states as en } from '../../../src/app/i18n/en/diagrams/states.ts';
import { states as pt } from '../../../src/app/i18n/pt-BR/diagrams/states.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import type { FigureLayout, FigureMoment } from '../../../src/diagrams/figure.ts';
import { describe as describePicture, describeShape, type Shape } from '../../../src/diagrams/shape.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { layOutStates, type StatesStyle } from '../../../src/diagrams/states/layout.ts';
import { statesOf } from '../../../src/diagrams/states/model.ts';
import { statesTable } from '../../../src/diagrams/states/table.ts';
import type { StatesWords } from '../../../src/diagrams/states/words.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { micros } from '../../../src/engine/base/time.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const runs = await scenarioRuns();

const styleOf = (timeline: Timeline, words: StatesWords, socket: StatesStyle['socket']): StatesStyle => ({
  cast: castOf(timeline.recording.setting, logItems(timeline.trace)),
  socket,
  measure: fixedMeasure,
  words,
  classOf: socketClassesOf(null, logItems(timeline.trace)),
});

const layOut = (timeline: Timeline, words: StatesWords, socket: StatesStyle['socket']): FigureLayout =>
  layOutStates(statesOf(logItems(timeline.trace)), styleOf(timeline, words, socket));

const momentOf = (timeline: Timeline, step: number): FigureMoment => ({
  count: timeline.steps.items[step - 1]?.traceEnd ?? 0,
  time: micros(0),
  stepOf: (index) => timeline.steps.items.findIndex(({ traceEnd }) => traceEnd > index) + 1,
});

/** Where everything stands, whatever its colour and its words. */
const geometry = (shapes: readonly Shape[]): ReadonlyMap<string, string> =>
  new Map(
    shapes
      .filter(({ key }) => !key.startsWith('legend') && !key.startsWith('socket'))
      .map((shape) => [
        shape.key,
        shape.kind === 'text'
          ? `${shape.x}:${shape.y} ${shape.anchor}`
          : describeShape({ ...shape, tone: 'neutral', ...('fill' in shape ? { fill: 'none' as const } : {}) }),
      ]),
  );

describe.each(runs)('$id', ({ timeline }) => {
  const steps = Array.from({ length: timeline.steps.length + 1 }, (_, step) => step);
  const sockets = statesOf(logItems(timeline.trace)).paths.map(({ host, socket }) => ({ host, socket }));

  test('no text lies on another or is run through', () => {
    for (const words of [en, pt]) {
      for (const socket of [null, ...sockets]) {
        const layout = layOut(timeline, words, socket);
        const seen = new Set<string>();
        for (const step of socket === null ? steps : [steps.length >> 1, steps.length - 1]) {
          const picture = layout.draw(momentOf(timeline, step));
          // Most steps change no state.
          const looks = describePicture(picture).join('\n');
          if (seen.has(looks)) continue;
          seen.add(looks);
          expect(overlaps(picture, fixedMeasure), `step ${step}`).toEqual([]);
          for (const shape of picture.shapes) {
            if (shape.kind !== 'text') continue;
            const width = fixedMeasure(shape.text, shape.size, shape.font, shape.weight);
            const from =
              shape.anchor === 'start' ? shape.x : shape.anchor === 'end' ? shape.x - width : shape.x - width / 2;
            expect(from, shape.key).toBeGreaterThanOrEqual(0);
            expect(from + width, `${shape.key} ${shape.text}`).toBeLessThanOrEqual(picture.width);
            expect(shape.y, shape.key).toBeLessThanOrEqual(picture.height);
          }
        }
      }
    }
  });

  test('nothing moves, and stepping back is the exact inverse', () => {
    for (const socket of [null, ...sockets]) {
      const layout = layOut(timeline, en, socket);
      const forward = steps.map((step) => layout.draw(momentOf(timeline, step)));
      const places = forward.map(({ shapes }) => geometry(shapes));
      for (const [step, now] of places.entries()) {
        const before = places[step - 1] ?? new Map<string, string>();
        const moved = [...before].filter(([key, place]) => (now.get(key) ?? place) !== place);
        expect(moved, `step ${step}`).toEqual([]);
      }
      const keys = forward.map(({ shapes }) => shapes.map(({ key }) => key));
      for (const each of keys) expect(new Set(each).size).toBe(each.length);
      expect(
        steps
          .toReversed()
          .map((step) => layout.draw(momentOf(timeline, step)))
          .toReversed(),
      ).toEqual(forward);
    }
  });

  test('every row of the table has its shape in the picture', () => {
    for (const socket of sockets) {
      const shapes = new Set(
        layOut(timeline, pt, socket)
          .draw(momentOf(timeline, timeline.steps.length))
          .shapes.map(({ key }) => key),
      );
      const table = statesTable(
        statesOf(logItems(timeline.trace)),
        styleOf(timeline, pt, socket),
        momentOf(timeline, timeline.steps.length),
      );
      for (const { key, cells } of table.rows) {
        expect(cells).toHaveLength(table.columns.length);
        // The figure has no transition for a listening socket that lost its power.
        if (!key.startsWith('passage')) expect(shapes).toContain(key);
      }
    }
  });
});

const echo = runs.find(({ id }) => id === 'echo')?.timeline as Timeline;

test('the echo seen by the client, in TIME-WAIT, as a table', () => {
  const trace = logItems(echo.trace);
  const timer = trace.findIndex((event) => event.kind === 'timer' && event.timer === 'time-wait');
  const step = echo.steps.items.findIndex(({ traceEnd }) => traceEnd > timer) + 1;
  const table = statesTable(statesOf(trace), styleOf(echo, en, { host: 'client', socket: 1 }), momentOf(echo, step));
  expect([table.summary, ...table.rows.map(({ cells }) => cells.join(' | '))]).toMatchInlineSnapshot(`
    [
      "State machine of TCP (RFC 9293) for c : ClientSocket (client): it is in TIME-WAIT after 5 transitions, and 2 ways lead on.",
      "1 | CLOSED | SYN-SENT | 10 ms | client calls connect(3, :8080)",
      "2 | SYN-SENT | ESTABLISHED | 50 ms | SYN ACK from server arrives",
      "3 | ESTABLISHED | FIN-WAIT-1 | 154 ms | client calls close(3)",
      "4 | FIN-WAIT-1 | FIN-WAIT-2 | 194 ms | ACK from server arrives",
      "5 | FIN-WAIT-2 | TIME-WAIT | 214 ms | FIN ACK from server arrives",
      "possible | TIME-WAIT | CLOSED | 240.21 s | the TIME-WAIT timer runs out at 240.21 s",
      "possible | TIME-WAIT | CLOSED |  | an RST from server arrives",
    ]
  `);
});

test('the state now has a second edge, what is possible a question mark, and the way its numbers', () => {
  const layout = layOut(echo, en, { host: 'server', socket: 2 });
  const trace = logItems(echo.trace);
  const established = trace.findIndex((event) => event.kind === 'socket-accepted');
  const step = echo.steps.items.findIndex(({ traceEnd }) => traceEnd > established) + 1;
  const { shapes } = layout.draw(momentOf(echo, step));
  expect(shapes.filter(({ key }) => key.endsWith(':now')).map(({ key }) => key)).toEqual(['state:ESTABLISHED:now']);
  const badges = shapes.flatMap((shape) =>
    shape.kind === 'text' && shape.key.endsWith(':badge:text') ? [`${shape.key.split(':')[1]} ${shape.text}`] : [],
  );
  expect(badges.toSorted()).toEqual(['abort ?', 'active-close ?', 'first-fin ?', 'handshake-ack 2', 'syn 1']);
  expect(layout.focus(momentOf(echo, step))).not.toBeNull();
});

test('the reader looks at the state now: at the lower CLOSED where a connection has ended', () => {
  const layout = layOut(echo, en, { host: 'client', socket: 1 });
  const { shapes } = layout.draw(momentOf(echo, 0));
  const top = (key: string): number => {
    const shape = shapes.find((each) => each.key === key);
    return shape?.kind === 'box' ? shape.y : Number.NaN;
  };
  expect(layout.focus(momentOf(echo, 0))).toBeNull();
  const made = echo.trace.items.findIndex((event) => event.kind === 'socket-created' && event.host === 'client');
  const begun = layout.focus(momentOf(echo, echo.steps.items.findIndex(({ traceEnd }) => traceEnd > made) + 1));
  expect(begun?.bottom).toBeGreaterThan(top('state:CLOSED'));
  expect(begun?.bottom).toBeLessThan(top('state:end'));
  expect(layout.focus(momentOf(echo, echo.steps.length))?.bottom).toBeGreaterThan(top('state:end'));
});
