import type { Attempt, Exercise } from './exercise.ts';

/** The attempt of who has done nothing yet: nothing is placed, made, answered or mended. It never passes. */
export function emptyAttempt({ kind, script }: Exercise): Attempt {
  switch (kind) {
    case 'order':
      return { kind, order: [] };
    case 'drive':
    case 'break':
      return { kind: 'drive', steps: [] };
    case 'repair':
      return { kind, steps: script.steps };
    case 'predict':
      return { kind, answers: {} };
    case 'diagnose':
      return { kind, step: -1, cause: '' };
  }
}
