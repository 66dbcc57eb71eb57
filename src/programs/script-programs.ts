import type { Micros } from '../engine/base/time.ts';
import { milliseconds } from '../engine/base/time.ts';
import type { CallResult, Fd } from '../engine/posix/call.ts';
import type { Programs, ProgramsView, Turn } from '../engine/simulation/programs.ts';
import type { CallNames, ProcessName } from '../engine/trace/event.ts';
import type { CallScript, CallStep, ScriptStep } from './call-script.ts';
import { callOfStep, namesOfStep, type StepScope } from './call-of-step.ts';

/** The least time between two steps of a script: longer than what a call causes on links of 50 µs. */
export const MINIMUM_TURN: Micros = milliseconds(2);

/**
 * Who takes a step that its process cannot take.
 * - `strict`: nobody. Steps go in list order; one given to a sleeping or ended process is refused and left out, as the
 *   runner on a real kernel does.
 * - `patient`: its process, later. The first step in list order whose process can take it goes next, as independent
 *   programs would. The steps of one process are never reordered, and a program that has ended makes no calls.
 */
export type Manner = 'strict' | 'patient';

/** Where the script stands. Plain data: a part of the World. */
export interface ScriptState {
  /** How many steps of each lane are done. Lanes are the processes in the script's order, and after them the waits. */
  readonly done: readonly number[];
  /** What the names of each process stand for: the number that the last call which bears the name returned. */
  readonly numbers: Readonly<Record<ProcessName, Readonly<Record<string, Fd>>>>;
  /** Processes that the user took in hand: their remaining steps are struck. */
  readonly seized: readonly ProcessName[];
}

/** The steps of one process, or all waits (`process` null), as ascending indices into the script. */
interface Lane {
  readonly process: ProcessName | null;
  readonly steps: readonly number[];
}

/** What the processes of a script do of their own accord. A parsed script is expected. */
export function scriptPrograms(script: CallScript, manner: Manner): Programs {
  const lanes = lanesOf(script);
  const initial: ScriptState = { done: lanes.map(() => 0), numbers: {}, seized: [] };
  return {
    initial,
    minimumTurn: MINIMUM_TURN,
    next: (state, view) => nextTurn(script, lanes, manner, state as ScriptState, view),
    returned: (state, process, names, result) => remember(state as ScriptState, process, names, result),
    seized: (state, process) => seize(state as ScriptState, process),
  };
}

/** The number that a name stands for: -1 when the call that was to give it failed or never ran. */
export function numberOfName(state: ScriptState, process: ProcessName, name: string): Fd {
  const numbers = Object.hasOwn(state.numbers, process) ? state.numbers[process] : undefined;
  return numbers !== undefined && Object.hasOwn(numbers, name) ? (numbers[name] ?? -1) : -1;
}

const isWait = (step: ScriptStep): step is Exclude<ScriptStep, CallStep> => 'wait' in step;

function lanesOf(script: CallScript): Lane[] {
  const lanes = [...Object.keys(script.processes), null].map((process) => ({ process, steps: [] as number[] }));
  const byProcess = new Map(lanes.map((lane) => [lane.process, lane.steps]));
  script.steps.forEach((step, index) => {
    byProcess.get(isWait(step) ? null : step.process)?.push(index);
  });
  return lanes;
}

function nextTurn(
  script: CallScript,
  lanes: readonly Lane[],
  manner: Manner,
  state: ScriptState,
  view: ProgramsView,
): { readonly state: ScriptState; readonly turn: Turn } {
  let chosen = -1;
  let first = Number.POSITIVE_INFINITY;
  let someoneSleeps = false;
  lanes.forEach((lane, index) => {
    const at = lane.steps[state.done[index] ?? 0];
    if (at === undefined) return;
    if (lane.process !== null) {
      if (state.seized.includes(lane.process)) return;
      if (manner === 'patient') {
        const activity = view.activity(lane.process);
        if (activity === 'ended') return;
        if (activity === 'off' || (activity === 'blocked' && !isKill(script.steps[at]))) {
          someoneSleeps = true;
          return;
        }
      }
    }
    if (at < first) {
      first = at;
      chosen = index;
    }
  });
  const step = script.steps[first];
  if (step === undefined) return { state, turn: { kind: someoneSleeps ? 'stall' : 'end' } };
  const done = state.done.map((count, lane) => (lane === chosen ? count + 1 : count));
  return { state: { ...state, done }, turn: turnOf(step, first, state, view) };
}

const isKill = (step: ScriptStep | undefined): boolean => step !== undefined && !isWait(step) && step.call === 'kill';

function turnOf(step: ScriptStep, index: number, state: ScriptState, view: ProgramsView): Turn {
  if (isWait(step)) return { kind: 'wait', duration: milliseconds(step.wait), step: index };
  const { process } = step;
  const scope: StepScope = {
    number: (name) => numberOfName(state, process, name),
    port: (other, name) => view.localPort(other, numberOfName(state, other, name)) ?? 0,
  };
  const call = callOfStep(step, scope);
  const activity = view.activity(process);
  if (activity === 'ended' || activity === 'off')
    return { kind: 'refuse', process, call, rule: 'call-after-end', step: index };
  // SIGKILL comes from outside: it reaches a sleeping process too (signal(7)).
  if (activity === 'blocked' && step.call !== 'kill') {
    return { kind: 'refuse', process, call, rule: 'call-while-blocked', step: index };
  }
  return { kind: 'call', process, call, names: namesOfStep(step), step: index };
}

function remember(state: ScriptState, process: ProcessName, names: CallNames, result: CallResult): ScriptState {
  if (names.as === null || result.signal !== null) return state;
  const numbers = { ...state.numbers, [process]: { ...state.numbers[process], [names.as]: result.returns } };
  return { ...state, numbers };
}

const seize = (state: ScriptState, process: ProcessName): ScriptState =>
  state.seized.includes(process) ? state : { ...state, seized: [...state.seized, process] };
