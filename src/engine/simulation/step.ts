import { deepFreeze } from '../base/freeze.ts';
import { drawRandom } from '../base/random.ts';
import { withEntry } from '../base/record.ts';
import { getTable } from '../base/table.ts';
import { later, type Micros } from '../base/time.ts';
import { arrive, receiverOf } from '../kernel/arrive.ts';
import { type Entering, enterCall, type Returned, resumeCall, timeOut } from '../kernel/call.ts';
import { deadline } from '../kernel/deadline.ts';
import type { Caller } from '../kernel/calls/answer.ts';
import { copyOfHost } from '../kernel/copies.ts';
import type { Host } from '../kernel/host.ts';
import { renewSocket, type Turn as KernelTurn } from '../kernel/turn.ts';
import { carry, delayFlight, duplicateFlight, land } from '../network/carry.ts';
import { injectedSegment } from '../network/injection.ts';
import { type Flight, flightProgress } from '../network/network.ts';
import { nextDeadline } from '../tcp/index.ts';
import type { HostName, ProcessName, TraceEvent } from '../trace/event.ts';
import type { Action } from './action.ts';
import { noteSent } from './note-sent.ts';
import type { Programs } from './programs.ts';
import { schedule } from './queue.ts';
import { hostOfProcess, viewOf } from './view.ts';
import { copyOfWorld, type Event, type World, type WorkingWorld } from './world.ts';

/** What one event did. */
export interface Stepped {
  readonly world: World;
  /** What happened, in order. */
  readonly trace: readonly TraceEvent[];
}

/** One event as it passes through the World, which is the passage's own: everything here writes into it. */
interface Passage {
  readonly world: WorkingWorld;
  readonly trace: TraceEvent[];
  readonly programs: Programs;
}

/**
 * The World after an event. Pure: no clock, no chance but the World's own generator, no callback but to the programs it
 * is given, which are pure as well.
 */
export function step(world: World, event: Event, programs: Programs): Stepped {
  const next = copyOfWorld(world);
  const trace = happen(next, event, programs);
  return { world: frozen(next), trace };
}

/** Lets an event happen to a World in the making, and answers with what it did. */
export function happen(world: WorkingWorld, event: Event, programs: Programs): readonly TraceEvent[] {
  const passage: Passage = { world, trace: [], programs };
  pass(passage, event);
  if (event.kind !== 'turn' || passage.trace.length > 0) scheduleTurn(passage);
  return passage.trace;
}

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

/** Freezing finds whoever writes into a World; it costs time, so that a build for users does without. */
const FREEZES = typeof process === 'undefined' || process.env['NODE_ENV'] !== 'production';

/** The World, finished. */
export const frozen = (world: World): World => (FREEZES ? deepFreeze(world) : world);

function pass(passage: Passage, event: Event): void {
  switch (event.kind) {
    case 'flight-ends':
      return endFlight(passage, event.flight);
    case 'deadline':
      return inKernel(passage, event.host, (turn) => deadline(turn, event.socket));
    case 'resume':
      return resume(passage, event.host, event);
    case 'timeout': {
      const host = hostOfProcess(passage.world, event.process);
      if (host !== undefined) inKernel(passage, host.name, (turn) => timeOut(turn, event, event.callId));
      return;
    }
    case 'injection':
      return inject(passage, event.injection);
    case 'turn':
      return takeTurn(passage);
    case 'action':
      passage.world.now = event.time;
      return act(passage, event.action);
  }
}

/** Lets one kernel do something, and takes over what it did: its segments, its wake-ups, its timers. */
function inKernel<T>(passage: Passage, name: HostName, act: (turn: KernelTurn) => T): T {
  const { world } = passage;
  const turn: KernelTurn = {
    host: copyOfHost(world.hosts[name] as Host),
    now: world.now,
    emit: (event) => passage.trace.push(event),
    transmit: (socket, outgoing, tcb) => {
      const { segment } = outgoing;
      const to = ownerOf(world, name, segment.destination.address);
      const carried = carry(world.network, segment, name, to, world.now, () => draw(world));
      world.network = carried.network;
      passage.trace.push(noteSent(turn, world.hosts[to ?? ''] ?? null, carried.flight, outgoing, socket, tcb));
      scheduleFlight(passage, carried.flight);
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

function draw(world: WorkingWorld): number {
  const { value, state } = drawRandom(world.random);
  world.random = state;
  return value;
}

/** The host that has an address; the sender itself for its own and for loopback. */
function ownerOf(world: World, sender: HostName, address: string): HostName | null {
  if (address.startsWith('127.')) return sender;
  for (const name in world.hosts) if (world.hosts[name]?.address === address) return name;
  return null;
}

function scheduleFlight(passage: Passage, flight: Flight): void {
  schedule(passage.world, flight.endsAt, { kind: 'flight-ends', flight: flight.id });
}

const aboutFlight = (flight: Flight, at: Micros) => ({
  at,
  flight: flight.id,
  from: flight.from,
  to: flight.to,
  segment: flight.segment,
});

function noteCopy(
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

function lose(passage: Passage, flight: Flight, rule: NonNullable<Flight['lostBy']>, progress: number): void {
  passage.trace.push({ ...aboutFlight(flight, passage.world.now), kind: 'lost', host: flight.from, rule, progress });
}

function endFlight(passage: Passage, id: number): void {
  const flight = getTable(passage.world.network.flights, id);
  if (flight === undefined) return;
  passage.world.network = land(passage.world.network, id);
  if (flight.lostBy !== null) {
    lose(passage, flight, flight.lostBy, flight.reaches);
    return;
  }
  inKernel(passage, flight.to, (turn) => {
    const socket = receiverOf(turn, flight.segment);
    const { from, to, segment } = flight;
    const rule = 'link-carries';
    turn.emit({ at: turn.now, flight: id, from, to, segment, kind: 'arrived', host: to, rule, socket });
    arrive(turn, segment);
  });
}

/** A segment of a stranger's making arrives at once. */
function inject(passage: Passage, index: number): void {
  const { network, hosts, now } = passage.world;
  const injection = network.injections?.[index];
  const from = injection === undefined ? undefined : hosts[injection.as];
  if (injection === undefined || from === undefined) return;
  const segment = injectedSegment(injection, network.seen ?? [], from.address);
  const to = segment === null ? null : ownerOf(passage.world, from.name, segment.destination.address);
  if (segment === null || to === null) return;
  const flight = network.nextFlight;
  passage.world.network = { ...network, nextFlight: flight + 1 };
  inKernel(passage, to, (turn) => {
    const socket = receiverOf(turn, segment);
    const about = { at: now, flight, from: from.name, to, segment, host: to };
    turn.emit({ ...about, kind: 'injected', rule: 'segment-injected', socket });
    arrive(turn, segment);
  });
}

function resume(passage: Passage, host: HostName, { process, thread }: Caller): void {
  passage.world.woken--;
  const returned = inKernel(passage, host, (turn) => resumeCall(turn, { process, thread }));
  if (returned !== null) tellPrograms(passage, returned);
}

function tellPrograms(passage: Passage, { process, names, result }: Returned): void {
  const { world, programs } = passage;
  const state = programs.returned(world.programs.state, process, names, result);
  if (state !== world.programs.state) world.programs = { ...world.programs, state };
}

function makeCall(passage: Passage, process: ProcessName, entering: Omit<Entering, 'callId'>): void {
  const host = hostOfProcess(passage.world, process);
  if (host === undefined) return;
  const callId = passage.world.nextCall;
  passage.world.nextCall++;
  const returned = inKernel(passage, host.name, (turn) =>
    enterCall(turn, { process, thread: 0 }, { ...entering, callId }),
  );
  if (returned !== null) tellPrograms(passage, returned);
}

function act(passage: Passage, action: Action): void {
  if (action.kind === 'call') {
    const { world, programs } = passage;
    const state = programs.seized(world.programs.state, action.process);
    world.programs = { ...world.programs, state };
    makeCall(passage, action.process, { call: action.call, names: action.names, step: null });
    return;
  }
  const flight = getTable(passage.world.network.flights, action.flight);
  if (flight === undefined) return;
  const { now } = passage.world;
  if (action.kind === 'drop') {
    passage.world.network = land(passage.world.network, flight.id);
    lose(passage, flight, 'dropped-by-hand', flightProgress(flight, now));
  } else if (action.kind === 'delay') {
    const delayed = delayFlight(passage.world.network, flight, action.by);
    passage.world.network = delayed.network;
    passage.trace.push({
      ...aboutFlight(flight, now),
      kind: 'delayed',
      host: flight.from,
      rule: 'delayed-by-hand',
      arrives: delayed.flight.endsAt,
    });
    scheduleFlight(passage, delayed.flight);
  } else {
    const doubled = duplicateFlight(passage.world.network, flight);
    passage.world.network = doubled.network;
    noteCopy(passage, doubled.flight, flight, 'duplicated-by-hand');
    scheduleFlight(passage, doubled.flight);
  }
}

/** No segment is under way and no thread can run: only timers, programs and the user can make something happen. */
export const isQuiet = (world: World): boolean => world.network.flights.size === 0 && world.woken === 0;

/** Whether the programs may take a turn now. */
const isTheirTurn = (world: World, { clocked }: Programs): boolean =>
  clocked === true ? world.woken === 0 : isQuiet(world);

/** Gives the programs their next turn as soon as the World is quiet, unless that is arranged already. */
function scheduleTurn(passage: Passage): void {
  const { world } = passage;
  if (world.programs.ended || world.programs.scheduled !== null) return;
  if (!isTheirTurn(world, passage.programs)) return;
  arrangeTurn(world);
}

/** Puts the programs' next turn into the queue. */
export function arrangeTurn(world: WorkingWorld): void {
  const time = world.programs.notBefore > world.now ? world.programs.notBefore : world.now;
  world.programs = { ...world.programs, scheduled: world.nextInsertion };
  schedule(world, time, { kind: 'turn' });
}

function takeTurn(passage: Passage): void {
  const { world, programs } = passage;
  world.programs = { ...world.programs, scheduled: null };
  // A timer may have fired since the turn was arranged: then the programs wait for quiet again.
  if (!isTheirTurn(world, programs)) return;
  const { state, turn } = programs.next(world.programs.state, viewOf(world));
  const record = { ...world.programs, state };
  switch (turn.kind) {
    case 'call':
      world.programs = { ...record, notBefore: later(world.now, programs.minimumTurn) };
      return makeCall(passage, turn.process, { call: turn.call, names: turn.names, step: turn.step });
    case 'wait':
      world.programs = { ...record, notBefore: later(world.now, turn.duration) };
      passage.trace.push({
        at: world.now,
        host: null,
        kind: 'wait',
        rule: 'script',
        duration: turn.duration,
        step: turn.step,
      });
      return;
    case 'refuse': {
      world.programs = { ...record, notBefore: later(world.now, programs.minimumTurn) };
      const host = hostOfProcess(world, turn.process)?.name ?? '';
      passage.trace.push({
        at: world.now,
        host,
        kind: 'refused',
        rule: turn.rule,
        process: turn.process,
        call: turn.call,
        step: turn.step,
      });
      return;
    }
    case 'stall':
      world.programs = record;
      return;
    case 'end':
      world.programs = { ...record, ended: true };
  }
}
