import { nothingFresh } from '../base/fresh.ts';
import { later } from '../base/time.ts';
import { type Entering, enterCall, type Returned, resumeCall, timeOut } from '../kernel/call.ts';
import type { Caller } from '../kernel/calls/answer.ts';
import { deadline } from '../kernel/deadline.ts';
import type { HostName, SocketId, TraceEvent } from '../trace/event.ts';
import { actOnFlight } from './act.ts';
import type { Action } from './action.ts';
import { arrangeTurn } from './arrange-turn.ts';
import { makeChange } from './change.ts';
import { endFlight, inject, takeIcmp } from './deliver.ts';
import { frozen } from './frozen.ts';
import { enterKernel, inKernel, leaveKernel, type Passage, passageFrom } from './passage.ts';
import type { Programs } from './programs.ts';
import { hostOfProcess, viewOf } from './view.ts';
import { type Event, renewPrograms, type World } from './world.ts';

/** What one event did. */
export interface Stepped {
  readonly world: World;
  /** What happened, in order. */
  readonly trace: readonly TraceEvent[];
}

/**
 * The World after an event. Pure: no clock, no chance but the World's own generator, no callback but to the programs it
 * is given, which are pure as well. `trace`: what a whole run gathers, to which this event's is appended.
 */
export function step(world: World, event: Event, programs: Programs, trace: TraceEvent[] = []): Stepped {
  const passage = passageFrom(world, programs, trace, nothingFresh(false));
  happen(passage, event);
  return { world: frozen(passage.world), trace };
}

/** Lets an event happen to a World in the making, and appends what it did to the trace. True: it did something. */
export function happen(passage: Passage, event: Event): boolean {
  const { trace } = passage;
  const before = trace.length;
  pass(passage, event);
  if (event.kind !== 'turn' || trace.length > before) scheduleTurn(passage);
  return trace.length > before;
}

function pass(passage: Passage, event: Event): void {
  switch (event.kind) {
    case 'flight-ends':
      return endFlight(passage, event.flight);
    case 'deadline':
      return look(passage, event.host, event.socket);
    case 'resume':
      return resume(passage, event.host, event);
    case 'timeout': {
      const host = hostOfProcess(passage.world, event.process);
      if (host !== undefined) inKernel(passage, host.name, (turn) => timeOut(turn, event, event.callId));
      return;
    }
    case 'injection':
      return inject(passage, event.injection);
    case 'icmp':
      return takeIcmp(passage, event);
    case 'planned':
      return makeChange(passage, event.change, 'scenario');
    case 'turn':
      return takeTurn(passage);
    case 'action':
      passage.world.now = event.time;
      return act(passage, event.action);
  }
}

function look(passage: Passage, host: HostName, socket: SocketId): void {
  const turn = enterKernel(passage, host);
  deadline(turn, socket);
  leaveKernel(passage, turn);
}

function resume(passage: Passage, host: HostName, { process, thread }: Caller): void {
  passage.world.woken--;
  const turn = enterKernel(passage, host);
  const returned = resumeCall(turn, { process, thread });
  leaveKernel(passage, turn);
  if (returned !== null) tellPrograms(passage, returned);
}

function tellPrograms(passage: Passage, { process, names, result }: Returned): void {
  const { world, programs } = passage;
  const state = programs.returned(world.programs.state, process, names, result);
  if (state !== world.programs.state) renewPrograms(world).state = state;
}

function makeCall(passage: Passage, { process, thread }: Caller, entering: Omit<Entering, 'callId'>): void {
  const host = hostOfProcess(passage.world, process);
  if (host === undefined) return;
  const callId = passage.world.nextCall;
  passage.world.nextCall++;
  const returned = inKernel(passage, host.name, (turn) =>
    enterCall(turn, { process, thread }, { ...entering, callId }),
  );
  if (returned === null) return;
  tellPrograms(passage, returned);
  if (entering.call.name !== 'fork' || returned.result.returns < 0) return;
  const { world, programs } = passage;
  renewPrograms(world).state = programs.forked(world.programs.state, process, entering.call.child);
}

function act(passage: Passage, action: Action): void {
  const { world, programs } = passage;
  switch (action.kind) {
    case 'call': {
      renewPrograms(world).state = programs.seized(world.programs.state, action.process);
      const caller = { process: action.process, thread: action.thread ?? 0 };
      return makeCall(passage, caller, { call: action.call, names: action.names, step: null });
    }
    case 'power': {
      // The programs of a machine that loses its power go on by hand: the rest of a script would not begin anew.
      const { processes = {} } = world.hosts[action.host] ?? {};
      let { state } = world.programs;
      for (const process of Object.keys(processes)) state = programs.seized(state, process);
      renewPrograms(world).state = state;
      return makeChange(passage, action, 'hand');
    }
    case 'link':
    case 'filter':
      return makeChange(passage, action, 'hand');
    default:
      return actOnFlight(passage, action);
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
  arrangeTurn(world, passage.fresh.lasting);
}

function takeTurn(passage: Passage): void {
  const { world, programs } = passage;
  const record = renewPrograms(world);
  record.scheduled = null;
  // A timer may have fired since the turn was arranged: then the programs wait for quiet again.
  if (!isTheirTurn(world, programs)) return;
  const { state, turn } = programs.next(world.programs.state, viewOf(world));
  record.state = state;
  switch (turn.kind) {
    case 'call':
      record.notBefore = later(world.now, programs.minimumTurn);
      return makeCall(
        passage,
        { process: turn.process, thread: turn.thread ?? 0 },
        { call: turn.call, names: turn.names, step: turn.step },
      );
    case 'wait':
      record.notBefore = later(world.now, turn.duration);
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
      record.notBefore = later(world.now, programs.minimumTurn);
      passage.trace.push({
        at: world.now,
        host: turn.host,
        kind: 'refused',
        rule: turn.rule,
        process: turn.process,
        call: turn.call,
        step: turn.step,
      });
      return;
    }
    case 'stall':
      return;
    case 'end':
      record.ended = true;
  }
}
