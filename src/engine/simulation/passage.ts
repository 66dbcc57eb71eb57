import { drawRandom } from '../base/random.ts';
import { withEntry } from '../base/record.ts';
import { getTable } from '../base/table.ts';
import { later, type Micros } from '../base/time.ts';
import { copyOfHost } from '../kernel/copies.ts';
import type { Host } from '../kernel/host.ts';
import { renewSocket, type Turn as KernelTurn } from '../kernel/turn.ts';
import { carry } from '../network/carry.ts';
import type { Flight } from '../network/network.ts';
import { nextDeadline } from '../tcp/index.ts';
import type { HostName, TraceEvent } from '../trace/event.ts';
import type { NetworkRule } from '../trace/network-rules.ts';
import { RESOLUTION } from './icmp-answer.ts';
import { noteSent } from './note-sent.ts';
import type { Programs } from './programs.ts';
import { schedule } from './queue.ts';
import type { World, WorkingWorld } from './world.ts';

/** One event as it passes through the World, which is the passage's own: everything here writes into it. */
export interface Passage {
  readonly world: WorkingWorld;
  readonly trace: TraceEvent[];
  readonly programs: Programs;
}

/** Lets one kernel do something, and takes over what it did: its segments, its wake-ups, its timers. */
export function inKernel<T>(passage: Passage, name: HostName, act: (turn: KernelTurn) => T): T {
  const { world } = passage;
  const turn: KernelTurn = {
    host: copyOfHost(world.hosts[name] as Host),
    own: null,
    now: world.now,
    emit: (event) => passage.trace.push(event),
    transmit: (socket, outgoing, tcb) => {
      const { segment } = outgoing;
      const to = ownerOf(world, name, segment.destination.address);
      const carried = carry(world.network, segment, name, to, world.now, () => draw(world));
      world.network = carried.network;
      passage.trace.push(noteSent(turn, world.hosts[to ?? ''] ?? null, carried.flight, outgoing, socket, tcb));
      scheduleFlight(passage, carried.flight);
      if (to === null) {
        const message = { code: 'host-unreachable', mtu: null, about: segment } as const;
        const at = later(world.now, RESOLUTION);
        schedule(world, at, { kind: 'icmp', from: '', to: name, message, sentAt: world.now });
      }
      for (const { index, at } of carried.injections) schedule(world, at, { kind: 'injection', injection: index });
      if (carried.copy !== null) {
        noteCopy(passage, carried.copy, carried.flight, 'link-duplicates');
        scheduleFlight(passage, carried.copy);
      }
    },
    touched: [],
    woken: [],
    timeouts: [],
  };
  const result = act(turn);
  for (const id of turn.touched) {
    const socket = getTable(turn.host.sockets, id);
    const due = socket?.tcb ? nextDeadline(socket.tcb) : null;
    if (
      socket === undefined ||
      due === null ||
      (socket.alarm !== null && socket.alarm <= due && socket.alarm > world.now)
    )
      continue;
    const next = renewSocket(turn, id);
    if (next !== undefined) next.alarm = due;
    schedule(world, due, { kind: 'deadline', host: name, socket: id });
  }
  for (const { process, thread } of turn.woken) {
    schedule(world, world.now, { kind: 'resume', host: name, process, thread });
  }
  for (const { process, thread, callId, at } of turn.timeouts) {
    schedule(world, at, { kind: 'timeout', process, thread, callId });
  }
  world.hosts = withEntry(world.hosts, name, turn.host as Host);
  world.woken += turn.woken.length;
  return result;
}

export function draw(world: WorkingWorld): number {
  const { value, state } = drawRandom(world.random);
  world.random = state;
  return value;
}

/** The host that has an address; the sender itself for its own and for loopback. */
export function ownerOf(world: World, sender: HostName, address: string): HostName | null {
  if (address.startsWith('127.')) return sender;
  for (const name in world.hosts) if (world.hosts[name]?.address === address) return name;
  return null;
}

export function scheduleFlight(passage: Passage, flight: Flight): void {
  schedule(passage.world, flight.endsAt, { kind: 'flight-ends', flight: flight.id });
}

export const aboutFlight = (flight: Flight, at: Micros) => ({
  at,
  flight: flight.id,
  from: flight.from,
  to: flight.to,
  segment: flight.segment,
});

export function noteCopy(
  passage: Passage,
  copy: Flight,
  original: Flight,
  rule: 'link-duplicates' | 'duplicated-by-hand',
): void {
  passage.trace.push({
    ...aboutFlight(copy, passage.world.now),
    kind: 'copied',
    host: copy.from,
    rule,
    original: original.id,
    arrives: copy.endsAt,
  });
}

export function lose(passage: Passage, flight: Flight, rule: NetworkRule, progress: number): void {
  passage.trace.push({ ...aboutFlight(flight, passage.world.now), kind: 'lost', host: flight.from, rule, progress });
}
