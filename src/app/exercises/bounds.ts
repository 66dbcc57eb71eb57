import type { Timeline } from '../../engine/history/timeline.ts';
import { answeredBy } from '../../lessons/exercises/answer-of.ts';
import type { Attempt, Exercise, Prediction } from '../../lessons/exercises/exercise.ts';
import { runScript } from '../../lessons/exercises/run-attempt.ts';
import { stepOfEvent } from '../store/moments.ts';
import type { Bounds } from '../store/state.ts';

const runs = new WeakMap<Exercise, Timeline>();

/** The run of an exercise's own script, to its end: of which the stage may show only a part. */
export function wholeRunOf(exercise: Exercise): Timeline {
  const known = runs.get(exercise);
  if (known !== undefined) return known;
  const run = runScript(exercise.script);
  runs.set(exercise, run);
  return run;
}

/** What an exercise lets one do by hand, and how much of its run is to be seen: no answer before the question is answered. */
export function boundsOf(exercise: Exercise, draft: Attempt | null): Bounds {
  const byHand = exercise.kind === 'drive' || exercise.kind === 'break';
  const answers = draft?.kind === 'predict' ? draft.answers : {};
  const open = exercise.predictions
    .filter(({ id }) => exercise.kind === 'predict' && answers[id] === undefined)
    .flatMap((question) => stepsBefore(exercise, question, answers) ?? []);
  const instead = INSTEAD[exercise.kind];
  return {
    allowed: byHand ? exercise.allowed : null,
    until: open.length === 0 ? null : Math.min(...open),
    ...(instead && { instead }),
  };
}

/** Where the work is done of kinds that judge a run which the panel makes: what is done by hand on the stage would not count. */
const INSTEAD: Readonly<Partial<Record<Exercise['kind'], NonNullable<Bounds['instead']>>>> = {
  order: 'in-panel',
  repair: 'in-panel',
  diagnose: 'looked-at',
};

/**
 * How many steps of the run may be seen while a question is open: those before its call; those before what answers it, when something
 * else about the same call has been answered. Null: its call is never made.
 */
function stepsBefore(
  exercise: Exercise,
  question: Prediction,
  answers: Readonly<Record<string, string>>,
): number | null {
  const run = wholeRunOf(exercise);
  const { step } = question;
  const isKnown = exercise.predictions.some((other) => other.step === step && answers[other.id] !== undefined);
  const index = isKnown ? (answeredBy(question, run) ?? -1) : callOf(run, step);
  return index === -1 ? null : stepOfEvent(run, index) - 1;
}

const callOf = ({ trace }: Timeline, step: number): number =>
  trace.items.findIndex((event) => event.kind === 'call' && event.step === step);

/** Whether the call of a step has been made in what is to be seen of the run. */
export function isMade(exercise: Exercise, step: number, until: number): boolean {
  const run = wholeRunOf(exercise);
  const index = callOf(run, step);
  return index !== -1 && stepOfEvent(run, index) <= until;
}
