import { describe, expect, test } from 'vitest';
import { diagrams as en } from '../../../src/app/i18n/en/diagrams.ts';
import { diagrams as pt } from '../../../src/app/i18n/pt-BR/diagrams.ts';
import { castOf } from '../../../src/diagrams/cast.ts';
import { type Detail, sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { sequenceTable } from '../../../src/diagrams/sequence/table.ts';
import { transcriptOf } from '../../../src/diagrams/sequence/transcript.ts';
import { describeShape, type Shape } from '../../../src/diagrams/shape.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { micros } from '../../../src/engine/base/time.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';
import { layOut, momentAt, PAIR } from '../../support/sequence-diagram.ts';
import { calls, TraceBuilder } from '../../support/trace-builder.ts';

const runs = await scenarioRuns();
const runOf = (id: string) => {
  const { timeline } = runs.find((run) => run.id === id) as (typeof runs)[number];
  const trace = logItems(timeline.trace);
  return { trace, cast: castOf(timeline.recording.setting, trace) };
};

type About = { readonly at: ReturnType<typeof micros>; readonly host: string; readonly socket: number };
const about = (socket: number, ms: number): About => ({ at: micros(ms * 1000), host: 'server', socket });
const made = (socket: number, ms: number): TraceEvent => ({
  ...about(socket, ms),
  kind: 'socket-created',
  rule: 'socket-created',
  process: 'S',
  fd: 2 + socket,
  parent: null,
});
const child = (socket: number, ms: number): TraceEvent => ({
  ...about(socket, ms),
  kind: 'socket-created',
  rule: 'listen-syn',
  process: null,
  fd: null,
  parent: 1,
});
const destroyed = (socket: number, ms: number): TraceEvent => ({
  ...about(socket, ms),
  kind: 'socket-destroyed',
  rule: 'close-done',
});

/** A server that makes its socket, accepts a connection and closes it; the last acknowledgement ends that. */
const served = (): TraceBuilder =>
  new TraceBuilder()
    .call('S', calls.socket(), { as: 's' })
    .add(made(1, 0))
    .returns('S', 3, 1)
    .call('S', calls.accept(3), { as: 'a', socket: 1 })
    .blocks('S')
    .sends(1, 'client', 'server', 'SYN')
    .at(10)
    .arrives(1)
    .add(child(2, 10))
    .add({ ...about(2, 10), kind: 'socket-accepted', rule: 'accept-done', process: 'S', fd: 4, listener: 1 })
    .returns('S', 4, 2)
    .at(20)
    .call('S', calls.close(4), { socket: 2 })
    .add({ ...about(2, 20), kind: 'socket-orphaned', rule: 'close-done' })
    .returns('S', 0)
    .sends(2, 'client', 'server', 'ACK')
    .at(30)
    .arrives(2)
    .add(destroyed(2, 30));

const strips = (events: readonly TraceEvent[], detail: Detail = 'segments'): readonly Shape[] =>
  layOut(events, { detail })
    .draw(momentAt(events))
    .shapes.filter(({ key }) => key.startsWith('socket:'));
const drawn = (events: readonly TraceEvent[], detail?: Detail) => strips(events, detail).map(describeShape);

describe('a socket is a strip of its own beside its kernel’s lifeline', () => {
  test('from where the call that made it returns, with its name and class; full while a program has it', () => {
    const { events } = new TraceBuilder()
      .call('S', calls.socket(), { as: 's' })
      .add(made(1, 0))
      .returns('S', 3, 1)
      .call('S', calls.listen(3));
    // The return stands at 69, and now at 108.
    expect(drawn(events)).toEqual(['box(398:57 2x51 line server)', 'text(392:67 end "s : ClientSocket" server)']);
  });

  test('of a connection: empty from the SYN to accept, which names it, and from close to the acknowledgement that ends it', () => {
    const { events } = served();
    const layout = layOut(events);
    const y = (kind: TraceEvent['kind'], nth: number) => {
      const at = events.flatMap((event, index) => (event.kind === kind ? [index] : []))[nth] ?? -1;
      return layout.yOf(momentAt(events), at) ?? -1;
    };
    const [syn, accepted, closed, last] = [y('arrived', 0), y('return', 1), y('call', 2), y('arrived', 1)];
    expect(drawn(events).slice(2)).toEqual([
      `box(390.2:${syn} 3.6x${accepted - syn} none server)`,
      `box(391:${accepted} 2x${closed - accepted} line server)`,
      `box(390.2:${closed} 3.6x${last + 7 - closed} none server)`,
      `line(392:${last + 7} 392:${last + 7} small-cross neutral)`,
      `text(385:${accepted - 2} end "a : ClientSocket" server)`,
    ]);
  });

  test('which the process has closed and the kernel keeps is seen to outlive it: TIME-WAIT', () => {
    const { trace, cast } = runOf('echo');
    const shapes = layOut(trace, { cast })
      .draw(momentAt(trace))
      .shapes.flatMap((shape) => (shape.kind === 'box' && /^socket:client:1:.*:left$/.test(shape.key) ? [shape] : []));
    const layout = layOut(trace, { cast });
    const expired = trace.findIndex((event) => event.kind === 'timer' && event.change === 'expired');
    expect(shapes.map(({ y, height }) => y + height)).toEqual([layout.yOf(momentAt(trace), expired)]);
  });

  test('shared by fork stays full until the last of the processes has closed it', () => {
    const { trace, cast } = runOf('fork-server');
    const closes = trace.flatMap((event, index) =>
      event.kind === 'call' && event.call.name === 'close' && event.socket === 2 && event.host === 'server'
        ? [index]
        : [],
    );
    const layout = layOut(trace, { cast });
    const left = layout.draw(momentAt(trace)).shapes.find(({ key }) => /^socket:server:2:.*:left$/.test(key));
    expect(closes.length).toBe(2);
    expect(left?.kind === 'box' && left.y).toBe(layout.yOf(momentAt(trace), closes[1] ?? -1));
  });

  test('that ends without anything else that is drawn has a row for it', () => {
    const { events } = new TraceBuilder().call('S', calls.socket()).add(made(1, 0)).returns('S', 3, 1);
    const count = sequenceOf(events, 'segments').rows.length;
    const later = [...events, destroyed(1, 5000)];
    const { rows } = sequenceOf(later, 'segments');
    expect(rows.slice(count).map(({ kind }) => kind)).toEqual(['destroyed']);
    expect(drawn(later).filter((line) => line.includes('small-cross'))).toHaveLength(1);
  });

  test('is not drawn where only calls are told, nor beside three others', () => {
    expect(drawn(served().events, 'calls')).toEqual([]);
    const built = new TraceBuilder();
    for (const socket of [1, 2, 3, 4])
      built
        .call('S', calls.socket())
        .add(made(socket, 0))
        .returns('S', 2 + socket);
    const names = (events: readonly TraceEvent[]) =>
      new Set(strips(events).map(({ key }) => key.split(':').slice(0, 3).join(':')));
    expect(names(built.events).size).toBe(3);
    // One that ends makes room for another.
    built.call('S', calls.close(4)).add(destroyed(2, 0)).returns('S', 0);
    built.call('S', calls.socket()).add(made(5, 0)).returns('S', 7);
    expect([...names(built.events)].at(-1)).toBe('socket:server:5');
  });
});

describe('with all that happens', () => {
  const rowsOf = (events: readonly TraceEvent[], width?: number) =>
    layOut(events, { detail: 'detailed', ...(width === undefined ? {} : { width }) })
      .draw(momentAt(events))
      .shapes.filter(({ key }) => /^(made|destroyed):/.test(key))
      .map(describeShape);

  test('it begins with the head of an object, and its end has its name beside the foot of the strip', () => {
    const { events } = served();
    expect(rowsOf(events)[0]).toMatch(/^box\(406:\d+ \S+x21 tinted server\)$/);
    expect(rowsOf(events).at(-1)).toMatch(/^text\(411:\d+ start "a : ClientSocket" neutral\)$/);
    expect(drawn(events, 'detailed').filter((line) => line.includes('small-cross'))).toHaveLength(1);
  });

  test('name and class are on one line where there is room, else on two, and never cut', () => {
    const { events } = served();
    const texts = (width: number) => rowsOf(events, width).filter((line) => line.startsWith('text'));
    expect(texts(900).some((line) => line.includes('"s : ClientSocket"'))).toBe(true);
    expect(texts(535).slice(0, 2).join()).toMatch(/"s".*": ClientSocket"/);
    for (const width of [535, 620, 900]) expect(texts(width).join()).not.toContain('…');
  });
});

describe.each(runs)('$id', ({ timeline }) => {
  test('no socket ends on a lifeline, and each is told as often as it is drawn', () => {
    const trace = logItems(timeline.trace);
    const cast = castOf(timeline.recording.setting, trace);
    for (const detail of ['segments', 'detailed'] as const) {
      const { shapes } = layOut(trace, { cast, detail }).draw(momentAt(trace));
      const lifelines = new Set(
        shapes.flatMap((shape) =>
          shape.kind === 'line' && /^(kernel|program):/.test(shape.key) ? [shape.points[0]?.x ?? 0] : [],
        ),
      );
      const crosses = shapes.flatMap((shape) =>
        shape.kind === 'line' && shape.end === 'small-cross' ? [shape.points[0]?.x ?? 0] : [],
      );
      expect(crosses.filter((x) => [...lifelines].some((line) => Math.abs(line - x) < 6))).toEqual([]);
      const model = sequenceOf(trace, detail);
      for (const words of [en.sequence, pt.sequence]) {
        const { rows } = sequenceTable(model, momentAt(trace), { cast, words, most: 10_000 });
        const told = rows.map(({ message }) => message.match(words === en.sequence ? /is destroyed/g : /é destruído/g));
        const ended = trace.filter(({ kind }) => kind === 'socket-destroyed');
        expect(told.reduce((sum, found) => sum + (found?.length ?? 0), 0)).toBe(ended.length);
      }
    }
  });
});

test('the table tells of them in the rows where they are seen', () => {
  const { events } = served();
  const { rows } = sequenceTable(sequenceOf(events, 'segments'), momentAt(events), {
    cast: PAIR,
    words: en.sequence,
    most: 20,
  });
  expect(rows.map(({ message }) => message).filter((message) => message.includes('socket '))).toEqual([
    'returns 3; the socket s is created',
    'SYN arrives; a socket is created, without a name yet',
    'returns 4; the program has the socket a',
    'close(4); no program has the socket a any more, only the kernel',
    'ACK arrives; the socket a is destroyed',
  ]);
});

test('a step that has only seen a SYN arrive says nothing yet of the socket that it makes', () => {
  const { events } = served();
  const count = events.findIndex(({ kind }) => kind === 'arrived') + 1;
  const { rows } = sequenceTable(sequenceOf(events, 'segments'), momentAt(events, count), {
    cast: PAIR,
    words: en.sequence,
    most: 1,
  });
  expect(rows.map(({ message }) => message)).toEqual(['SYN arrives']);
});

test('languages that place things themselves are told of them over their kernel', () => {
  const { events } = served();
  const told = transcriptOf(sequenceOf(events, 'segments'), {
    cast: PAIR,
    words: en.sequence,
    classOf: socketClassesOf(null, events),
    count: events.length,
  });
  const kernel = told.lifelines.findIndex(({ name, type }) => name === 'server' && type === 'kernel');
  expect(told.items.filter(({ kind }) => kind === 'state')).toEqual(
    ['«create» s : ClientSocket', '«create» : ClientSocket', 'a : ClientSocket', '«destroy» a : ClientSocket'].map(
      (text) => ({ kind: 'state', over: [kernel], text }),
    ),
  );
});
