import { useEffect, useMemo } from 'react';
import { judgeRun } from '../../lessons/exercises/check.ts';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import type { Verdict } from '../../lessons/exercises/verdict.ts';
import controls from '../shell/controls.module.css';
import { viewActions } from '../shell/view.ts';
import { useLaboratory } from '../store/laboratory.ts';
import { stepOfEvent } from '../store/moments.ts';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { useWords } from './use-words.ts';

const NOTHING_DONE: Verdict = { passed: false, findings: [], reached: new Map() };

/** What is to be reached by hand on the stage, ticked as the laboratory's run reaches it. */
export function LiveGoals({ exercise }: { readonly exercise: Exercise }) {
  const { t, language } = useWords();
  const timeline = useLaboratory((laboratory) => laboratory.timeline);
  const step = useLaboratory((laboratory) => laboratory.cursor.step);
  const solution = useExercise((exercising) => exercising.solution);
  const { judge } = exerciseActions;
  const { allowed } = exercise;
  const acted = timeline.recording.actions.length;
  const judged = useMemo(() => judgeRun(exercise, timeline, { isOver: false }), [exercise, timeline]);
  useEffect(() => {
    // Only what was done by hand is an attempt.
    if (!solution) judge(acted > 0 ? judged : NOTHING_DONE);
  }, [acted, solution, judged, judge]);
  return (
    <>
      <p className={styles.note}>
        {t.drive} {t.allowed.calls(allowed.calls?.map((call) => `${call}()`).join(', ') ?? null)}{' '}
        {allowed.faults ? t.allowed.faults : t.allowed.noFaults}
      </p>
      <button
        type="button"
        className={`${controls.button} ${styles.elsewhere}`}
        onClick={() => {
          viewActions.showPanel('machines');
          // The button goes: the focus goes to where one would come back from.
          document.getElementById('show-machines')?.focus();
        }}
      >
        {t.toMachines}
      </button>
      <h3>{t.goals}</h3>
      <ul className={styles.goals}>
        {exercise.goals.map(({ id, says }) => {
          const at = judged.reached.get(id);
          // A solution that plays has reached what has been seen of it.
          const done = at !== undefined && (!solution || stepOfEvent(timeline, at) <= step);
          return (
            <li key={id} data-reached={done}>
              <span aria-hidden="true">{done ? '✓' : '○'}</span> {says[language]}
              <span className="heard-only"> {done ? t.reached : t.open}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
