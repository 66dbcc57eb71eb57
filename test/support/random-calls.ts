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
    ],
  })),
};

interface Monkey {
  readonly random: RandomState;
  readonly made: number;
}

/** Programs that make `count` calls without sense: any call, on any descriptor, in any order. Seeded. */
export function randomCalls(seed: number, count: number): Programs {
  return {
    initial: { random: seedRandom(seed), made: 0 } satisfies Monkey,
    minimumTurn: milliseconds(1),
    next: (state, view) => {
      const { made, random } = state as Monkey;
      if (made >= count) return { state, turn: { kind: 'end' } };
      const draw = drawer(random);
      const process = draw.of(['C1', 'C2', 'S1', 'S2'] as const);
      const turn = turnOf(draw, process, view.activity(process), made);
      return { state: { random: draw.state(), made: made + 1 } satisfies Monkey, turn };
    },
    returned: (state) => state,
    seized: (state) => state,
  };
}

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

function turnOf(draw: Draw, process: string, activity: 'running' | 'blocked' | 'ended', step: number): Turn {
  const names = { fd: null, as: null };
  if (activity !== 'running') {
    // Time passes; now and then somebody who sleeps is killed, so that not all of them end up asleep.
    if (activity === 'blocked' && draw.below(400) === 0)
      return { kind: 'call', process, call: { name: 'kill' }, names, step };
    return { kind: 'refuse', process, call: { name: 'exit' }, rule: 'call-while-blocked', step };
  }
  if (draw.below(50) === 0) return { kind: 'wait', duration: milliseconds(draw.below(3_000)), step };
  return { kind: 'call', process, call: callOf(draw), names, step };
}

function callOf(draw: Draw): Call {
  const fd = draw.of([3, 3, 3, 4, 4, 5, 6, 7, 0, -1, 99]);
  const address = draw.of(['10.0.0.1', '10.0.0.2', '10.0.0.2', '0.0.0.0', '127.0.0.1', '10.0.0.9'] as Address[]);
  const port = draw.of([8080, 8080, 8080, 8081, 80, 0, 65535]);
  const nonblocking = draw.below(3) > 0;
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
  ];
  return draw.below(3_000) === 0 ? { name: 'exit' } : draw.of(calls)();
}
