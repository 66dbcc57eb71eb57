import { EXERCISES } from '../../lessons/exercises/catalogue.ts';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import controls from '../shell/controls.module.css';
import { AuthorPanel } from './AuthorPanel.tsx';
import { DiagnosisForm } from './DiagnosisForm.tsx';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { Feedback } from './Feedback.tsx';
import { LiveGoals } from './LiveGoals.tsx';
import { OrderBoard } from './OrderBoard.tsx';
import { Predictions } from './Predictions.tsx';
import { RepairList } from './RepairList.tsx';
import { useWords } from './use-words.ts';

/** The exercise that is open: its task, the work at it, and what is said of it. */
export function ExercisePanel() {
  const { t, language } = useWords();
  const exercise = useExercise((exercising) => exercising.exercise);
  const authored = useExercise((exercising) => exercising.authored);
  const hints = useExercise((exercising) => exercising.hints);
  const verdict = useExercise((exercising) => exercising.verdict);
  const solution = useExercise((exercising) => exercising.solution);
  const { leave, again, hint, showMe, check, open } = exerciseActions;
  if (authored !== null) return <AuthorPanel authored={authored} />;
  if (exercise === null) return null;
  const live = exercise.kind === 'drive' || exercise.kind === 'break';
  const next = EXERCISES[EXERCISES.findIndex(({ id }) => id === exercise.id) + 1];
  return (
    <section className={styles.panel} aria-label={exercise.title[language]}>
      <header className={styles.title}>
        <h2>{exercise.title[language]}</h2>
        <button type="button" className={controls.button} onClick={again}>
          {t.again}
        </button>
        <button type="button" className={controls.button} onClick={leave}>
          {t.leave}
        </button>
      </header>
      <p className={styles.task}>{exercise.task[language]}</p>
      {solution && <p className={styles.note}>{t.showing}</p>}
      <Work exercise={exercise} />
      <div className={styles.buttons}>
        {!live && exercise.kind !== 'predict' && (
          <button type="button" className={`${controls.button} ${controls.strong}`} onClick={check}>
            {t.check}
          </button>
        )}
        {hints < exercise.hints.length && (
          <button type="button" className={controls.button} onClick={hint}>
            {t.hint(hints)}
          </button>
        )}
        {hints === exercise.hints.length && (
          <button type="button" className={controls.button} onClick={showMe}>
            {t.showMe}
          </button>
        )}
        {verdict?.passed && next && (
          <button type="button" className={`${controls.button} ${controls.strong}`} onClick={() => open(next.id)}>
            {t.next}
          </button>
        )}
      </div>
      <Feedback exercise={exercise} verdict={verdict} />
      <ol className={styles.hints}>
        {exercise.hints.slice(0, hints).map((text, index) => (
          <li key={text.en}>
            <b>{t.hintOf(index + 1)}</b> {text[language]}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Work({ exercise }: { readonly exercise: Exercise }) {
  switch (exercise.kind) {
    case 'order':
      return <OrderBoard exercise={exercise} />;
    case 'drive':
    case 'break':
      return <LiveGoals exercise={exercise} />;
    case 'predict':
      return <Predictions exercise={exercise} />;
    case 'repair':
      return <RepairList exercise={exercise} />;
    case 'diagnose':
      return <DiagnosisForm exercise={exercise} />;
  }
}
