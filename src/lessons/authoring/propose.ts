import type { Timeline } from '../../engine/history/timeline.ts';
import { worldAt } from '../../engine/history/worlds.ts';
import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import type { TraceEvent } from '../../engine/trace/event.ts';
import type { CallScript, CallStep, ScriptFault, ScriptStep } from '../../programs/call-script.ts';
import type { Constraint, Goal, Piece } from '../exercises/exercise.ts';
import { type CallNaming, nameCalls } from './call-naming.ts';
import { readRun } from './read-run.ts';
import { failuresOf, goalsOf } from './run-goals.ts';
import { breachSaid, type Reason } from './tell-rule.ts';

/** What a run could be as an exercise: its calls as pieces, what must come before what, and what it reached. */
export interface Proposal {
  /** Machines, processes and network, and no steps: all of them are pieces. */
  readonly script: CallScript;
  /** In the order of the run. */
  readonly pieces: readonly Piece[];
  /** The calls with the times between them. */
  readonly steps: readonly ScriptStep[];
  /** What was done to segments by hand. */
  readonly faults: readonly ScriptFault[];
  /** Something was done by hand that is not in it: to a link, or to a machine's power. */
  readonly leavesOut: boolean;
  readonly constraints: readonly Constraint[];
  /** Why each constraint is proposed, by its id. */
  readonly reasons: Readonly<Record<string, Reason>>;
  readonly goals: readonly Goal[];
  /** What went wrong in it. */
  readonly failures: readonly Goal[];
}

/**
 * Reads an exercise off a run. What must come before what is only what the run shows to be necessary: the call that made a descriptor before those
 * that use it, the calls of one thread on one descriptor in their order, and listen() before the connect() that it let succeed, after
 * the one that was refused without it. All else may change places.
 */
export function proposeExercise(script: CallScript, timeline: Timeline): Proposal {
  const trace = timeline.trace.items.slice(0, timeline.trace.length);
  const end = worldAt(timeline, timeline.steps.length);
  const { start, pieces, ...run } = readRun(script, timeline);
  return {
    script: start,
    pieces,
    ...run,
    ...constraintsOf(pieces, trace, nameCalls(start, pieces)),
    goals: goalsOf(trace, end, start),
    failures: failuresOf(trace, end),
  };
}

const laneOf = ({ process, thread = MAIN_THREAD }: CallStep): string => `${process} ${thread}`;

function constraintsOf(
  pieces: readonly Piece[],
  trace: readonly TraceEvent[],
  naming: CallNaming,
): Pick<Proposal, 'constraints' | 'reasons'> {
  const found: Constraint[] = [];
  const reasons: Record<string, Reason> = {};
  const put = (reason: Reason, first: Piece | undefined, second: Piece): void => {
    if (first === undefined || first === second) return;
    const constraint = ruleOf(first, second, reason, naming);
    if (Object.hasOwn(reasons, constraint.id)) return;
    reasons[constraint.id] = reason;
    found.push(constraint);
  };
  pieces.forEach((piece, index) => {
    const earlier = pieces.slice(0, index);
    const { step } = piece;
    const usesSame = (other: Piece): boolean =>
      other.step.fd !== undefined && other.step.fd === step.fd && other.step.process === step.process;
    if (step.fd !== undefined) {
      const maker = earlier.findLast((other) => other.step.process === step.process && other.step.as === step.fd);
      put('made', maker, piece);
      const before = earlier.findLast((other) => usesSame(other) && laneOf(other.step) === laneOf(step));
      put('same-descriptor', before, piece);
    }
    if (step.call !== 'connect') return;
    if (succeeded(trace, index)) put('listening', listenerOf(earlier, step), piece);
    else {
      const late = listenerOf(pieces, step);
      if (late !== undefined && pieces.indexOf(late) > index) put('refused-before', piece, late);
    }
  });
  const all = completeness(pieces);
  return { constraints: [...found, all], reasons: { ...reasons, [all.id]: 'complete' } };
}

/** The rule that one call comes before another. A connect() needs a listen() that has succeeded. */
export function ruleOf(first: Piece, second: Piece, reason: Reason, naming: CallNaming): Constraint {
  const kind = reason === 'listening' ? 'only-after' : 'before';
  const rule = { kind, first: first.id, second: second.id } as const;
  return { id: `${first.id}-before-${second.id}`, ...rule, ...breachSaid(rule, reason, naming) };
}

/** Whether the `index`-th call of the run returned without an error. */
function succeeded(trace: readonly TraceEvent[], index: number): boolean {
  const calls = trace.filter((event) => event.kind === 'call');
  const callId = calls[index]?.callId;
  return trace.some((event) => event.kind === 'return' && event.callId === callId && event.result.errno === null);
}

/** The listen() on a socket that was bound to the port that is connected to. */
function listenerOf(earlier: readonly Piece[], { port }: CallStep): Piece | undefined {
  const bound = earlier.filter(({ step }) => step.call === 'bind' && step.port === port);
  return earlier.findLast(
    ({ step }) =>
      step.call === 'listen' && bound.some(({ step: bind }) => bind.fd === step.fd && bind.process === step.process),
  );
}

/** The rule that each call is made once. */
export const completeness = (pieces: readonly Piece[]): Constraint => ({
  id: 'all-calls',
  kind: 'each-once',
  what: pieces.map(({ id }) => id),
  message: { en: 'A call is missing, or is made twice.', 'pt-BR': 'Falta uma chamada, ou uma é feita duas vezes.' },
  wayOn: {
    en: 'What has each side to do from its socket() to its close()?',
    'pt-BR': 'O que cada lado tem de fazer do seu socket() ao seu close()?',
  },
});
