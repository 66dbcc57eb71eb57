import { check } from '../exercises/check.ts';
import { emptyAttempt } from '../exercises/empty-attempt.ts';
import type { Attempt, Exercise } from '../exercises/exercise.ts';
import type { Finding } from '../exercises/verdict.ts';

/** What came of trying an exercise on its own solutions and wrong attempts. */
export interface Trial {
  /** What is told of each solution; null: it passes, as it should. */
  readonly solutions: readonly (Finding | null)[];
  /** Each wrong attempt is to fail, and with its message. */
  readonly wrong: readonly WrongTried[];
  /** What is there at the start does not pass by itself. */
  readonly startFails: boolean;
}

/** What became of a wrong attempt. */
export interface WrongTried {
  readonly attempt: Attempt;
  /** The id of what it must be told. */
  readonly message: string;
  /** What it is told first; null: it passes. */
  readonly told: Finding | null;
  readonly holds: boolean;
}

/** Tries an exercise on itself, in the engine. */
export function tryExercise(exercise: Exercise): Trial {
  const toldOf = (attempt: Attempt): Finding | null => {
    const { passed, findings } = check(exercise, attempt).verdict;
    return passed ? null : (findings[0] ?? null);
  };
  return {
    solutions: exercise.solutions.map(toldOf),
    wrong: exercise.wrong.map(({ attempt, message }) => {
      const told = toldOf(attempt);
      return { attempt, message, told, holds: told?.id === message };
    }),
    startFails: !check(exercise, emptyAttempt(exercise)).verdict.passed,
  };
}

/** Whether everything came out as it should. */
export const holdsAll = ({ solutions, wrong, startFails }: Trial): boolean =>
  startFails && solutions.every((told) => told === null) && wrong.every(({ holds }) => holds);
