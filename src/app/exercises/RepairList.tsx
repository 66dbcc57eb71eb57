import type { Exercise } from '../../lessons/exercises/exercise.ts';
import { exerciseActions, useExercise } from './exercise-store.ts';
import { StepsEditor } from './StepsEditor.tsx';
import { useWords } from './use-words.ts';

/** The program to be mended. */
export function RepairList({ exercise: { script } }: { readonly exercise: Exercise }) {
  const { t } = useWords();
  const draft = useExercise((exercising) => exercising.draft);
  const { change } = exerciseActions;
  if (draft?.kind !== 'repair') return null;
  return (
    <>
      <h3>{t.repair.program}</h3>
      <StepsEditor
        label={t.repair.program}
        script={script}
        steps={draft.steps}
        onSteps={(steps) => change({ kind: 'repair', steps })}
        original={script.steps}
      />
    </>
  );
}
