import { later, type Micros, micros, milliseconds } from '../engine/base/time.ts';
import type { CallResult, Fd } from '../engine/posix/call.ts';
import type { Programs, ProgramsView, Turn } from '../engine/simulation/programs.ts';
import type { CallNames, ProcessName } from '../engine/trace/event.ts';
import { callOfStep, namesOfStep, type StepScope } from './call-of-step.ts';
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
  /** The process whose call was made last, until it is known whether it sleeps; and when that will be. */
  readonly watched: { readonly process: ProcessName; readonly until: Micros } | null;
  /** Since when the next step has been waiting for its process. */
  readonly waitsSince: Micros | null;
}

/**
 * The steps of a wire script, in list order and by the clock: a call that sleeps is left sleeping, and a later step of
 * the same process waits until it has returned.
 */
export function wirePrograms(wire: WireScript): Programs {
  const initial: WireState = { next: 0, numbers: {}, watched: null, waitsSince: null };
  return {
    initial,
    minimumTurn: CALL,
    clocked: true,
    next: (state, view) => nextTurn(wire, state as WireState, view),
    returned: (state, process, names, result) => remember(state as WireState, process, names, result),
    seized: (state) => state,
  };
}

function nextTurn(wire: WireScript, state: WireState, view: ProgramsView): { state: WireState; turn: Turn } {
  const { watched } = state;
  if (watched !== null && view.activity(watched.process) === 'blocked' && view.now < watched.until) {
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
  const activity = view.activity(process);
  if (activity === 'ended' || activity === 'off')
    return { state: past, turn: { kind: 'refuse', process, call, rule: 'call-after-end', step: index } };
  if (activity === 'blocked' && step.call !== 'kill') {
    const since = here.waitsSince ?? view.now;
    if (view.now < later(since, milliseconds(wire.patience))) {
      return { state: { ...here, waitsSince: since }, turn: { kind: 'stall' } };
    }
    return { state: past, turn: { kind: 'refuse', process, call, rule: 'call-while-blocked', step: index } };
  }
  return {
    state: { ...past, watched: { process, until: later(view.now, ASLEEP) } },
    turn: { kind: 'call', process, call, names: namesOfStep(step), step: index },
  };
}

const wait = (duration: number, step: number): Turn => ({ kind: 'wait', duration: micros(duration), step });

function remember(state: WireState, process: ProcessName, { as }: CallNames, result: CallResult): WireState {
  if (as === null || result.signal !== null) return state;
  return { ...state, numbers: { ...state.numbers, [`${process} ${as}`]: result.returns } };
}
