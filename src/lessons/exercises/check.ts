import type { Timeline } from '../../engine/history/timeline.ts';
import type { World } from '../../engine/simulation/world.ts';
import type { TraceEvent } from '../../engine/trace/event.ts';
import { worldAt } from '../../engine/history/worlds.ts';
import { notAllowed } from './judge-allowed.ts';
import { isRight } from './answer-of.ts';
import type { Attempt, Exercise, Goal, Piece } from './exercise.ts';
import { reachedGoals } from './judge-goals.ts';
import { brokenConstraints } from './judge-order.ts';
import { nearestTo, sleepingCall } from './nearest.ts';
import { runScript, scriptOfAttempt } from './run-attempt.ts';
import type { Finding, Verdict } from './verdict.ts';

/** An attempt judged, with the run that it was, to be stepped through in every panel. */
export interface Checked {
  readonly verdict: Verdict;
  readonly timeline: Timeline;
}

/** Runs an attempt in the engine and judges what happened. An attempt of another kind than the exercise is not passed. */
export function check(exercise: Exercise, attempt: Attempt): Checked {
  const { script, pieceOf } = scriptOfAttempt(exercise, attempt);
  const timeline = runScript(script);
  switch (attempt.kind) {
    case 'predict':
      return { timeline, verdict: verdictOf(exercise, wrongPredictions(exercise, attempt.answers, timeline)) };
    case 'diagnose':
      return { timeline, verdict: verdictOf(exercise, wrongDiagnosis(exercise, attempt, timeline)) };
    default: {
      const faulty = attempt.kind === 'drive' && attempt.network !== undefined;
      return { timeline, verdict: judgeRun(exercise, timeline, { pieceOf, faulty }) };
    }
  }
}

/**
 * Judges a run, however it came about: by what is allowed, constraints and goals, first what was broken first. `isOver`
 * false: it goes on, and what is missing may still come. `faulty`: its network is not that of the exercise.
 */
export function judgeRun(
  exercise: Exercise,
  timeline: Timeline,
  {
    pieceOf = () => undefined,
    isOver = true,
    faulty = false,
  }: {
    readonly pieceOf?: (step: number) => Piece | undefined;
    readonly isOver?: boolean;
    readonly faulty?: boolean;
  } = {},
): Verdict {
  const trace = timeline.trace.items.slice(0, timeline.trace.length);
  const end = worldAt(timeline, timeline.steps.length);
  const reached = reachedGoals(exercise.goals, trace, end);
  const missed = exercise.goals.filter(({ id }) => !reached.has(id));
  const complete = isOver || missed.length === 0;
  const broken = brokenConstraints(exercise, trace, pieceOf, complete);
  const findings = [
    ...notAllowed(exercise, timeline, faulty),
    ...broken
      .toSorted((a, b) => (a.index ?? Infinity) - (b.index ?? Infinity))
      // What is missing is told at a call that sleeps for it; when none does, no step shows it.
      .map((finding) => (finding.index === null ? { ...finding, ...at(trace, sleepingCall(trace, end)) } : finding)),
    ...(isOver ? missed.map((goal) => missedGoal(goal, trace, end)) : []),
  ];
  return { passed: complete && findings.length === 0 && exercise.goals.length > 0, findings, reached };
}

function missedGoal(goal: Goal, trace: readonly TraceEvent[], end: World): Finding {
  const { id, message, wayOn } = goal;
  return { id, ...at(trace, nearestTo(goal, trace, end)), message, wayOn };
}

function at(trace: readonly TraceEvent[], index: number | null): Pick<Finding, 'index' | 'callId'> {
  const event = index === null ? undefined : trace[index];
  return { index, callId: event?.kind === 'call' ? event.callId : null };
}

/** There is something to pass, and nothing was wrong. */
const verdictOf = ({ predictions, diagnosis }: Exercise, findings: readonly Finding[]): Verdict => ({
  passed: findings.length === 0 && (predictions.length > 0 || diagnosis !== null),
  findings,
  reached: new Map(),
});

function wrongPredictions(
  { predictions }: Exercise,
  answers: Readonly<Record<string, string>>,
  timeline: Timeline,
): readonly Finding[] {
  return predictions
    .filter((prediction) => !isRight(answers[prediction.id] ?? '', prediction, timeline))
    .map(({ id, step, message, wayOn }) => ({ id, ...placeOf(timeline, step), message, wayOn }));
}

function wrongDiagnosis(
  { diagnosis }: Exercise,
  attempt: Extract<Attempt, { readonly kind: 'diagnose' }>,
  timeline: Timeline,
): readonly Finding[] {
  if (diagnosis === null) return [];
  const { step, cause, causes, message, wayOn } = diagnosis;
  // What the kernel did at the call that was named: there one can see that it is, or is not, the one.
  const there = placeOf(timeline, attempt.step);
  const findings: Finding[] = [];
  if (attempt.step === -1) findings.push({ id: 'step', ...there, ...NO_CALL });
  else if (attempt.step !== step) findings.push({ id: 'step', ...there, message, wayOn });
  if (attempt.cause !== cause) {
    const named = causes.find(({ id }) => id === attempt.cause);
    findings.push({ id: attempt.cause, ...there, ...(named ? said(named) : NO_CAUSE) });
  }
  return findings;
}

const said = ({ message, wayOn }: Pick<Finding, 'message' | 'wayOn'>): Pick<Finding, 'message' | 'wayOn'> => ({
  message,
  wayOn,
});

/** Said of a diagnosis of which a part is missing. */
const NO_CALL = {
  message: { en: 'No call has been named.', 'pt-BR': 'Nenhuma chamada foi apontada.' },
  wayOn: {
    en: 'Step through the run, and choose the call at which it went wrong.',
    'pt-BR': 'Percorra a execução e escolha a chamada em que deu errado.',
  },
};
const NO_CAUSE = {
  message: { en: 'No cause has been named.', 'pt-BR': 'Nenhuma causa foi apontada.' },
  wayOn: { en: 'Why did that call do what it did?', 'pt-BR': 'Por que essa chamada fez o que fez?' },
};

/** Where the call of a step is in a run. */
function placeOf(timeline: Timeline, step: number): Pick<Finding, 'index' | 'callId'> {
  const trace = timeline.trace.items;
  const index = trace.findIndex((event) => event.kind === 'call' && event.step === step);
  return at(trace, index === -1 ? null : index);
}
