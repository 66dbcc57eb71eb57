import { useId } from 'react';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import controls from '../shell/controls.module.css';
import { useLaboratory } from '../store/laboratory.ts';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { ownKeys } from './own-keys.ts';
import { textOfStep } from './step-text.ts';
import { toldApart } from './told-apart.ts';
import { useWords } from './use-words.ts';

/** Which call is guilty of what went wrong, and why: chosen from lists, or the call by selecting it anywhere on the screen. */
export function DiagnosisForm({ exercise }: { readonly exercise: Exercise }) {
  const { t, language } = useWords();
  const draft = useExercise((exercising) => exercising.draft);
  const { change } = exerciseActions;
  const name = useId();
  const selection = useLaboratory((laboratory) => laboratory.selection);
  const timeline = useLaboratory((laboratory) => laboratory.timeline);
  if (draft?.kind !== 'diagnose' || exercise.diagnosis === null) return null;
  const selected = timeline.trace.items.find(
    (event) => event.kind === 'call' && selection?.kind === 'call' && event.callId === selection.callId,
  );
  const selectedStep = selected?.kind === 'call' ? selected.step : null;
  const calls = toldApart(exercise.script.steps.map(textOfStep), t.nthTime);
  return (
    <div className={styles.form}>
      <label>
        {t.diagnose.call}{' '}
        <select
          className={controls.select}
          value={draft.step}
          onChange={({ target }) => change({ ...draft, step: Number(target.value) })}
        >
          <option value={-1}>{t.diagnose.choose}</option>
          {exercise.script.steps.map((step, index) =>
            'call' in step ? (
              // oxlint-disable-next-line react/no-array-index-key -- a step is known by its index
              <option key={index} value={index}>
                {calls[index]}
              </option>
            ) : null,
          )}
        </select>
      </label>
      {selectedStep !== null && selectedStep !== draft.step && (
        <button type="button" className={controls.button} onClick={() => change({ ...draft, step: selectedStep })}>
          {t.diagnose.selected}
        </button>
      )}
      <p className={styles.note}>{t.diagnose.chooseFirst}</p>
      <fieldset>
        <legend>{t.diagnose.cause}</legend>
        {exercise.diagnosis.causes.map(({ id, text }) => (
          <label key={id} className={styles.choice}>
            <input
              type="radio"
              name={name}
              onKeyDown={ownKeys}
              checked={draft.cause === id}
              onChange={() => change({ ...draft, cause: id })}
            />
            <span>{text[language]}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
