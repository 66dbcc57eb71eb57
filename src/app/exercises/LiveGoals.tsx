import { useEffect, useMemo } from 'react';
import { judgeRun } from '../../lessons/exercises/check.ts';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import { useLaboratory } from '../store/laboratory.ts';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { useWords } from './use-words.ts';

/** What is to be reached by hand on the stage, ticked as the laboratory's run reaches it. */
export function LiveGoals({ exercise }: { readonly exercise: Exercise }) {
  const { t, language } = useWords();
  const timeline = useLaboratory((laboratory) => laboratory.timeline);
  const verdict = useExercise((exercising) => exercising.verdict);
  const solution = useExercise((exercising) => exercising.solution);
  const { reached } = exerciseActions;
  const acted = timeline.recording.actions.length;
  const judged = useMemo(() => judgeRun(exercise, timeline, { isOver: false }), [exercise, timeline]);
  const { findings } = judged;
  useEffect(() => {
    // Only what was done by hand is an attempt; each act is judged once.
    if (acted > 0 && !solution && (judged.passed || findings.length > 0)) reached(judged);
  }, [acted, solution, judged, findings, reached]);
  return (
    <>
      <p className={styles.note}>{t.drive}</p>
      <h3>{t.goals}</h3>
      <ul className={styles.goals}>
        {exercise.goals.map(({ id, says }) => {
          const done = (verdict?.passed ?? false) || judged.reached.has(id);
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
