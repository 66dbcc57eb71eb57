import { describe, expect, test } from 'vitest';
import { diagrams } from '../../../src/app/i18n/en/diagrams.ts';
import { sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { sequenceTable } from '../../../src/diagrams/sequence/table.ts';
import { describe as asText, type Picture } from '../../../src/diagrams/shape.ts';
import { micros } from '../../../src/engine/base/time.ts';
import { failure, success } from '../../../src/engine/posix/call.ts';
import { layOut, momentAt, PAIR } from '../../support/sequence-diagram.ts';
import { calls, received, TraceBuilder } from '../../support/trace-builder.ts';

/** Without the lifelines and the line of now. */
const messages = (picture: Picture): string[] =>
  asText({
    ...picture,
    shapes: picture.shapes.filter(({ key }) => !/^(now|newest|kernel|program)/.test(key)),
  });

/** A program that sleeps in recv() and is killed. */
const killed = () =>
  new TraceBuilder()
    .call('C', calls.recv(3))
    .blocks('C')
    .does('C', { name: 'kill' }, { ...success(0), signal: 'SIGKILL' })
    .add({ at: micros(0), host: 'client', kind: 'process-ended', rule: 'killed', process: 'C', by: 'SIGKILL' });

const draw = (built: TraceBuilder, ms?: number, count?: number) =>
  messages(layOut(built.events).draw(momentAt(built.events, count, ms)));

describe('lifelines', () => {
  test('clients stand left, servers right; the kernels are next to the wire', () => {
    const heads = layOut([]).heads.shapes.filter((shape) => shape.kind === 'text');
    expect(heads.map((shape) => `${Math.round(shape.x)} ${shape.text}`)).toEqual([
      '54 client',
      '54 : program',
      '214 client',
      '214 : kernel',
      '406 server',
      '406 : kernel',
      '566 server',
      '566 : program',
    ]);
  });
});

describe('calls', () => {
  test('a call is a filled arrow to the kernel, its return a dashed open one, a bar between them', () => {
    const built = new TraceBuilder().does('S', calls.listen(3), 0);
    expect(draw(built)).toEqual([
      'box(560:43 12x26 tinted server)',
      'line(560:43 406:43 filled server)',
      'text(483:37 middle "listen(3, 1)" neutral)',
      'line(406:69 560:69 open dashed server)',
      'text(483:63 middle "0" neutral)',
    ]);
  });

  test('an error is in the tone of failure', () => {
    const built = new TraceBuilder().does('C', calls.connect(3), 'ECONNREFUSED');
    expect(draw(built).slice(-2)).toEqual([
      'line(214:69 60:69 open dashed failure)',
      'text(137:63 middle "-1 ECONNREFUSED" failure)',
    ]);
  });

  test('SIGKILL is a found message: from a dot outside to the program, whose lifeline it ends; no call of its own', () => {
    const { events } = killed();
    const drawn = messages(layOut(events).draw(momentAt(events)));
    const from = drawn.findIndex((line) => line.includes('"SIGKILL"')) - 1;
    expect(drawn[from]).toMatch(/^line\(134:\d+ 54:\d+ dot filled failure\)$/);
    expect(drawn.filter((line) => line.endsWith(' tinted client)'))).toEqual([]);
    const { rows } = sequenceTable(sequenceOf(events, 'segments'), momentAt(events), {
      cast: PAIR,
      words: diagrams.sequence,
      most: 9,
    });
    expect(rows.map((row) => `${row.from} -> ${row.to}: ${row.message}`)).toEqual([
      'client program -> client kernel: recv(3, 100), blocks until data arrive',
      'outside -> client program: SIGKILL',
      expect.stringContaining('the process is ended by SIGKILL'),
    ]);
  });

  test('a call that a signal ends never returns: its bar ends with the lifeline, in a cross', () => {
    const built = new TraceBuilder()
      .does('C', calls.close(3), { ...failure('EPIPE'), signal: 'SIGPIPE' })
      .add({ at: micros(0), host: 'client', kind: 'process-ended', rule: 'send-sigpipe', process: 'C', by: 'SIGPIPE' });
    expect(draw(built)).toEqual([
      'box(48:43 12x31 tinted client)',
      'line(60:43 214:43 filled client)',
      'text(137:37 middle "close(3)" neutral)',
      'line(54:74 54:74 cross failure)',
      'text(137:68 middle "SIGPIPE" failure)',
    ]);
  });

  test('a sleeping call is hatched from falling asleep, down to now', () => {
    const built = new TraceBuilder().call('S', calls.accept(3)).blocks('S').at(5).does('C', calls.socket(), 3);
    expect(draw(built).filter((line) => line.startsWith('box'))).toEqual([
      'box(560:43 12x65 hatched waiting)',
      'box(48:72 12x26 tinted client)',
    ]);
  });

  test('what happens between the call and the sleep is not slept through', () => {
    const built = new TraceBuilder()
      .call('C', calls.connect(3))
      .sends(1, 'client', 'server', 'SYN')
      .blocks('C', 'handshake');
    expect(draw(built, 0).filter((line) => line.startsWith('box'))).toEqual([
      'box(48:43 12x28 tinted client)',
      'box(48:71 12x10 hatched waiting)',
    ]);
  });

  test('what recv got is on its return', () => {
    const built = new TraceBuilder().does('S', calls.recv(4), received('hello'));
    expect(draw(built).at(-1)).toBe('text(483:63 middle "5 "hello"" neutral)');
  });

  test('a long call takes two lines and makes its row higher', () => {
    const built = new TraceBuilder().does('S', { name: 'setsockopt', fd: 3, option: 'SO_REUSEADDR', value: 1 }, 0);
    expect(draw(built).filter((line) => line.startsWith('text'))).toEqual([
      'text(483:37 middle "setsockopt(3," neutral)',
      'text(483:54 middle "SO_REUSEADDR, 1)" neutral)',
      'text(483:80 middle "0" neutral)',
    ]);
  });
});

describe('segments', () => {
  const syn = () => new TraceBuilder().sends(1, 'client', 'server', 'SYN');

  test('a segment is slanted from the row of its sending to the row of its arrival', () => {
    expect(draw(syn().at(20).arrives(1))).toEqual([
      'line(214:42 406:68 open handshake)',
      'text(227:36 start "SYN" handshake)',
    ]);
  });

  test('under way it ends in a dot where virtual time says it is', () => {
    const built = syn().at(20).arrives(1);
    expect(draw(built, 10, 1)[0]).toBe('line(214:42 310:55 dot handshake)');
    expect(draw(built, 15, 1)[0]).toBe('line(214:42 358:61.5 dot handshake)');
  });

  test('under way without a known future it goes towards where it is due, never below now', () => {
    const [line] = draw(syn(), 10);
    expect(line).toBe('line(214:42 250.9:52 dot handshake)');
  });

  test('two that overtake each other cross', () => {
    const built = syn().at(1).sends(2, 'server', 'client', 'ACK', { arrives: 10 }).at(10).arrives(2).at(20).arrives(1);
    expect(draw(built).filter((line) => line.startsWith('line'))).toEqual([
      'line(214:42 406:122 open handshake)',
      'line(406:70 214:96 open neutral)',
    ]);
  });

  test('a lost one ends in a cross part of the way', () => {
    const built = syn().at(10).isLost(1, 0.5);
    expect(draw(built)).toEqual([
      'line(214:42 310:68 handshake)',
      'text(227:36 start "SYN" handshake)',
      'line(310:68 310:68 cross failure)',
      'text(319:72 start "lost" failure)',
    ]);
  });

  test('a repeat says so; only a return is dashed', () => {
    const built = syn()
      .at(10)
      .isLost(1)
      .at(1000)
      .sends(2, 'client', 'server', 'SYN', { repeats: 1, arrives: 1020 })
      .at(1020)
      .arrives(2);
    expect(draw(built).slice(-2)).toEqual([
      'line(214:96 406:122 open handshake)',
      'text(227:90 start "SYN again" handshake)',
    ]);
  });

  test('a copy leaves the line of its original at a dot', () => {
    const built = syn().at(10).copies(2, 1, 25).at(20).arrives(1).at(25).arrives(2);
    expect(draw(built)).toEqual([
      'line(214:42 406:96 open handshake)',
      'text(227:36 start "SYN" handshake)',
      'line(313.6:70 406:122 dot open handshake)',
      'text(320.6:64 start "copy SYN" handshake)',
    ]);
  });

  test('a reset is in the tone of failure', () => {
    const built = new TraceBuilder().sends(1, 'server', 'client', 'RST ACK', { socket: null }).at(20).arrives(1);
    expect(draw(built)[0]).toBe('line(406:42 214:68 open failure)');
  });

  test('where another segment runs, the label stands on the other side of the lifeline', () => {
    const built = new TraceBuilder()
      .sends(1, 'client', 'server', 'PSH ACK', { data: 'one' })
      .sends(2, 'client', 'server', 'PSH ACK', { data: 'two' })
      .at(20)
      .arrives(1)
      .arrives(2);
    expect(draw(built).filter((line) => line.startsWith('text'))).toEqual([
      'text(227:36 start "PSH ACK "one"" client)',
      'text(205:64 end "PSH ACK "two"" client)',
    ]);
  });

  test('in the level of calls there are none', () => {
    const built = syn().at(20).arrives(1);
    expect(messages(layOut(built.events, { detail: 'calls' }).draw(momentAt(built.events)))).toEqual([]);
  });

  test('in the detailed level numbers and states are there', () => {
    const built = new TraceBuilder().sends(1, 'client', 'server', 'SYN ACK', { relative: { seq: 0, ack: 1 } }).add({
      at: micros(0),
      host: 'client',
      kind: 'state',
      socket: 1,
      rule: 'syn-sent-syn-ack',
      from: 'SYN-SENT',
      to: 'ESTABLISHED',
    });
    const texts = messages(layOut(built.events, { detail: 'detailed' }).draw(momentAt(built.events)));
    expect(texts.filter((line) => line.startsWith('text'))).toEqual([
      'text(227:36 start "SYN ACK" handshake)',
      'text(227:53 start "seq 0 ack 1" handshake)',
      expect.stringContaining('"ESTABLISHED" success'),
    ]);
  });
});

test('where time leaps by more than a second the lifelines are torn, and it says by how much', () => {
  const built = new TraceBuilder().does('C', calls.socket(), 3).at(1000).does('C', calls.close(3), 0);
  expect(draw(built).filter((line) => line.includes('later'))).toEqual([]);
  const y = (line: string | undefined): number => Number(line?.match(/:(\d+)/)?.[1]);
  const close = y(draw(built).find((line) => line.includes('close(3)')));
  const late = new TraceBuilder().does('C', calls.socket(), 3).at(60_000).does('C', calls.close(3), 0);
  const told = draw(late).find((line) => line.includes('later'));
  expect(told).toMatch(/^text\(310:\d+ middle "60(\.0+)? s later" faint\)$/);
  expect(y(draw(late).find((line) => line.includes('close(3)')))).toBe(close + 26);
});

test('also between the last row and now', () => {
  const built = new TraceBuilder().does('C', calls.socket(), 3);
  const layout = layOut(built.events);
  const [soon, later] = [momentAt(built.events, 2, 900), momentAt(built.events, 2, 60_000)];
  expect(layout.nowY(later)).toBe(layout.nowY(soon) + 26);
  expect(asText(layout.draw(soon)).filter((line) => line.includes('later'))).toEqual([]);
  expect(asText(layout.draw(later)).filter((line) => line.includes('later'))).toHaveLength(1);
});

test('a process that ends takes its lifeline to a cross', () => {
  const built = new TraceBuilder().add({
    at: micros(0),
    host: 'client',
    kind: 'process-ended',
    rule: 'exit-done',
    process: 'C',
    by: 'exit',
  });
  const picture = layOut(built.events).draw(momentAt(built.events));
  expect(asText(picture)).toContain('line(54:45 54:45 cross client)');
  expect(asText(picture)).toContain('line(54:0 54:45 dashed faint)');
});

describe('a machine loses its power', () => {
  const built = new TraceBuilder()
    .does('S', calls.listen(3), 0)
    .loses('server', 'power')
    .add({ at: micros(0), host: 'server', kind: 'process-ended', rule: 'power-lost', process: 'S', by: 'power-loss' })
    .does('C', calls.send(3, 'x'), 1)
    .add({ at: micros(0), host: 'server', kind: 'power', rule: 'power-back', by: 'hand', on: true })
    .does('C', calls.send(3, 'y'), 1);
  const layout = layOut(built.events);
  const reaches = (count: number, key: string) =>
    layout
      .draw(momentAt(built.events, count))
      .shapes.flatMap((shape) =>
        shape.kind === 'line' && shape.key.startsWith(key) ? [shape.points.map(({ y }) => y)] : [],
      );
  const y = (index: number) => layout.yOf(momentAt(built.events), index);
  const foot = (count: number) => layout.height(momentAt(built.events, count));

  test('its program has no lifeline from the cross to where its power is back and it begins anew', () => {
    expect(reaches(3, 'program:S')).toEqual([[0, foot(3)]]);
    expect(reaches(4, 'program:S')).toEqual([[0, y(3)]]);
    expect(reaches(6, 'program:S')).toEqual([[0, y(3)]]);
    expect(reaches(9, 'program:S')).toEqual([
      [0, y(3)],
      [y(6), foot(9)],
    ]);
  });

  test('its kernel and the other machine go on', () => {
    for (const key of ['kernel:server', 'kernel:client', 'program:C']) expect(reaches(9, key)).toEqual([[0, foot(9)]]);
  });
});

describe('the view of one side', () => {
  const wire = (built: TraceBuilder, side: 'left' | 'right' | null, count?: number) =>
    layOut(built.events, { side })
      .draw(momentAt(built.events, count))
      .shapes.flatMap((shape) =>
        shape.kind === 'line' && shape.key.startsWith('flight:')
          ? [`${shape.key} ${[shape.start, ...shape.points.map(({ x }) => x), shape.end].join(' ')}`]
          : [],
      );
  const exchange = () =>
    new TraceBuilder()
      .sends(1, 'client', 'server', 'SYN', { arrives: 20 })
      .at(20)
      .arrives(1)
      .sends(2, 'server', 'client', 'SYN ACK', { arrives: 40 })
      .at(40)
      .arrives(2);

  test('has its lifelines alone, and the name of the other at the edge', () => {
    const heads = (side: 'left' | 'right') =>
      layOut([], { side }).heads.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
    expect(heads('left')).toEqual(['client', ': program', 'client', ': kernel', 'server']);
    expect(heads('right')).toEqual(['server', ': kernel', 'server', ': program', 'client']);
  });

  test('what goes out ends at the edge, in the row in which it was sent; what comes is found there, once it is here', () => {
    expect(wire(exchange(), 'left', 3)).toEqual(['flight:1 none 267 565 open']);
    expect(wire(exchange(), 'left')).toEqual(['flight:1 none 267 565 open', 'flight:2 dot 565 267 open']);
    expect(wire(exchange(), 'right')).toEqual(['flight:1 dot 54 352 open', 'flight:2 none 352 54 open']);
    expect(sequenceOf(exchange().events, 'segments', { inside: ['client'] }).rows.map(({ kind }) => kind)).toEqual([
      'sent',
      'found',
    ]);
  });

  test('what is lost on its way from outside is missed by nobody', () => {
    const built = new TraceBuilder().sends(1, 'client', 'server', 'SYN').at(10).isLost(1);
    expect(wire(built, 'left')).toHaveLength(2);
    expect(wire(built, 'right')).toEqual([]);
  });

  test('calls of the other side are not in it', () => {
    const built = new TraceBuilder().does('C', calls.socket(), 3).does('S', calls.socket(), 3);
    expect(sequenceOf(built.events, 'calls', { inside: ['server'] }).rows).toHaveLength(2);
  });

  test('what nobody sent is found in the midst of the wire, in the view of both sides', () => {
    const built = new TraceBuilder().injects(1, 'server', 'client', 'RST');
    expect(wire(built, null)).toEqual(['flight:1 dot 310 214 open']);
    expect(wire(built, 'left')).toEqual(['flight:1 dot 565 267 open']);
  });
});

describe('timers', () => {
  const lost = () =>
    new TraceBuilder()
      .timer('client', 'retransmission', 'started', 1000)
      .sends(1, 'client', 'server', 'SYN', { arrives: null })
      .at(10)
      .isLost(1)
      .at(1000)
      .timer('client', 'retransmission', 'expired')
      .sends(2, 'client', 'server', 'SYN', { repeats: 1 });

  const measured = (built: TraceBuilder, ms?: number, count?: number) =>
    draw(built, ms, count).filter((line) => line.includes('waiting'));
  const answered = () =>
    new TraceBuilder()
      .timer('client', 'retransmission', 'started', 200)
      .sends(1, 'client', 'server', 'PSH ACK', { data: 'x', arrives: 20 })
      .at(20)
      .arrives(1)
      .sends(2, 'server', 'client', 'ACK', { arrives: 40 })
      .at(40)
      .arrives(2)
      .timer('client', 'retransmission', 'stopped');

  test('that of a retransmission runs from the segment that sets it, and says for how long, across the lifeline', () => {
    expect(measured(lost(), 0, 2)).toEqual([
      'line(221:42 221:52 open waiting)',
      'text(205:36 end "{RTO 1 s}" waiting)',
    ]);
    expect(measured(lost(), 500, 4)).toEqual([
      'line(221:42 221:86.9 open waiting)',
      'text(205:36 end "{RTO 1 s}" waiting)',
    ]);
  });

  test('where it expires it ends at what is sent again', () => {
    expect(measured(lost())).toEqual(['line(221:42 221:96 open waiting)', 'text(205:36 end "{RTO 1 s}" waiting)']);
    expect(draw(lost())).toContain('text(227:90 start "SYN again" handshake)');
    expect(draw(lost())).toContain('line(214:42 310:68 handshake)');
  });

  test('one that an acknowledgement stops is drawn as long as it runs; in the detailed level up to that', () => {
    const { events } = answered();
    expect(measured(answered(), 20, 4)).toHaveLength(2);
    expect(measured(answered())).toEqual([]);
    expect(
      messages(layOut(events, { detail: 'detailed' }).draw(momentAt(events))).filter((line) =>
        line.includes('waiting'),
      ),
    ).toEqual([
      expect.stringMatching(/^line\(221:59 221:(\d+) 214:\1 waiting\)$/),
      'text(205:53 end "{RTO 200 ms}" waiting)',
    ]);
  });

  test('one that runs moves nothing, whatever becomes of it', () => {
    const without = (built: TraceBuilder, count?: number) =>
      draw(built, undefined, count).filter((line) => !line.includes('waiting'));
    const untimed = (events: TraceBuilder['events']) => events.filter(({ kind }) => kind !== 'timer');
    const { events } = answered();
    expect(without(answered())).toEqual(messages(layOut(untimed(events)).draw(momentAt(untimed(events)))));
  });

  test('it begins anew with what arrives, and says so there', () => {
    const built = new TraceBuilder()
      .sends(1, 'server', 'client', 'ACK', { arrives: 20 })
      .at(20)
      .arrives(1)
      .timer('client', 'retransmission', 'started', 220)
      .at(100)
      .does('C', calls.socket(), 3);
    expect(measured(built)).toEqual(['line(221:68 221:133 open waiting)', 'text(205:62 end "{RTO 200 ms}" waiting)']);
  });

  test('where the name has no room there is its duration', () => {
    const texts = layOut(lost().events, { width: 320 })
      .draw(momentAt(lost().events))
      .shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
    expect(texts).toContain('{1 s}');
  });

  test('where no timer led to it, it is only linked to the try before', () => {
    const built = new TraceBuilder()
      .sends(1, 'client', 'server', 'PSH ACK', { data: 'x' })
      .at(50)
      .sends(2, 'client', 'server', 'PSH ACK', { data: 'x', repeats: 1 });
    expect(draw(built).filter((line) => line.includes('waiting'))).toEqual(['line(221:42 221:70 open dashed waiting)']);
    expect(draw(built).join()).not.toContain('{');
  });

  test('one after the other is measured from the last of them', () => {
    const built = new TraceBuilder()
      .timer('client', 'retransmission', 'started', 1000)
      .sends(1, 'client', 'server', 'SYN', { arrives: null })
      .at(10)
      .isLost(1)
      .at(1000)
      .timer('client', 'retransmission', 'expired')
      .timer('client', 'retransmission', 'started', 3000)
      .sends(2, 'client', 'server', 'SYN', { repeats: 1 })
      .at(3000)
      .timer('client', 'retransmission', 'expired')
      .sends(3, 'client', 'server', 'SYN', { repeats: 1 });
    expect(measured(built).filter((line) => line.startsWith('line'))).toEqual([
      'line(221:42 221:96 open waiting)',
      'line(221:96 221:150 open waiting)',
    ]);
    expect(measured(built)).toContain('text(205:90 end "{RTO 2 s}" waiting)');
  });

  test('each of two of one kernel has a place of its own, and labels have room beside both', () => {
    const of = (socket: number, change: 'started' | 'expired', at: number, deadline: number | null) =>
      ({
        at: micros(at * 1000),
        host: 'client',
        socket,
        kind: 'timer',
        rule: 'rto-start',
        timer: 'time-wait',
        change,
        deadline: deadline === null ? null : micros(deadline * 1000),
      }) as const;
    const built = new TraceBuilder()
      .add(of(1, 'started', 0, 60_000))
      .add(of(2, 'started', 0, 60_000))
      .sends(1, 'client', 'server', 'ACK')
      .add(of(1, 'expired', 60_000, null))
      .sends(2, 'client', 'server', 'ACK')
      .add(of(2, 'expired', 60_000, null));
    const lines = measured(built).filter((line) => line.startsWith('line'));
    expect(lines.map((line) => line.slice(5, 8))).toEqual(['221', '228']);
    expect(draw(built).filter((line) => line.includes('"ACK"'))).toEqual([
      expect.stringMatching(/^text\(234:/),
      expect.stringMatching(/^text\(234:/),
    ]);
  });

  test('TIME-WAIT grows while it runs, and ends where it expires', () => {
    const built = new TraceBuilder()
      .timer('client', 'time-wait', 'started', 60_000)
      .at(30_000)
      .does('S', calls.socket(), 3)
      .at(60_000)
      .timer('client', 'time-wait', 'expired');
    const line = (count: number) => draw(built, undefined, count).find((each) => each.includes('open waiting'));
    expect(draw(built, 0, 1)).toContain('text(205:39 end "{TIME-WAIT 60 s}" waiting)');
    expect(line(2)).toBe('line(221:43 221:108 open waiting)');
    expect(line(4)).toBe('line(221:43 221:162 open waiting)');
  });

  test('in the detailed level others say so when they expire', () => {
    const built = new TraceBuilder()
      .timer('server', 'delayed-ack', 'started', 40)
      .at(40)
      .timer('server', 'delayed-ack', 'expired');
    const { events } = built;
    const texts = (detail: 'segments' | 'detailed') =>
      messages(layOut(events, { detail }).draw(momentAt(events))).filter((line) => line.startsWith('text'));
    expect(texts('segments')).toEqual([]);
    expect(texts('detailed')).toEqual([
      'text(415:39 start "{delayed ACK" waiting)',
      'text(415:56 start "40 ms}" waiting)',
    ]);
  });
});

describe('to scale', () => {
  const heightOf = (from: number, to: number) => {
    const built = new TraceBuilder().at(from).does('C', calls.socket(), 3).at(to).does('C', calls.socket(), 4);
    const layout = layOut(built.events, { toScale: true });
    const y = (index: number) => layout.yOf(momentAt(built.events), index) ?? 0;
    return y(2) - y(1);
  };

  test('twice the time is twice the height', () => {
    expect(heightOf(0, 20)).toBe(60);
    expect(heightOf(0, 40)).toBe(120);
  });

  test('texts have the room that they need, and a long pause is a break', () => {
    expect(heightOf(0, 1)).toBe(29);
    const { events } = new TraceBuilder().does('C', calls.socket(), 3).at(500).does('C', calls.socket(), 4);
    const texts = (toScale: boolean) => messages(layOut(events, { toScale }).draw(momentAt(events))).join();
    expect(texts(true)).toContain('500 ms later');
    expect(texts(false)).not.toContain('later');
  });
});
