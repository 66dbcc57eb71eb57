import { describe, expect, test } from 'vitest';
import { diagrams as en } from '../../../src/app/i18n/en/diagrams.ts';
import { diagrams as pt } from '../../../src/app/i18n/pt-BR/diagrams.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import {
  type CommunicationLayout,
  type CommunicationMoment,
  layOutCommunication,
} from '../../../src/diagrams/communication/layout.ts';
import { earlierOf } from '../../../src/diagrams/communication/message-shapes.ts';
import { communicationOf } from '../../../src/diagrams/communication/model.ts';
import { describe as asText, describeShape, type Shape } from '../../../src/diagrams/shape.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';

const runs = await scenarioRuns();

const layOut = (
  timeline: Timeline,
  width: number,
  height: number,
  words = en.communication,
  cast = castOf(timeline.recording.setting, logItems(timeline.trace)),
  measure = fixedMeasure,
): CommunicationLayout =>
  layOutCommunication(communicationOf(logItems(timeline.trace)), {
    cast,
    width,
    height,
    measure,
    words,
    classOf: socketClassesOf(null, logItems(timeline.trace)),
  });

const momentOf = (timeline: Timeline, step: number): CommunicationMoment => ({
  count: timeline.steps.items[step - 1]?.traceEnd ?? 0,
  stepOf: (index) => timeline.steps.items.findIndex(({ traceEnd }) => traceEnd > index) + 1,
});

/** Objects and links: where they are, whatever they are called by now. */
const places = (layout: CommunicationLayout, moment: CommunicationMoment): ReadonlyMap<string, string> =>
  new Map(
    layout
      .draw(moment)
      .shapes.filter(({ key, kind }) => kind !== 'text' && /^(program|kernel|socket|link|create)/.test(key))
      .map((shape) => [shape.key, describeShape(solid(shape))]),
  );

const solid = (shape: Shape): Shape => (shape.kind === 'text' ? shape : { ...shape, dashed: false });

describe.each(runs)('$id', ({ timeline }) => {
  test.each(['left', 'right'] as const)('the view of one side, and with all messages shown: %s', (side) => {
    const trace = logItems(timeline.trace);
    const model = communicationOf(trace);
    const cast = castOf(timeline.recording.setting, trace);
    const hosts = cast.filter((host) => host.side !== side).map(({ name }) => name);
    const all = model.participants.map(({ key }) => key);
    for (const [open, words] of [
      [[], en.communication],
      [all, pt.communication],
    ] as const) {
      const layout = layOutCommunication(model, {
        cast,
        side,
        open,
        width: 545,
        height: 400,
        measure: fixedMeasure,
        words,
        classOf: socketClassesOf(null, trace),
      });
      let before = places(layout, momentOf(timeline, 0));
      for (let step = 0; step <= timeline.steps.length; step++) {
        const picture = layout.draw(momentOf(timeline, step));
        if (step % 3 === 0) expect(overlaps(picture, fixedMeasure), `step ${step}`).toEqual([]);
        expect(picture.shapes.filter(({ key }) => hosts.some((host) => key.startsWith(`socket:${host}`)))).toEqual([]);
        const now = places(layout, momentOf(timeline, step));
        expect([...before].filter(([key, shape]) => now.get(key) !== shape)).toEqual([]);
        before = now;
      }
    }
  });

  test('no text lies on another or is run through', () => {
    for (const [width, height, words] of [
      [540, 193, pt.communication],
      [530, 230, en.communication],
      [545, 400, pt.communication],
      [960, 420, en.communication],
    ] as const) {
      const layout = layOut(timeline, width, height, words);
      for (let step = 0; step <= timeline.steps.length; step++) {
        expect(overlaps(layout.draw(momentOf(timeline, step)), fixedMeasure), `step ${step}, width ${width}`).toEqual(
          [],
        );
      }
    }
  });

  test.each([
    [545, 300],
    [540, 193],
  ])('what stands never moves, and stepping back takes it away again: %d by %d', (width, height) => {
    const layout = layOut(timeline, width, height);
    const steps = Array.from({ length: timeline.steps.length + 1 }, (_, step) => step);
    const forward = steps.map((step) => places(layout, momentOf(timeline, step)));
    for (const [step, now] of forward.entries()) {
      const before = [...(forward[step - 1] ?? [])];
      expect(
        before.filter(([key, place]) => now.get(key) !== place),
        `step ${step}`,
      ).toEqual([]);
    }
    const back = steps.toReversed().map((step) => places(layout, momentOf(timeline, step)));
    expect(back.toReversed()).toEqual(forward);
  });
});

/** Of children and threads is known what they will work with: room is kept for it. */
const alone = runs.filter(({ timeline: { recording, trace } }) =>
  castOf(recording.setting, logItems(trace)).every(({ later }) => later.length === 0),
);

test.each(alone)('$id: places do not depend on what comes later', ({ timeline }) => {
  const whole = layOut(timeline, 545, 300);
  for (let step = 0; step <= timeline.steps.length; step += 5) {
    const moment = momentOf(timeline, step);
    const cut = { ...timeline, trace: { items: timeline.trace.items.slice(0, moment.count), length: moment.count } };
    expect(places(layOut(cut, 545, 300, en.communication), moment)).toEqual(places(whole, moment));
  }
});

test('in a low place the whole echo is there, what a box says on one line', () => {
  const echo = runs.find(({ id }) => id === 'echo')?.timeline as Timeline;
  // As wide as letters usually are.
  const low = layOut(echo, 540, 193, en.communication, undefined, (text, size) => text.length * size * 0.5);
  expect(low.height).toBeLessThanOrEqual(193);
  const { shapes } = low.draw(momentOf(echo, echo.steps.length >> 1));
  const lineOf = (key: string): number | undefined =>
    shapes.filter((shape) => shape.kind === 'text').find((shape) => shape.key === `socket:client:1:${key}`)?.y;
  expect(lineOf('name')).toBeDefined();
  expect(lineOf('caption')).toBe(lineOf('name'));
});

test('the echo, after connect', () => {
  const echo = runs.find(({ id }) => id === 'echo')?.timeline as Timeline;
  const connected = echo.trace.items.findIndex((event) => event.kind === 'return' && event.call.name === 'connect');
  const step = echo.steps.items.findIndex(({ traceEnd }) => traceEnd > connected) + 1;
  const picture = layOut(echo, 545, 300).draw(momentOf(echo, step));
  expect(asText({ ...picture, shapes: picture.shapes.filter(({ kind }) => kind === 'text') })).toMatchInlineSnapshot(`
    [
      "text(356.6:192 middle "«create»" faint)",
      "text(454:130 middle "s : ServerSocket" server)",
      "text(454:146 middle "fd 3" server)",
      "text(456.5:26 middle "server : Program" server)",
      "text(91:130 middle "c : ClientSocket" client)",
      "text(91:146 middle "fd 3" client)",
      "text(88.5:26 middle "client : Program" client)",
      "text(454:246 middle ": ClientSocket" server)",
      "text(454:262 middle "not yet accepted" server)",
      "text(521:54 end "1: socket()" neutral)",
      "text(521:71 end "2: bind(:8080)" neutral)",
      "text(521:88 end "3: listen(1)" neutral)",
      "text(521:105 end "4: accept()" neutral)",
      "text(24:54 start "5: socket()" neutral)",
      "text(24:71 start "6: connect(:8080)" neutral)",
      "text(24:88 start "connect: 0" neutral)",
      "text(220:118 start "6.1: SYN" handshake)",
      "text(208:179 start "6.1.1: SYN ACK" handshake)",
      "text(208:196 start "6.1.1.1: ACK" neutral)",
    ]
  `);
});

test('a call has a filled head, a reply a dashed shaft and an open one, a segment a plain shaft and an open one', () => {
  const echo = runs.find(({ id }) => id === 'echo')?.timeline as Timeline;
  const { shapes } = layOut(echo, 720, 420).draw(momentOf(echo, echo.steps.length));
  const arrows = (kind: string) =>
    shapes.flatMap((shape) =>
      shape.kind === 'line' && shape.key.startsWith(`${kind}:`) && shape.key.endsWith(':arrow')
        ? [`${shape.dashed ? 'dashed' : 'plain'} ${shape.end}`]
        : [],
    );
  expect(new Set(arrows('call'))).toEqual(new Set(['plain filled']));
  expect(new Set(arrows('return'))).toEqual(new Set(['dashed open']));
  expect(new Set(arrows('flight'))).toEqual(new Set(['plain open']));
});

test('the messages of a link are gathered, and shown when its line of earlier ones is pressed', () => {
  const { timeline } = runs.find(({ id }) => id === 'poll') as (typeof runs)[number];
  const trace = logItems(timeline.trace);
  const model = communicationOf(trace);
  const cast = castOf(timeline.recording.setting, trace);
  const draw = (open: readonly string[]) =>
    layOutCommunication(model, {
      cast,
      open,
      width: 545,
      height: 300,
      measure: fixedMeasure,
      words: en.communication,
      classOf: socketClassesOf(null, trace),
    }).draw(momentOf(timeline, timeline.steps.length));
  const earlier = draw([]).shapes.find(({ key }) => key.endsWith(':earlier'));
  const owner = earlierOf(earlier?.subject ?? null) ?? '';
  const said = (open: readonly string[]) =>
    draw(open).shapes.filter(({ kind, key }) => kind === 'text' && /^(call|return|flight):/.test(key)).length;
  expect(earlier?.kind === 'text' && earlier.text).toMatch(/^… \d+ earlier$/);
  expect(said([owner])).toBeGreaterThan(said([]));
  const again = draw([owner]).shapes.find(({ subject }) => earlierOf(subject) === owner);
  expect(again?.kind === 'text' && again.text).toBe('▴ fewer');
});

test.each([
  ['lost-syn', en.communication, '6.2:SYN again'],
  ['lost-syn', pt.communication, '6.2:SYN rep.'],
  ['lost-segment', pt.communication, '7.2:PSH rep.'],
  ['firewall', pt.communication, '5.10:SYN rep.'],
] as const)(
  'in a narrow place it is said in a short word that a segment of %s is sent again (%#)',
  (id, words, said) => {
    const { timeline } = runs.find((run) => run.id === id) as (typeof runs)[number];
    const trace = logItems(timeline.trace);
    const { shapes } = layOutCommunication(communicationOf(trace), {
      cast: castOf(timeline.recording.setting, trace),
      width: 520,
      height: 420,
      measure: fixedMeasure,
      words,
      classOf: socketClassesOf(null, trace),
      whole: true,
    }).draw(momentOf(timeline, timeline.steps.length));
    const texts = shapes.filter((shape) => shape.kind === 'text').map(({ text }) => text);
    expect(texts).toContain(said);
    expect(texts.filter((text) => /^[\d.]+: ?[A-Z].*…$/.test(text))).toEqual([]);
  },
);

describe('on paper', () => {
  const { timeline } = runs.find(({ id }) => id === 'fork-server') as (typeof runs)[number];
  const trace = logItems(timeline.trace);
  const model = communicationOf(trace);
  const draw = (width: number) =>
    layOutCommunication(model, {
      cast: castOf(timeline.recording.setting, trace),
      width,
      height: 420,
      measure: fixedMeasure,
      words: en.communication,
      classOf: socketClassesOf(null, trace),
      whole: true,
    }).draw(momentOf(timeline, timeline.steps.length));

  test('every message is there, and nothing to press', () => {
    const { shapes } = draw(720);
    const said = shapes.filter(({ kind, key }) => kind === 'text' && /^(call|return|flight):/.test(key));
    expect(said).toHaveLength(model.messages.length);
    expect(shapes.filter(({ key }) => key.endsWith(':earlier'))).toEqual([]);
    expect(overlaps(draw(720), fixedMeasure)).toEqual([]);
  });
});
