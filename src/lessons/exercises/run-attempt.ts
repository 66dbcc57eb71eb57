import { run } from '../../engine/history/run.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { scriptPrograms } from '../../programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../programs/setting-of.ts';
import type { Attempt, Exercise, Piece } from './exercise.ts';

/** The seed of a run whose script names none: that of the laboratory. */
const USUAL_SEED = 1;

/** An attempt as a script that the laboratory runs, and which piece each of its steps is. */
export interface AttemptScript {
  readonly script: CallScript;
  readonly pieceOf: (step: number) => Piece | undefined;
}

/**
 * What an attempt makes of the exercise's script: the pieces in their order, or the calls that were made, after the
 * steps of the start; the mended steps in place of the old. Predictions and diagnoses change nothing.
 */
export function scriptOfAttempt({ script, pieces }: Exercise, attempt: Attempt): AttemptScript {
  const none = (): undefined => undefined;
  switch (attempt.kind) {
    case 'order': {
      const placed = attempt.order.flatMap((id) => pieces.find((piece) => piece.id === id) ?? []);
      const first = script.steps.length;
      return {
        script: { ...script, steps: [...script.steps, ...placed.map(({ step }) => step)] },
        pieceOf: (step) => placed[step - first],
      };
    }
    case 'drive': {
      const network = attempt.network ? { network: { ...script.network, ...attempt.network } } : {};
      return { script: { ...script, steps: [...script.steps, ...attempt.steps], ...network }, pieceOf: none };
    }
    case 'repair':
      return { script: { ...script, steps: attempt.steps }, pieceOf: none };
    case 'predict':
    case 'diagnose':
      return { script, pieceOf: none };
  }
}

/** A script run to its end in the conditions of the laboratory. */
export const runScript = (script: CallScript): Timeline =>
  run({
    setting: settingOf(script, APPLICATION_CONDITIONS),
    programs: scriptPrograms(script, 'patient'),
    seed: script.seed ?? USUAL_SEED,
    actions: [],
  });
