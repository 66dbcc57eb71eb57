import { describe, expect, it } from 'vitest';
import { runWire } from '../../src/cli/run-wire.ts';
import { parseWireScript } from '../../src/programs/wire-script.ts';

const OPENING = [
  { process: 'S', call: 'socket', as: 'ls' },
  { process: 'S', call: 'bind', fd: 'ls', address: '10.0.0.2', port: 8080 },
  { process: 'S', call: 'listen', fd: 'ls', backlog: 8 },
  { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
  { process: 'C', call: 'socket', as: 'c' },
  { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
];

function run(network: object, steps: readonly object[], profile: object = {}) {
  const text = JSON.stringify({
    name: 'test',
    profile,
    network,
    hosts: { client: '10.0.0.1', server: '10.0.0.2' },
    processes: { C: { host: 'client' }, S: { host: 'server' } },
    steps: [...OPENING, ...steps],
  });
  const parsed = parseWireScript(text, 'test.json');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return runWire(parsed.value, 1);
}

const brief = ({ segments }: ReturnType<typeof run>) =>
  segments.map(({ from, flags, seq, ack, len, fate }) => `${from} ${flags} ${seq} ${ack} ${len} ${fate}`);

describe('a wire script', () => {
  it('has its SYN travel 3 ms faster than the segments behind it, and 20 ms each way, handling included', () => {
    const [syn, synAck, ack] = run({}, [{ at: 300 }]).segments;
    expect([syn?.flags, synAck?.flags, ack?.flags]).toEqual(['S', 'SA', 'A']);
    expect((syn?.delivered_us ?? 0) - (syn?.t_us ?? 0)).toBe(17_060);
    expect((synAck?.delivered_us ?? 0) - (synAck?.t_us ?? 0)).toBe(20_060);
  });

  it('makes a step at its moment, leaves a sleeping call behind, and has the process wait for it later', () => {
    const { steps } = run({}, [
      { at: 200, process: 'C', call: 'recv', fd: 'c', length: 10 },
      { process: 'S', call: 'getpeername', fd: 'a' },
      { process: 'C', call: 'send', fd: 'c', bytes: 5 },
      { at: 900 },
    ]);
    expect(steps[5]).toMatchObject({ call: 'connect', returns: 0, blocked: true, completedAfterStep: 6 });
    expect(steps[6]).toMatchObject({ call: 'recv', t_us: 200_000, returns: null, blocked: true });
    expect(steps[7]).toMatchObject({ call: 'getpeername', t_us: 202_000, returns: 0 });
    // Nobody sends to C, so the step that waits for it is never made, nor what stands behind it.
    expect(steps[8]).toMatchObject({ returns: null });
  });

  it('loses the segments that its rules mean, and says so of each', () => {
    const sent = brief(
      run({ faults: [{ direction: 'client->server', match: 'syn', nth: '1-2', action: 'drop' }] }, [{ at: 4_000 }]),
    );
    expect(sent.slice(0, 4)).toEqual([
      'client S 0 null 0 dropped',
      'client S 0 null 0 dropped',
      'client S 0 null 0 delivered',
      'server SA 0 1 0 delivered',
    ]);
  });

  it('counts from a moment on, in one connection, from one sequence number', () => {
    const sends = [1, 2, 3].map((n) => ({ at: 300 * n, process: 'C', call: 'send', fd: 'c', bytes: 10 }));
    const lostBy = (rule: object) =>
      run({ faults: [{ direction: 'client->server', match: 'data', action: 'drop', ...rule }] }, [
        ...sends,
        { at: 1_100 },
      ])
        .segments.filter((segment) => segment.fate === 'dropped')
        .map((segment) => segment.seq);
    expect(lostBy({ nth: 1, from_ms: 500 })).toEqual([11]);
    expect(lostBy({ nth: 1, seq: 21 })).toEqual([21]);
    expect(lostBy({ nth: 1, conn: 0 })).toEqual([1]);
    expect(lostBy({ conn: 1 })).toEqual([]);
    expect(lostBy({ to_ms: 100 })).toEqual([]);
  });

  it('hands a stranger’s segment to a host, which answers it', () => {
    const sent = brief(
      run({ inject: [{ at_ms: 300, as: 'client', flags: 'R', seq: 'nxt', ack: 'nxt' }] }, [{ at: 400 }]),
    );
    expect(sent.at(-1)).toBe('middle R 1 null 0 injected');
    const challenged = brief(run({ inject: [{ at_ms: 300, as: 'client', flags: 'R', seq: 'nxt+10' }] }, [{ at: 400 }]));
    expect(challenged.slice(-2)).toEqual(['middle R 11 null 0 injected', 'server A 1 1 0 delivered']);
  });

  it('has a damaged segment arrive and count for nothing', () => {
    const { segments, steps } = run({ faults: [{ match: 'data', nth: 1, action: 'corrupt' }] }, [
      { at: 300, process: 'C', call: 'send', fd: 'c', bytes: 10 },
      { at: 310, process: 'S', call: 'recv', fd: 'a', length: 10 },
      { at: 1_500 },
    ]);
    const data = segments.filter(({ len }) => len > 0);
    expect(data.map(({ fate }) => fate)).toEqual(['corrupted', 'delivered']);
    expect(steps[7]).toMatchObject({ returns: 10 });
    expect(steps[7]?.done_us).toBe(data[1]?.delivered_us);
  });

  it('drops what finds the queue of a slow link full', () => {
    const { segments } = run({ bandwidth_kbps: 1_000, queue_packets: 2 }, [
      { at: 300, process: 'C', call: 'send', fd: 'c', bytes: 14_000 },
      { at: 320 },
    ]);
    const data = segments.filter(({ len }) => len > 0);
    expect(data.slice(0, 5).map(({ fate }) => fate)).toEqual([
      'delivered',
      'delivered',
      'delivered',
      'dropped-queue',
      'dropped-queue',
    ]);
  });
});

it('an option that is set on a living connection takes effect there', () => {
  const sentAt = (before: readonly object[]) =>
    run({}, [
      { wait: 100 },
      ...before,
      { at: 200, process: 'C', call: 'send', fd: 'c', bytes: 10 },
      { at: 210, process: 'C', call: 'send', fd: 'c', bytes: 10 },
      { at: 400 },
    ])
      .segments.filter(({ len }) => len > 0)
      .map(({ t_us }) => t_us);
  // Nagle: the second small write waits until the first is acknowledged, 40 ms after it left.
  expect(sentAt([])).toEqual([200_000, 240_120]);
  expect(sentAt([{ process: 'C', call: 'setsockopt', fd: 'c', option: 'TCP_NODELAY', value: 1 }])).toEqual([
    200_000, 210_000,
  ]);
});

it('a wire script says what is wrong with it', () => {
  const error = (change: object) => {
    const parsed = parseWireScript(
      JSON.stringify({
        name: 'test',
        hosts: { client: '10.0.0.1' },
        processes: { C: { host: 'client' } },
        steps: [],
        ...change,
      }),
      'test.json',
    );
    return parsed.ok ? null : parsed.error.path;
  };
  expect(error({})).toBeNull();
  expect(error({ profile: { cc: 'vegas' } })).toBe('profile.cc');
  expect(error({ profile: { mtu: { server: 600 } } })).toBe('profile.mtu.server');
  expect(error({ steps: [{ at: -1 }] })).toBe('steps[0].at');
  expect(error({ network: { inject: [{ as: 'client', flags: 'A' }] } })).toBe('network.inject[0].at_ms');
  expect(error({ network: { inject: [{ at_ms: 1, as: 'client', flags: 'XX' }] } })).toBe('network.inject[0].flags');
  expect(error({ network: { faults: [{ nth: '5-2', action: 'drop' }] } })).toBe('network.faults[0].nth');
});

describe('a SYN that finds as many connections half open as the backlog allows', () => {
  const clients = ['C1', 'C2', 'C3'];
  const crowd = (backlog: number, later: readonly object[] = []) => {
    const text = JSON.stringify({
      name: 'test',
      network: {},
      hosts: { client: '10.0.0.1', server: '10.0.0.2' },
      processes: { S: { host: 'server' }, ...Object.fromEntries(clients.map((name) => [name, { host: 'client' }])) },
      steps: [
        ...OPENING.slice(0, 2),
        { process: 'S', call: 'listen', fd: 'ls', backlog },
        ...clients.map((process) => ({ process, call: 'socket', as: 'c' })),
        ...clients.map((process) => ({ process, call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 })),
        ...later,
        { at: 5_000 },
      ],
    });
    const parsed = parseWireScript(text, 'test.json');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    return runWire(parsed.value, 1);
  };
  const synAcks = ({ segments }: ReturnType<typeof crowd>, conn: number) =>
    segments.filter((each) => each.conn === conn && each.flags === 'SA').length;

  it('is answered by a cookie: an ACK that finds no room is dropped, and nothing repeats the SYN-ACK', () => {
    const result = crowd(1);
    // Two fit the accept queue of backlog + 1; the third takes itself for connected, and the server knows nothing of it.
    expect([0, 1, 2].map((conn) => synAcks(result, conn))).toEqual([1, 1, 1]);
    expect(result.steps.filter(({ call }) => call === 'connect').map(({ returns }) => returns)).toEqual([0, 0, 0]);
  });

  it('becomes a connection all the same when its ACK finds room', () => {
    const accepting = ['a', 'b', 'd'].map((as) => ({ process: 'S', call: 'accept', fd: 'ls', as }));
    const { steps } = crowd(2, [{ at: 300 }, ...accepting]);
    expect(steps.filter(({ call }) => call === 'accept').map(({ returns }) => returns)).toEqual([4, 5, 6]);
  });
});
