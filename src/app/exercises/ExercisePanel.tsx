import { useEffect, useRef } from 'react';
import { EXERCISES } from '../../lessons/exercises/catalogue.ts';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import controls from '../shell/controls.module.css';
import { useLaboratory } from '../store/laboratory.ts';
import { DiagnosisForm } from './DiagnosisForm.tsx';
import { ExerciseHead } from './ExerciseHead.tsx';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { Feedback } from './Feedback.tsx';
import { Hints } from './Hints.tsx';
import { LiveGoals } from './LiveGoals.tsx';
import { OrderBoard } from './OrderBoard.tsx';
import { Predictions } from './Predictions.tsx';
import { RepairList } from './RepairList.tsx';
import { useWords } from './use-words.ts';
import { Workshop } from './workshop/Workshop.tsx';

/** The exercise that is open: its task, the work at it, and what is said of it. */
export function ExercisePanel() {
  const { t, language } = useWords();
  const exercise = useExercise((exercising) => exercising.exercise);
  const authoring = useExercise((exercising) => exercising.authoring);
  const hints = useExercise((exercising) => exercising.hints);
  const verdict = useExercise((exercising) => exercising.verdict);
  const solution = useExercise((exercising) => exercising.solution);
  const round = useExercise((exercising) => exercising.round);
  const workshop = useExercise((exercising) => exercising.workshop);
  const fresh = useExercise((exercising) => exercising.fresh);
  const elsewhere = useElsewhere();
  const heading = useRef<HTMLHeadingElement>(null);
  const { leave, again, hint, showMe, check, open, arrived, stageAgain } = exerciseActions;
  useEffect(() => {
    if (!fresh || exercise === null) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
    arrived();
  }, [fresh, exercise, arrived]);
  if (authoring) return <Workshop />;
  if (exercise === null) return null;
  const live = exercise.kind === 'drive' || exercise.kind === 'break';
  const next = EXERCISES[EXERCISES.findIndex(({ id }) => id === exercise.id) + 1];
  return (
    <section className={styles.work} aria-label={exercise.title[language]}>
      <div className={styles.body}>
        <ExerciseHead
          heading={heading}
          title={exercise.title[language]}
          leaveSaid={workshop ? t.author.back : t.leave}
          leave={leave}
        >
          <button type="button" className={controls.button} onClick={again}>
            {t.again}
          </button>
        </ExerciseHead>
        <p className={styles.task}>{exercise.task[language]}</p>
        {TELLS[exercise.kind] && (
          <p className={`${styles.note} ${styles.learn}`}>
            <b>{t.learn}:</b> {exercise.learn[language]}
          </p>
        )}
        {solution && <output className={styles.showing}>{t.showing}</output>}
        {elsewhere ? (
          // A paragraph and its button: no phrase.
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          <div className={styles.away} role="status">
            <p>{t.elsewhere}</p>
            <button type="button" className={`${controls.button} ${controls.strong}`} onClick={stageAgain}>
              {t.stageAgain}
            </button>
          </div>
        ) : (
          <Work key={round} exercise={exercise} />
        )}
      </div>
      {/* Beside the work and always in sight, however long that is; on a phone, whose height is for one of them, under it. */}
      <div className={styles.foot}>
        {/* What scrolls has to be reachable by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={styles.said} tabIndex={hints > 0 || verdict !== null ? 0 : undefined}>
          {!elsewhere && <Feedback exercise={exercise} verdict={verdict} shown={solution} />}
          <Hints exercise={exercise} count={hints} />
        </div>
        {!elsewhere && (
          <div className={styles.buttons}>
            {!live && exercise.kind !== 'predict' && (
              <button type="button" className={`${controls.button} ${controls.strong}`} onClick={check}>
                {t.check}
              </button>
            )}
            <button type="button" className={controls.button} onClick={hints < exercise.hints.length ? hint : showMe}>
              {hints < exercise.hints.length ? t.hint(hints) : t.showMe}
            </button>
            {verdict?.passed && !solution && next && !workshop && (
              <button type="button" className={`${controls.button} ${controls.strong}`} onClick={() => open(next.id)}>
                {t.next}
              </button>
            )}
          </div>
        )}
      </div>
    </section>
  );
}

/** Whether what one learns may be told before: of what is to be foreseen or found it would be the answer, and is said when it is solved. */
const TELLS: Readonly<Record<Exercise['kind'], boolean>> = {
  order: true,
  drive: true,
  break: true,
  predict: false,
  repair: false,
  diagnose: false,
};

/** Whether the stage shows the run of something else than the exercise: a scenario was opened, or undo brought one back. */
function useElsewhere(): boolean {
  const steps = useLaboratory(({ script }) => script.steps);
  const staged = useExercise((exercising) => exercising.staged);
  // Another TCP of a machine makes another script of the same steps.
  return staged !== null && steps !== staged.steps;
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
