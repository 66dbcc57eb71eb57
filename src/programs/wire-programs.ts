import { later, type Micros, micros, milliseconds } from '../engine/base/time.ts';
import type { CallResult, Fd } from '../engine/posix/call.ts';
import type { Programs, ProgramsView, Turn } from '../engine/simulation/programs.ts';
import { MAIN_THREAD } from '../engine/kernel/host.ts';
import type { CallNames, HostName, ProcessName, ThreadName } from '../engine/trace/event.ts';
import { callOfStep, namesOfStep, type StepScope } from './call-of-step.ts';
import { homesOf, refusalOf } from './script-programs.ts';
import type { WireScript } from './wire-script.ts';

/** How long a call that returns at once takes, from one step to the next. */
const CALL: Micros = micros(100);
/** How long a call must sleep before the script goes on without it. */
const ASLEEP: Micros = milliseconds(2);

/** Where the script stands. Plain data: a part of the World. */
interface WireState {
  readonly next: number;
  /** What the names of each process stand for, by `process name`. */
  readonly numbers: Readonly<Record<string, Fd>>;
  /** The thread whose call was made last, until it is known whether it sleeps; and when that will be. */
  readonly watched: { readonly process: ProcessName; readonly thread: ThreadName; readonly until: Micros } | null;
  /** Since when the next step has been waiting for its thread. */
  readonly waitsSince: Micros | null;
}

/**
 * The steps of a wire script, in list order and by the clock: a call that sleeps is left sleeping, and a later step of
 * the same thread waits until it has returned.
 */
export function wirePrograms(wire: WireScript): Programs {
  const homes = homesOf(wire.script);
  const initial: WireState = { next: 0, numbers: {}, watched: null, waitsSince: null };
  return {
    initial,
    minimumTurn: CALL,
    clocked: true,
    next: (state, view) => nextTurn(wire, homes, state as WireState, view),
    returned: (state, process, names, result) => remember(state as WireState, process, names, result),
    forked: (state, parent, child) => inherit(state as WireState, parent, child),
    seized: (state) => state,
  };
}

function nextTurn(
  wire: WireScript,
  homes: ReadonlyMap<ProcessName, HostName>,
  state: WireState,
  view: ProgramsView,
): { state: WireState; turn: Turn } {
  const { watched } = state;
  if (watched !== null && view.activity(watched.process, watched.thread) === 'blocked' && view.now < watched.until) {
    return { state, turn: wait(watched.until - view.now, state.next - 1) };
  }
  const here: WireState = watched === null ? state : { ...state, watched: null };
  const index = here.next;
  const step = wire.script.steps[index];
  if (step === undefined) return { state: here, turn: { kind: 'end' } };
  const at = wire.at[index] ?? null;
  if (at !== null && view.now < milliseconds(at))
    return { state: here, turn: wait(milliseconds(at) - view.now, index) };
  const past: WireState = { ...here, next: index + 1, waitsSince: null };
  if ('wait' in step) return { state: past, turn: wait(milliseconds(step.wait), index) };
  const { process } = step;
  const number = (owner: string, name: string): Fd => past.numbers[`${owner} ${name}`] ?? -1;
  const scope: StepScope = {
    number: (name) => number(process, name),
    port: (other, name) => view.localPort(other, number(other, name)) ?? 0,
  };
  const call = callOfStep(step, scope);
  const { thread = MAIN_THREAD } = step;
  const refusal = refusalOf(view.activity(process, thread), step.call);
  if (refusal === 'call-while-blocked') {
    const since = here.waitsSince ?? view.now;
    if (view.now < later(since, milliseconds(wire.patience))) {
      return { state: { ...here, waitsSince: since }, turn: { kind: 'stall' } };
    }
  }
  if (refusal !== null) {
    const host = homes.get(process) ?? '';
    return { state: past, turn: { kind: 'refuse', process, host, call, rule: refusal, step: index } };
  }
  return {
    state: { ...past, watched: { process, thread, until: later(view.now, ASLEEP) } },
    turn: {
      kind: 'call',
      process,
      thread: view.threadNumber(process, thread),
      call,
      names: namesOfStep(step),
      step: index,
    },
  };
}

const wait = (duration: number, step: number): Turn => ({ kind: 'wait', duration: micros(duration), step });

function inherit(state: WireState, parent: ProcessName, child: ProcessName): WireState {
  const own = Object.entries(state.numbers).filter(([key]) => key.startsWith(`${parent} `));
  const copied = own.map(([key, fd]) => [`${child}${key.slice(parent.length)}`, fd] as const);
  return { ...state, numbers: { ...state.numbers, ...Object.fromEntries(copied) } };
}

function remember(state: WireState, process: ProcessName, { as }: CallNames, result: CallResult): WireState {
  if (as === null || result.signal !== null) return state;
  return { ...state, numbers: { ...state.numbers, [`${process} ${as}`]: result.returns } };
}
