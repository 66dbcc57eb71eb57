// While a question is open its answer is nowhere in what may be seen of the run.
import { describe, expect, it } from 'vitest';
import { boundsOf, wholeRunOf } from '../../../src/app/exercises/bounds.ts';
import { beginningOf } from '../../../src/engine/history/worlds.ts';
import { answeredBy } from '../../../src/lessons/exercises/answer-of.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';
import type { Exercise } from '../../../src/lessons/exercises/exercise.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';

const exercises = await Promise.all(
  EXERCISES.filter(({ kind }) => kind === 'predict').map(async ({ load }): Promise<Exercise> => {
    const parsed = parseExercise(await load());
    if (!parsed.ok) throw new Error(parsed.error.path);
    return parsed.value;
  }),
);

describe.each(exercises)('$id', (exercise) => {
  const whole = wholeRunOf(exercise);
  const answers = Object.fromEntries(exercise.predictions.map(({ id }) => [id, 'whatever']));

  it('hides the answer to every open question, and everything after it', () => {
    exercise.predictions.forEach((question, count) => {
      const given = Object.fromEntries(Object.entries(answers).slice(0, count));
      const { until } = boundsOf(exercise, { kind: 'predict', answers: given });
      const seen = beginningOf(whole, until ?? whole.steps.length).trace.items.length;
      for (const open of exercise.predictions.slice(count))
        expect(answeredBy(open, whole), `${question.id}: ${open.id}`).toBeGreaterThanOrEqual(seen);
    });
  });

  it('shows more with each answer or as much, and all of it after the last', () => {
    let before = -1;
    exercise.predictions.forEach((_, count) => {
      const given = Object.fromEntries(Object.entries(answers).slice(0, count));
      const { until } = boundsOf(exercise, { kind: 'predict', answers: given });
      expect(until).toBeGreaterThanOrEqual(before);
      before = until ?? before;
    });
    expect(boundsOf(exercise, { kind: 'predict', answers }).until).toBeNull();
  });
});

it('shows that a call sleeps when that has been answered, and not yet what it returns', () => {
  const exercise = exercises.find(({ id }) => id === 'predict-lost-segment');
  if (exercise === undefined) throw new Error('no such exercise');
  const seen = (answers: Readonly<Record<string, string>>): readonly string[] =>
    beginningOf(wholeRunOf(exercise), boundsOf(exercise, { kind: 'predict', answers }).until ?? 0).trace.items.flatMap(
      (event) => ('step' in event && event.step === 4 ? [event.kind] : []),
    );
  expect(seen({})).toEqual([]);
  expect(seen({ 'connect-sleeps': 'yes' })).toEqual(['call', 'block']);
  expect(seen({ 'connect-sleeps': 'yes', connected: 'none' })).toEqual(['call', 'block', 'return']);
});
