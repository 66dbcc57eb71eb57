import { empty } from '../base/empty.ts';
import { type Fresh, renewed } from '../base/fresh.ts';
import { ownHeap } from '../base/heap.ts';
import { drawRandom } from '../base/random.ts';
import { copyOfRecord } from '../base/record.ts';
import { getTable } from '../base/table.ts';
import { later, type Micros } from '../base/time.ts';
import { copyOfHost, ownHost } from '../kernel/copies.ts';
import type { Host } from '../kernel/host.ts';
import { renewSocket, type Turn as KernelTurn } from '../kernel/turn.ts';
import { carry } from '../network/carry.ts';
import type { Flight } from '../network/network.ts';
import { type ControlBlock, nextDeadline, type Outgoing } from '../tcp/index.ts';
import type { HostName, SocketId, TraceEvent } from '../trace/event.ts';
import type { NetworkRule } from '../trace/network-rules.ts';
import { RESOLUTION } from './icmp-answer.ts';
import { noteSent } from './note-sent.ts';
import type { Programs } from './programs.ts';
import { schedule } from './queue.ts';
import { copyOfWorld, type Event, type World, type WorkingWorld } from './world.ts';

/**
 * Events as they pass through the World, which is the passage's own: everything here writes into it, and into what of it is
 * fresh.
 */
export interface Passage {
  readonly world: WorkingWorld;
  readonly fresh: Fresh;
  readonly trace: TraceEvent[];
  readonly programs: Programs;
  /** Draws from the World's generator. */
  readonly random: () => number;
  /** The last that a thread was woken by. */
  resume: Resume | null;
  /** Of each host that something was done on: a turn is short, and what it is made of serves the next. */
  readonly visits: Map<HostName, Visit>;
}

type Resume = Extract<Event, { kind: 'resume' }>;

/** A passage through the next version of a World, of which nothing is `fresh` yet; what happens is appended to `trace`. */
export function passageFrom(before: World, programs: Programs, trace: TraceEvent[], fresh: Fresh): Passage {
  const world = copyOfWorld(before);
  if (fresh.lasting) world.queue = ownHeap(world.queue);
  return { world, fresh, trace, programs, random: () => draw(world), resume: null, visits: new Map() };
}

/** Puts an event into the queue. */
export function plan({ world, fresh }: Passage, time: Micros, event: Event): void {
  schedule(world, time, event, fresh.lasting);
}

/** Of a literal: the runtime forgets the shape of what a class makes when the last one is gone, and all that it has compiled for it. */
const visitOf = (passage: Passage, host: Host): Visit => ({
  host: renewed(host, passage.fresh, passage.fresh.lasting ? ownHost : copyOfHost),
  fresh: passage.fresh,
  own: null,
  known: null,
  owner: null,
  now: passage.world.now,
  emit,
  transmit,
  touched: [],
  woken: [],
  timeouts: [],
  passage,
});

interface Visit extends KernelTurn {
  now: Micros;
  readonly passage: Passage;
}

function emit(this: Visit, event: TraceEvent): void {
  this.passage.trace.push(event);
}

function transmit(this: Visit, socket: SocketId | null, outgoing: Outgoing, tcb: ControlBlock | null): void {
  const { passage, now } = this;
  const { world, fresh, random } = passage;
  const { name } = this.host;
  const { segment } = outgoing;
  const to = ownerOf(world, name, segment.destination.address);
  const carried = carry(world.network, segment, name, to, now, random, fresh);
  world.network = carried.network;
  // The receiver knows where both sides began when the sender has no connection (any more).
  const receiver = to === null || tcb !== null ? null : (world.hosts[to] ?? null);
  passage.trace.push(noteSent(this, receiver, carried.flight, outgoing, socket, tcb));
  scheduleFlight(passage, carried.flight);
  if (to === null) {
    const message = { code: 'host-unreachable', mtu: null, about: segment } as const;
    plan(passage, later(now, RESOLUTION), { kind: 'icmp', from: '', to: name, message, sentAt: now });
  }
  for (const { index, at } of carried.injections) plan(passage, at, { kind: 'injection', injection: index });
  if (carried.copy !== null) {
    noteCopy(passage, carried.copy, carried.flight, 'link-duplicates');
    scheduleFlight(passage, carried.copy);
  }
}

/** Lets one kernel do something, and takes over what it did: its segments, its wake-ups, its timers. */
export function inKernel<T>(passage: Passage, name: HostName, act: (turn: KernelTurn) => T): T {
  const turn = enterKernel(passage, name);
  const result = act(turn);
  leaveKernel(passage, turn);
  return result;
}

/** As `inKernel`, where so much happens that a function would be too much to make: `leaveKernel` is to follow. */
export function enterKernel(passage: Passage, name: HostName): KernelTurn {
  const { world, visits, fresh } = passage;
  const known = visits.get(name);
  if (known !== undefined) {
    known.now = world.now;
    known.own = null;
    return known;
  }
  const visit = visitOf(passage, world.hosts[name] as Host);
  visits.set(name, visit);
  const hosts = renewed(world.hosts, fresh, copyOfRecord);
  hosts[name] = visit.host;
  world.hosts = hosts;
  return visit;
}

export function leaveKernel(passage: Passage, turn: KernelTurn): void {
  const { world } = passage;
  const { touched, woken, timeouts } = turn;
  const { name } = turn.host;
  for (const id of touched) setAlarm(passage, turn, id);
  world.woken += woken.length;
  for (const { process, thread } of woken) {
    const { resume } = passage;
    // A thread that reads a long stream wakes for every segment: its events are one, for they say the same.
    if (resume === null || resume.thread !== thread || resume.process !== process || resume.host !== name) {
      passage.resume = { kind: 'resume', host: name, process, thread };
    }
    plan(passage, world.now, passage.resume as Resume);
  }
  for (const { process, thread, callId, at } of timeouts) {
    plan(passage, at, { kind: 'timeout', process, thread, callId });
  }
  empty(touched);
  empty(woken);
  empty(timeouts);
}

/** Sees to it that a socket's next deadline is looked at. */
function setAlarm(passage: Passage, turn: KernelTurn, id: SocketId): void {
  const socket = getTable(turn.host.sockets, id);
  const due = socket?.tcb ? nextDeadline(socket.tcb) : null;
  if (socket === undefined || due === null) return;
  if (socket.alarm !== null && socket.alarm <= due && socket.alarm > turn.now) return;
  const next = renewSocket(turn, id);
  if (next !== undefined) next.alarm = due;
  plan(passage, due, { kind: 'deadline', host: turn.host.name, socket: id });
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
  plan(passage, flight.endsAt, { kind: 'flight-ends', flight: flight.id });
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
