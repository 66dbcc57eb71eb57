import { type Bytes, NO_BYTES } from '../engine/base/bytes.ts';
import type { Micros } from '../engine/base/time.ts';
import { milliseconds } from '../engine/base/time.ts';
import { MAIN_THREAD } from '../engine/kernel/host.ts';
import type { CallName, CallResult, Fd } from '../engine/posix/call.ts';
import type { Programs, ProgramsView, Turn } from '../engine/simulation/programs.ts';
import type { CallNames, HostName, ProcessName, RefusedEvent, ThreadName } from '../engine/trace/event.ts';
import type { CallScript, CallStep, ScriptStep } from './call-script.ts';
import { callOfStep, dataOfSteps, namesOfStep, type StepScope } from './call-of-step.ts';

/** The least time between two steps of a script: longer than what a call causes on links of 50 µs. */
export const MINIMUM_TURN: Micros = milliseconds(2);

/**
 * Who takes a step that its process cannot take.
 * - `strict`: nobody. Steps go in list order; one given to a sleeping or ended process is refused and left out, as the
 *   runner on a real kernel does.
 * - `patient`: its thread, later. The first step in list order whose thread can take it goes next, as independent
 *   programs would. The steps of one thread are never reordered, and a program that has ended makes no calls.
 */
export type Manner = 'strict' | 'patient';

/** Where the script stands. Plain data: a part of the World. */
export interface ScriptState {
  /** How many steps of each lane are done. Lanes are the threads in the script's order, and after them the waits. */
  readonly done: readonly number[];
  /** What the names of each process stand for: the number that the last call which bears the name returned. */
  readonly numbers: Readonly<Record<ProcessName, Readonly<Record<string, Fd>>>>;
  /** Processes that the user took in hand: their remaining steps are struck. */
  readonly seized: readonly ProcessName[];
}

/** The steps of one thread, or all waits (`process` null), as ascending indices into the script. */
interface Lane {
  readonly process: ProcessName | null;
  readonly thread: ThreadName;
  readonly steps: readonly number[];
}

/** What the processes of a script do of their own accord. A parsed script is expected. */
export function scriptPrograms(script: CallScript, manner: Manner): Programs {
  const lanes = lanesOf(script);
  const homes = homesOf(script);
  const data = dataOfSteps(script.steps);
  const initial: ScriptState = { done: lanes.map(() => 0), numbers: {}, seized: [] };
  return {
    initial,
    minimumTurn: MINIMUM_TURN,
    next: (state, view) => nextTurn({ script, lanes, homes, data }, manner, state as ScriptState, view),
    returned: (state, process, names, result) => remember(state as ScriptState, process, names, result),
    forked: (state, parent, child) => inherit(state as ScriptState, parent, child),
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
  const lanes = new Map<string, Lane & { readonly steps: number[] }>();
  const laneOf = (process: ProcessName, thread: ThreadName): number[] => {
    const lane = lanes.get(`${process} ${thread}`) ?? { process, thread, steps: [] };
    lanes.set(`${process} ${thread}`, lane);
    return lane.steps;
  };
  for (const process of Object.keys(script.processes)) laneOf(process, MAIN_THREAD);
  const waits: number[] = [];
  script.steps.forEach((step, index) => {
    (isWait(step) ? waits : laneOf(step.process, step.thread ?? MAIN_THREAD)).push(index);
  });
  return [...lanes.values(), { process: null, thread: MAIN_THREAD, steps: waits }];
}

/** The host of every process: a child lives where its parent does. */
export function homesOf({ processes, steps }: CallScript): ReadonlyMap<ProcessName, HostName> {
  const homes = new Map(Object.entries(processes).map(([name, { host }]) => [name, host]));
  for (const step of steps) {
    if (isWait(step) || step.call !== 'fork' || step.as === undefined) continue;
    homes.set(step.as, homes.get(step.process) ?? '');
  }
  return homes;
}

interface Plan {
  readonly script: CallScript;
  readonly lanes: readonly Lane[];
  readonly homes: ReadonlyMap<ProcessName, HostName>;
  /** What each step sends. */
  readonly data: readonly Bytes[];
}

function nextTurn(
  plan: Plan,
  manner: Manner,
  state: ScriptState,
  view: ProgramsView,
): { readonly state: ScriptState; readonly turn: Turn } {
  const { script, lanes } = plan;
  let chosen = -1;
  let first = Number.POSITIVE_INFINITY;
  let someoneSleeps = false;
  lanes.forEach((lane, index) => {
    const at = lane.steps[state.done[index] ?? 0];
    if (at === undefined) return;
    if (lane.process !== null) {
      if (state.seized.includes(lane.process)) return;
      if (manner === 'patient') {
        const activity = view.activity(lane.process, lane.thread);
        // What is not yet begun may be begun by another thread; should that never happen, nobody waits for it.
        if (activity === 'ended' || activity === 'absent') return;
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
  return { state: { ...state, done }, turn: turnOf(step, first, state, view, plan) };
}

const isKill = (step: ScriptStep | undefined): boolean => step !== undefined && !isWait(step) && step.call === 'kill';

function turnOf(step: ScriptStep, index: number, state: ScriptState, view: ProgramsView, { homes, data }: Plan): Turn {
  if (isWait(step)) return { kind: 'wait', duration: milliseconds(step.wait), step: index };
  const { process } = step;
  const scope: StepScope = {
    number: (name) => numberOfName(state, process, name),
    port: (other, name) => view.localPort(other, numberOfName(state, other, name)) ?? 0,
    data: data[index] ?? NO_BYTES,
  };
  const call = callOfStep(step, scope);
  const activity = view.activity(process, step.thread);
  const refusal = refusalOf(activity, step.call);
  if (refusal !== null) {
    return { kind: 'refuse', process, host: homes.get(process) ?? '', call, rule: refusal, step: index };
  }
  const thread = step.thread === undefined ? 0 : view.threadNumber(process, step.thread);
  return { kind: 'call', process, thread, call, names: namesOfStep(step), step: index };
}

function remember(state: ScriptState, process: ProcessName, names: CallNames, result: CallResult): ScriptState {
  if (names.as === null || result.signal !== null) return state;
  const numbers = { ...state.numbers, [process]: { ...state.numbers[process], [names.as]: result.returns } };
  return { ...state, numbers };
}

/** Why a thread cannot make a call now; null when it can. */
export function refusalOf(activity: ReturnType<ProgramsView['activity']>, call: CallName): RefusedEvent['rule'] | null {
  if (activity === 'ended' || activity === 'off') return 'call-after-end';
  if (activity === 'absent') return 'call-before-start';
  // SIGKILL comes from outside: it reaches a sleeping process too (signal(7)).
  return activity === 'blocked' && call !== 'kill' ? 'call-while-blocked' : null;
}

const inherit = (state: ScriptState, parent: ProcessName, child: ProcessName): ScriptState => ({
  ...state,
  numbers: { ...state.numbers, [child]: { ...state.numbers[parent] } },
});

const seize = (state: ScriptState, process: ProcessName): ScriptState =>
  state.seized.includes(process) ? state : { ...state, seized: [...state.seized, process] };
