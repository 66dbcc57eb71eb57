import { describe, expect, test } from 'vitest';
import { classes as en } from '../../../src/app/i18n/en/diagrams/class.ts';
import { classes as pt } from '../../../src/app/i18n/pt-BR/diagrams/class.ts';
import { type ClassStyle, layOutClasses } from '../../../src/diagrams/class/layout.ts';
import type { ClassModel } from '../../../src/diagrams/class/model.ts';
import { classTable } from '../../../src/diagrams/class/table.ts';
import type { ClassWords } from '../../../src/diagrams/class/words.ts';
import type { FigureLayout, FigureMoment } from '../../../src/diagrams/figure.ts';
import { describe as describePicture, describeShape, type Shape } from '../../../src/diagrams/shape.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { micros } from '../../../src/engine/base/time.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { traceEndAt } from '../../../src/engine/history/worlds.ts';
import { classPrograms } from '../../support/class-programs.ts';
import { overlaps } from '../../support/diagram-overlaps.ts';
import { fixedMeasure } from '../../support/fixed-measure.ts';

const programs = await classPrograms();

const styleOf = (cast: ClassStyle['cast'], words: ClassWords, width: number): ClassStyle => ({
  cast,
  width,
  height: 560,
  measure: fixedMeasure,
  words,
});

const momentOf = (timeline: Timeline, step: number): FigureMoment => ({
  count: timeline.steps.items[step - 1]?.traceEnd ?? 0,
  time: micros(0),
  stepOf: (index) => timeline.steps.items.findIndex(({ traceEnd }) => traceEnd > index) + 1,
});

/** Where everything stands, whatever its colour and its words. */
const geometry = (shapes: readonly Shape[]): ReadonlyMap<string, string> =>
  new Map(
    shapes.map((shape) => [
      shape.key,
      shape.kind === 'text'
        ? `${shape.x}:${shape.y} ${shape.anchor}`
        : describeShape({
            ...shape,
            tone: 'neutral',
            dashed: false,
            ...('fill' in shape ? { fill: 'none' as const } : {}),
          }),
    ]),
  );

/** The steps at which a picture is another than before. */
function pictures(layout: FigureLayout, timeline: Timeline) {
  const seen = new Set<string>();
  return Array.from({ length: timeline.steps.length + 1 }, (_, step) => ({
    step,
    picture: layout.draw(momentOf(timeline, step)),
  })).filter(({ picture }) => {
    const looks = describePicture(picture).join('\n');
    return !seen.has(looks) && seen.add(looks);
  });
}

describe.each(programs)('$id, program $root', ({ timeline, cast, model }) => {
  test('no text lies on another, is run through or reaches over the edge', () => {
    for (const [words, width] of [
      [en, 535],
      [pt, 535],
      [pt, 640],
      [en, 760],
      [pt, 1400],
    ] as const) {
      const layout = layOutClasses(model, styleOf(cast, words, width));
      const all = pictures(layout, timeline);
      // In another language or beside each other, what is said in the course of a run is much the same.
      for (const { step, picture } of width === 535 && words === en ? all : all.slice(-1)) {
        expect(overlaps(picture, fixedMeasure), `step ${step}, width ${width}`).toEqual([]);
        for (const shape of picture.shapes) {
          if (shape.kind !== 'text') continue;
          const own = fixedMeasure(shape.text, shape.size, shape.font, shape.weight);
          const from = shape.x - (shape.anchor === 'start' ? 0 : shape.anchor === 'end' ? own : own / 2);
          expect(from, shape.key).toBeGreaterThanOrEqual(0);
          expect(from + own, `${shape.key} ${shape.text}`).toBeLessThanOrEqual(picture.width);
          expect(shape.y, shape.key).toBeLessThanOrEqual(picture.height);
        }
      }
    }
  });

  test('nothing moves, and stepping back is the exact inverse', () => {
    const layout = layOutClasses(model, styleOf(cast, en, 535));
    const steps = Array.from({ length: timeline.steps.length + 1 }, (_, step) => step);
    const forward = steps.map((step) => layout.draw(momentOf(timeline, step)));
    const places = new Map<string, string>();
    for (const [step, { shapes }] of forward.entries()) {
      const now = geometry(shapes);
      expect(now.size, `step ${step}: keys are unique`).toBe(shapes.length);
      for (const [key, place] of now) {
        expect(places.get(key) ?? place, `${key} at step ${step}`).toBe(place);
        places.set(key, place);
      }
      // Classes and objects stay; marks come and go.
      const before = forward[step - 1]?.shapes ?? [];
      const gone = before.filter(({ key }) => !now.has(key) && !/:(band|mark)$/.test(key));
      expect(
        gone.map(({ key }) => key),
        `step ${step}`,
      ).toEqual([]);
    }
    const back = steps.toReversed().map((step) => layout.draw(momentOf(timeline, step)));
    expect(back.toReversed()).toEqual(forward);
  });

  test('what is being executed is marked, and nothing that returned before; the last call is kept in sight', () => {
    const layout = layOutClasses(model, styleOf(cast, en, 535));
    const first = model.calls[0]?.since ?? Number.POSITIVE_INFINITY;
    for (let step = 0; step <= timeline.steps.length; step++) {
      const moment = momentOf(timeline, step);
      const marked = layout.draw(moment).shapes.filter(({ key }) => /^operation:.*:mark$/.test(key));
      const before = traceEndAt(timeline, step - 1);
      const now = model.calls.filter(
        ({ since, returnedSince }) =>
          since < moment.count && (since >= before || returnedSince === null || returnedSince >= moment.count),
      );
      expect(new Set(marked.map(({ key }) => key)), `step ${step}`).toEqual(
        new Set(now.map(({ operation: { owner, id } }) => `operation:${owner}.${id}:mark`)),
      );
      expect(layout.focus(moment) !== null, `step ${step}`).toBe(moment.count > first);
    }
  });

  test('every row of the table has its shape, and the other way round for whatever can be selected', () => {
    for (const words of [en, pt]) {
      const style = styleOf(cast, words, 535);
      for (const step of [0, timeline.steps.length >> 1, timeline.steps.length]) {
        const moment = momentOf(timeline, step);
        const keys = new Set(
          layOutClasses(model, style)
            .draw(moment)
            .shapes.map(({ key }) => key),
        );
        const table = classTable(model, style, moment);
        for (const { key, cells } of table.rows) {
          expect(cells).toHaveLength(table.columns.length);
          expect(keys, key).toContain(key);
        }
        expect(new Set(table.rows.map(({ key }) => key)).size).toBe(table.rows.length);
      }
    }
  });

  test('every call of the run is an operation, and every operation is the subject of its calls', () => {
    const shown = layOutClasses(model, styleOf(cast, en, 535)).draw(momentOf(timeline, timeline.steps.length));
    const covered = new Set(
      shown.shapes.flatMap(({ key, subject }) =>
        key.startsWith('operation:') && subject?.kind === 'calls' ? subject.calls : [],
      ),
    );
    const made = logItems(timeline.trace).filter(
      (event) => event.kind === 'call' && model.members.includes(event.process) && event.call.name !== 'kill',
    );
    expect(covered).toEqual(new Set(made.map((event) => ('callId' in event ? event.callId : -1))));
  });
});

const programNamed = (id: string, root: string): (typeof programs)[number] =>
  programs.find((each) => each.id === id && each.root === root) as (typeof programs)[number];

test('the objects stand beside the classes where there is room, which say less of their members for it', () => {
  const { model, cast } = programNamed('echo', 'S');
  // As wide as letters usually are.
  const measure: ClassStyle['measure'] = (text, size) => text.length * size * 0.5;
  const told = (width: number, full = false): readonly string[] => {
    const layout = layOutClasses(model, { cast, width, height: 560, measure, words: en, full });
    const { shapes } = layout.draw({ count: 0, time: micros(0), stepOf: () => 0 });
    const texts = shapes.filter((shape) => shape.kind === 'text');
    const above = texts.some(({ key, y }) => key === 'objects:S' && y < 40);
    return [above ? 'beside' : 'below', texts.find(({ key }) => key === 'operation:ClientSocket.send')?.text ?? ''];
  };
  expect(told(900)).toEqual(['beside', '+ send(data : string) : ssize_t']);
  expect(told(660)).toEqual(['beside', '+ send(data : string)']);
  expect(told(560)).toEqual(['beside', '+ send(data)']);
  expect(told(560, true)).toEqual(['below', '+ send(data : string) : ssize_t']);
  expect(told(400)).toEqual(['below', '+ send(data : string) : ssize_t']);
});

/** The objects at a cursor, each with its slots. */
function objectsAt(model: ClassModel, cast: ClassStyle['cast'], count: number): readonly string[] {
  const { rows } = classTable(model, { cast, words: en }, { count });
  return rows
    .filter(({ key }) => key.startsWith('object:'))
    .map(({ cells }) => cells.filter((cell) => cell !== '').join(' | '));
}

/** After the `nth` return of a call. */
const afterReturn = (timeline: Timeline, call: string, process: string, nth = 1): number => {
  const found = logItems(timeline.trace).flatMap((event, index) =>
    event.kind === 'return' && event.call.name === call && event.process === process ? [index] : [],
  );
  return (found[nth - 1] as number) + 1;
};

test('the objects of the echo’s server, when it has received hello', () => {
  const { model, cast, timeline } = programNamed('echo', 'S');
  expect(objectsAt(model, cast, afterReturn(timeline, 'recv', 'S'))).toEqual([
    's : ServerSocket | alive',
    's : ServerSocket | fd_ | 3',
    's : ServerSocket | /local | 0.0.0.0:8080',
    's : ServerSocket | /state | LISTEN',
    's : ServerSocket | /acceptQueue | 0',
    'a : ClientSocket | alive',
    'a : ClientSocket | fd_ | 4',
    'a : ClientSocket | /local | 10.0.0.2:8080',
    'a : ClientSocket | /state | ESTABLISHED',
    'a : ClientSocket | /remote | 10.0.0.1:40000',
    'a : ClientSocket | /sendBuffer | 0 bytes',
    'a : ClientSocket | /receiveBuffer | 0 bytes',
    'a : ClientSocket | data_ | "hello"',
  ]);
});

test('a child has copies: what it closes, its parent still has', () => {
  const { model, cast, timeline } = programNamed('fork-server', 'S');
  const values = objectsAt(model, cast, afterReturn(timeline, 'close', 'S2')).filter((each) => each.includes('| fd_'));
  expect(values).toEqual([
    's : ServerSocket (S) | fd_ | 3',
    'a : ClientSocket (S) | fd_ | 4',
    's : ServerSocket (S2) | fd_ | -1 (closed)',
    'a : ClientSocket (S2) | fd_ | 4',
  ]);
});

test('what a program did with several at once', () => {
  const poll = programNamed('poll', 'S');
  const inPoll = logItems(poll.timeline.trace).findLastIndex(
    (event) => event.kind === 'block' && event.call.name === 'poll',
  );
  expect(objectsAt(poll.model, poll.cast, inPoll + 1)).toContain('poller : Poller | watched_ | {3 IN, 4 IN}');
  const epoll = programNamed('edge-triggered', 'S');
  const told = objectsAt(epoll.model, epoll.cast, afterReturn(epoll.timeline, 'epoll_wait', 'S'));
  expect(told).toContain('ep : Epoll | ready_ | {4 IN}');
  expect(told).toContain('ep : Epoll | /watched | {4 IN|ET}');
});

test('an operation that failed says why, until a call of it succeeds', () => {
  const { model, cast, timeline } = programNamed('address-in-use', 'S');
  const bind = (nth: number): string | undefined => {
    const { rows } = classTable(model, { cast, words: en }, { count: afterReturn(timeline, 'bind', 'S', nth) });
    return rows.find(({ key }) => key === 'operation:ServerSocket.bind')?.cells[2];
  };
  expect([1, 2, 3].map(bind)).toEqual(['called once', 'called 2 times, failed: EADDRINUSE', 'called 3 times']);
  const { model: refused, cast: ofRefused, timeline: run } = programNamed('refused', 'C');
  const { rows } = classTable(refused, { cast: ofRefused, words: en }, { count: afterReturn(run, 'connect', 'C') });
  expect(rows.find(({ key }) => key === 'operation:ClientSocket.connect')?.cells[2]).toBe(
    'called once, failed: ECONNREFUSED',
  );
});

test('the table says what is being executed, and no longer when it has returned', () => {
  const { model, cast, timeline } = programNamed('echo', 'C');
  const closed = (step: number, words: ClassWords): string | undefined =>
    classTable(model, { cast, words }, momentOf(timeline, step)).rows.find(
      ({ key }) => key === 'operation:Socket.close',
    )?.cells[2];
  const step = momentOf(timeline, 0).stepOf(afterReturn(timeline, 'close', 'C') - 1);
  expect([closed(step, en), closed(step, pt)]).toEqual(['called once, being executed', 'chamada uma vez, em execução']);
  expect([closed(timeline.steps.length, en), closed(timeline.steps.length, pt)]).toEqual([
    'called once',
    'chamada uma vez',
  ]);
});

test('the summary says who sleeps where', () => {
  const { model, cast, timeline } = programNamed('echo', 'S');
  const asleep = logItems(timeline.trace).findIndex((event) => event.kind === 'block') + 1;
  expect(classTable(model, { cast, words: en }, { count: 0 }).summary).toBe(
    'The program of server has 4 classes and no open object now.',
  );
  expect(classTable(model, { cast, words: en }, { count: asleep }).summary).toBe(
    'The program of server has 4 classes and 1 open object now; it sleeps in ServerSocket::accept().',
  );
  expect(classTable(model, { cast, words: pt }, { count: asleep }).summary).toBe(
    'O programa do server tem 4 classes e 1 objeto aberto agora; dorme em ServerSocket::accept().',
  );
});
