import { micros, milliseconds } from '../../../src/engine/base/time.ts';
import type { Recording } from '../../../src/engine/history/recording.ts';
import type { Call } from '../../../src/engine/posix/call.ts';
import type { Programs, ProgramsView, Turn } from '../../../src/engine/simulation/programs.ts';
import type { Address } from '../../../src/engine/wire/address.ts';

const SERVER = '10.0.1.0' as Address;
const PORT = 8080;
/** A client begins so often: with 10 ms each way some 80 handshakes are under way at a time, which the SYN queue holds. */
const PACE = micros(250);
const HOSTS = 25;

/** What the server does first; the clients' calls follow, two each. */
const OPENING: readonly Call[] = [
  { name: 'socket', family: 'AF_INET', nonblocking: false },
  { name: 'bind', fd: 3, address: SERVER, port: PORT },
  { name: 'listen', fd: 3, backlog: 1024 },
];

/** So many clients, each a process of its own on one of 25 hosts, that connect to one server, which accepts them all. */
export function crowd(clients: number): Recording {
  const names = Array.from({ length: clients }, (_, index) => `C${index}`);
  const hosts = Array.from({ length: HOSTS }, (_, index) => ({
    name: `client${index}`,
    address: `10.0.0.${index + 1}` as Address,
    profile: 'linux' as const,
  }));
  return {
    setting: {
      hosts: [{ name: 'server', address: SERVER, profile: 'linux' }, ...hosts],
      processes: [
        { name: 'S', host: 'server', root: false },
        ...names.map((name, index) => ({ name, host: `client${index % HOSTS}`, root: false })),
      ],
      delay: milliseconds(10),
      bandwidth: null,
      links: [],
    },
    programs: programsOf(names),
    seed: 1,
    actions: [],
  };
}

/** The programs' state is how many turns they took, the server's calls of accept apart. */
function programsOf(clients: readonly string[]): Programs {
  return {
    initial: 0,
    minimumTurn: PACE,
    clocked: true,
    next: (state, view) => nextTurn(clients, state as number, view),
    returned: (state) => state,
    seized: (state) => state,
    forked: (state) => state,
  };
}

function nextTurn(clients: readonly string[], turns: number, view: ProgramsView): { state: number; turn: Turn } {
  const opening = OPENING[turns];
  if (opening !== undefined) return { state: turns + 1, turn: callOf('S', opening, turns) };
  if (view.activity('S') === 'running') {
    return { state: turns, turn: callOf('S', { name: 'accept', fd: 3, nonblocking: false }, turns) };
  }
  const made = turns - OPENING.length;
  const client = clients[made >> 1];
  if (client === undefined) return { state: turns, turn: { kind: 'stall' } };
  const call: Call =
    made % 2 === 0
      ? { name: 'socket', family: 'AF_INET', nonblocking: false }
      : { name: 'connect', fd: 3, address: SERVER, port: PORT };
  return { state: turns + 1, turn: callOf(client, call, turns) };
}

const callOf = (process: string, call: Call, step: number): Turn => ({
  kind: 'call',
  process,
  call,
  names: { fd: null, as: null },
  step,
});
