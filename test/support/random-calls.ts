import { bytesOf, filler } from '../../src/engine/base/bytes.ts';
import { drawRandom, type RandomState, seedRandom } from '../../src/engine/base/random.ts';
import { milliseconds } from '../../src/engine/base/time.ts';
import type { Call, MessageFlag, PollEvent } from '../../src/engine/posix/call.ts';
import type { Programs, Turn } from '../../src/engine/simulation/programs.ts';
import type { Setting } from '../../src/engine/simulation/setting.ts';
import type { Address } from '../../src/engine/wire/address.ts';

/** Two machines with two processes each, and a network that loses, delays and doubles. */
export const ROUGH_SETTING: Setting = {
  hosts: [
    { name: 'client', address: '10.0.0.1' as Address, profile: 'linux' },
    { name: 'server', address: '10.0.0.2' as Address, profile: 'linux' },
  ],
  processes: [
    { name: 'C1', host: 'client', root: false },
    { name: 'C2', host: 'client', root: false },
    { name: 'S1', host: 'server', root: false },
    { name: 'S2', host: 'server', root: true },
  ],
  delay: milliseconds(1),
  bandwidth: null,
  links: [
    ['client', 'server'],
    ['server', 'client'],
  ].map(([from = '', to = '']) => ({
    from,
    to,
    delay: milliseconds(1),
    bandwidth: null,
    faults: [
      { match: { kind: 'any', nth: null, rate: 0.02 }, effect: { kind: 'drop' } },
      { match: { kind: 'any', nth: null, rate: 0.02 }, effect: { kind: 'delay', by: milliseconds(3) } },
      { match: { kind: 'any', nth: null, rate: 0.02 }, effect: { kind: 'duplicate', after: milliseconds(1) } },
      { match: { kind: 'any', nth: null, rate: 0.02 }, effect: { kind: 'corrupt' } },
    ],
    jitter: milliseconds(2),
  })),
  plan: [
    { at: milliseconds(400), change: { kind: 'link', host: 'client', peer: null, both: true, change: { down: true } } },
    { at: milliseconds(600), change: { kind: 'filter', host: 'server', port: 8081, policy: 'icmp-host-prohibited' } },
    {
      at: milliseconds(700),
      change: { kind: 'link', host: 'client', peer: null, both: true, change: { down: false } },
    },
    { at: milliseconds(900), change: { kind: 'power', host: 'server', on: false } },
    { at: milliseconds(950), change: { kind: 'power', host: 'server', on: true } },
  ],
};

interface Monkey {
  readonly random: RandomState;
  readonly made: number;
}

const PROCESSES = ['C1', 'C2', 'S1', 'S2'] as const;

/** A listener and two connections to it, so that what follows has something to go wrong with. */
const PRELUDE: readonly (readonly [process: string, call: Call])[] = [
  ['S1', { name: 'socket', family: 'AF_INET', nonblocking: true }],
  ['S1', { name: 'setsockopt', fd: 3, option: 'SO_REUSEADDR', value: 1 }],
  ['S1', { name: 'bind', fd: 3, address: '10.0.0.2' as Address, port: 8080 }],
  ['S1', { name: 'listen', fd: 3, backlog: 5 }],
  ['C1', { name: 'socket', family: 'AF_INET', nonblocking: false }],
  ['C1', { name: 'connect', fd: 3, address: '10.0.0.2' as Address, port: 8080 }],
  ['C2', { name: 'socket', family: 'AF_INET', nonblocking: true }],
  ['C2', { name: 'connect', fd: 3, address: '10.0.0.2' as Address, port: 8080 }],
  ['S1', { name: 'accept', fd: 3, nonblocking: true }],
];

/** Programs that make `count` calls without sense: any call, on any descriptor, in any order. Seeded. */
export function randomCalls(seed: number, count: number): Programs {
  return {
    initial: { random: seedRandom(seed), made: 0 } satisfies Monkey,
    minimumTurn: milliseconds(1),
    next: (state, view) => {
      const { made, random } = state as Monkey;
      const draw = drawer(random);
      const running = PROCESSES.filter((process) => view.activity(process) === 'running');
      const asleep = PROCESSES.filter((process) => view.activity(process) === 'blocked');
      const prelude = PRELUDE[made];
      let turn: Turn;
      if (made >= count || running.length + asleep.length === 0) return { state, turn: { kind: 'end' } };
      if (prelude !== undefined && view.activity(prelude[0]) === 'running')
        turn = callTurn(prelude[0], prelude[1], made);
      // When everybody sleeps time passes, and now and then somebody is killed.
      else if (running.length === 0 && draw.below(4) > 0)
        turn = { kind: 'wait', duration: milliseconds(500), step: made };
      else if (running.length === 0) turn = callTurn(draw.of(asleep), { name: 'kill' }, made);
      else if (draw.below(60) === 0) turn = { kind: 'wait', duration: milliseconds(draw.below(3_000)), step: made };
      else turn = callTurn(draw.of(running), callOf(draw), made);
      const made1 = turn.kind === 'call' ? made + 1 : made;
      return { state: { random: draw.state(), made: made1 } satisfies Monkey, turn };
    },
    returned: (state) => state,
    forked: (state) => state,
    seized: (state) => state,
  };
}

/** Who may come to be: children by their names, threads by theirs. */
const CHILDREN = ['K0', 'K1', 'K2', 'K3'] as const;
const THREADS = ['main', 't0', 't1'] as const;

/** The same with processes that fork, start threads and share descriptors, each thread calling when it runs. */
export function randomFamilies(seed: number, count: number): Programs {
  return {
    ...randomCalls(seed, count),
    next: (state, view) => {
      const { made, random } = state as Monkey;
      const draw = drawer(random);
      const all = [...PROCESSES, ...CHILDREN].flatMap((process) =>
        THREADS.map((thread) => ({ process, thread, is: view.activity(process, thread) })),
      );
      const running = all.filter(({ is }) => is === 'running');
      const asleep = all.filter(({ is }) => is === 'blocked');
      const prelude = PRELUDE[made];
      let turn: Turn;
      if (made >= count || running.length + asleep.length === 0) return { state, turn: { kind: 'end' } };
      if (prelude !== undefined && view.activity(prelude[0]) === 'running')
        turn = callTurn(prelude[0], prelude[1], made);
      else if (running.length === 0 && draw.below(4) > 0)
        turn = { kind: 'wait', duration: milliseconds(500), step: made };
      else if (running.length === 0) turn = callTurn(draw.of(asleep).process, { name: 'kill' }, made);
      else {
        const { process, thread } = draw.of(running);
        const call = draw.below(3) === 0 ? familyCallOf(draw) : callOf(draw);
        turn = callTurn(process, call, made, view.threadNumber(process, thread));
      }
      const made1 = turn.kind === 'call' ? made + 1 : made;
      return { state: { random: draw.state(), made: made1 } satisfies Monkey, turn };
    },
  };
}

function familyCallOf(draw: Draw): Call {
  const fd = draw.of([0, 3, 3, 4, 5, 9, -1]);
  const calls: (() => Call)[] = [
    () => ({ name: 'dup', fd }),
    () => ({ name: 'dup2', fd, newfd: draw.of([0, 3, 4, 7, 1024, -1]) }),
    () => ({ name: 'close', fd }),
    () => ({ name: 'fork', child: draw.of(CHILDREN) }),
    () => ({ name: 'thread', thread: draw.of(['t0', 't1']) }),
    () => ({ name: 'accept', fd: 3, nonblocking: false }),
    // Often enough for one thread to close what another sleeps in.
    () => ({ name: 'thread', thread: draw.of(['t0', 't1']) }),
    () => ({ name: 'socket', family: 'AF_INET', nonblocking: false }),
    () => ({ name: 'recv', fd, length: 100, flags: [] }),
    () => ({ name: 'recv', fd: 3, length: 100, flags: [] }),
    () => ({ name: 'poll', fds: [{ fd: 3, events: ['POLLIN'] }], timeout: -1 }),
    () => ({ name: 'close', fd: 3 }),
  ];
  return draw.of(calls)();
}

const callTurn = (process: string, call: Call, step: number, thread = 0): Turn => ({
  kind: 'call',
  process,
  thread,
  call,
  names: { fd: null, as: null },
  step,
});

interface Draw {
  readonly below: (limit: number) => number;
  readonly of: <T>(choices: readonly T[]) => T;
  readonly state: () => RandomState;
}

function drawer(initial: RandomState): Draw {
  let random = initial;
  const below = (limit: number): number => {
    const { value, state } = drawRandom(random);
    random = state;
    return Math.floor(value * limit);
  };
  return { below, of: (choices) => choices[below(choices.length)] as (typeof choices)[number], state: () => random };
}

const EPOLL_EVENTS = ['EPOLLIN', 'EPOLLOUT', 'EPOLLRDHUP', 'EPOLLET', 'EPOLLONESHOT', 'EPOLLEXCLUSIVE'] as const;

function callOf(draw: Draw): Call {
  const fd = draw.below(25) === 0 ? draw.of([0, -1, 99, 8]) : draw.of([3, 3, 3, 4, 4, 5]);
  const odd = draw.below(10) === 0;
  const address = (
    odd ? draw.of(['0.0.0.0', '127.0.0.1', '10.0.0.9']) : draw.of(['10.0.0.1', '10.0.0.2', '10.0.0.2'])
  ) as Address;
  const port = draw.of([8080, 8080, 8080, 8081, 80, 0, 65535]);
  const nonblocking = draw.below(8) > 0;
  const flags = (['MSG_DONTWAIT', 'MSG_NOSIGNAL', 'MSG_PEEK', 'MSG_WAITALL'] as const).filter(
    (flag: MessageFlag) => flag === 'MSG_NOSIGNAL' || draw.below(flag === 'MSG_DONTWAIT' ? 2 : 6) === 0,
  );
  const calls: (() => Call)[] = [
    () => ({ name: 'socket', family: draw.of(['AF_INET', 'AF_INET', 'AF_INET6']), nonblocking }),
    () => ({ name: 'socket', family: 'AF_INET', nonblocking: true }),
    () => ({ name: 'bind', fd, address, port }),
    () => ({ name: 'listen', fd, backlog: draw.of([0, 1, 5, -1]) }),
    () => ({ name: 'connect', fd, address: draw.below(20) === 0 ? null : address, port }),
    () => ({ name: 'connect', fd, address, port: 8080 }),
    () => ({ name: 'accept', fd, nonblocking }),
    () => ({ name: 'send', fd, data: draw.below(2) === 0 ? bytesOf('hello') : filler(draw.below(200_000)), flags }),
    () => ({ name: 'recv', fd, length: draw.of([0, 1, 100, 100_000]), flags }),
    () => ({ name: 'send', fd, data: filler(1 + draw.below(5_000)), flags: ['MSG_DONTWAIT', 'MSG_NOSIGNAL'] }),
    () => ({ name: 'recv', fd, length: 2_000, flags: ['MSG_DONTWAIT'] }),
    () => ({ name: 'recv', fd, length: 20_000, flags: ['MSG_DONTWAIT'] }),
    () => ({ name: 'shutdown', fd, how: draw.of(['SHUT_RD', 'SHUT_WR', 'SHUT_RDWR', 9] as const) }),
    () => ({ name: 'close', fd }),
    () => ({ name: 'getsockname', fd }),
    () => ({ name: 'getpeername', fd }),
    () => ({
      name: 'setsockopt',
      fd,
      option: draw.of(['SO_REUSEADDR', 'SO_REUSEPORT', 'SO_LINGER', 'SO_RCVBUF', 'TCP_NODELAY', 'SO_TYPE']),
      value: draw.of([0, 1, 5000, { onoff: 1, seconds: 0 }, { onoff: 1, seconds: 2 }]),
    }),
    () => ({ name: 'getsockopt', fd, option: draw.of(['SO_ERROR', 'SO_REUSEADDR', 'SO_ACCEPTCONN', 'SO_RCVTIMEO']) }),
    () => ({ name: 'fcntl', fd, option: 'O_NONBLOCK', value: nonblocking }),
    () => ({
      name: 'poll',
      fds: [{ fd, events: ['POLLIN', 'POLLOUT'] as PollEvent[] }],
      timeout: draw.of([0, 0, 10, -1]),
    }),
    () => ({ name: 'select', nfds: fd + 1, read: [fd], write: [3, fd], except: null, timeout: draw.of([0, 0, 10]) }),
    () => ({ name: 'read', fd, length: draw.of([0, 1, 1000]) }),
    () => ({ name: 'write', fd, data: bytesOf('hello') }),
    () => ({ name: 'epoll_create1', cloexec: odd }),
    () => ({
      name: 'epoll_ctl',
      fd,
      op: draw.of(['EPOLL_CTL_ADD', 'EPOLL_CTL_ADD', 'EPOLL_CTL_MOD', 'EPOLL_CTL_DEL'] as const),
      target: draw.of([3, 4, 5, 6]),
      events: EPOLL_EVENTS.filter(() => draw.below(3) === 0),
    }),
    () => ({ name: 'epoll_wait', fd, maxevents: draw.of([0, 1, 8]), timeout: draw.of([0, 0, 10]) }),
    () => ({ name: 'setsockopt', fd, option: 'SO_RCVTIMEO', value: { seconds: 0, micros: draw.of([0, 20_000]) } }),
  ];
  return draw.below(400) === 0 ? { name: 'exit' } : draw.of(calls)();
}
