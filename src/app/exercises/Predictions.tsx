import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { answerOf, isRight } from '../../lessons/exercises/answer-of.ts';
import type { Exercise, Prediction } from '../../lessons/exercises/exercise.ts';
import type { ExercisesMessages } from '../i18n/en/exercises.ts';
import controls from '../shell/controls.module.css';
import { actions } from '../store/laboratory.ts';
import { boundsOf, isMade, wholeRunOf } from './bounds.ts';
import { exerciseActions, isAided, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { ownKeys } from './own-keys.ts';
import { stepText } from './step-text.ts';
import { useWords } from './use-words.ts';

/** Questions one after another: the laboratory stands before the call, one answers, and then sees it happen. */
export function Predictions({ exercise }: { readonly exercise: Exercise }) {
  const { t, language } = useWords();
  const draft = useExercise((exercising) => exercising.draft);
  const aided = useExercise(isAided);
  const { change, check } = exerciseActions;
  const answers = draft?.kind === 'predict' ? draft.answers : {};
  // Reopened, it goes on where it was left; a solution is shown from its beginning.
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      exercise.predictions.findIndex(({ id }) => answers[id] === undefined),
    ),
  );
  const question = exercise.predictions[at];
  const { until } = boundsOf(exercise, draft);
  const given = question === undefined ? undefined : answers[question.id];
  useEffect(() => {
    if (until !== null && given === undefined) actions.seek(until);
  }, [until, given]);

  const moved = useRef(false);
  const here = useRef<HTMLElement>(null);
  // What had the focus has gone: it goes on to what came in its place.
  useEffect(() => {
    if (moved.current) here.current?.focus();
    moved.current = false;
  });

  if (question === undefined)
    return (
      <p ref={here as RefObject<HTMLParagraphElement>} className={styles.note} tabIndex={-1}>
        {t.predict.done}
      </p>
    );
  const right = answerOf(question, wholeRunOf(exercise));
  const isGivenRight = given !== undefined && isRight(given, question, wholeRunOf(exercise));
  const step = exercise.script.steps[question.step];
  const shown = (answer: string): string => shownAnswer(answer, question, t.predict);
  // As it was when it was asked.
  const asked = boundsOf(exercise, {
    kind: 'predict',
    answers: { ...answers, [question.id]: undefined } as typeof answers,
  });
  const isAsleep = asked.until !== null && isMade(exercise, question.step, asked.until);
  const next = (): void => {
    moved.current = true;
    if (at + 1 === exercise.predictions.length) check();
    setAt(at + 1);
  };
  return (
    <>
      <h3 ref={given === undefined ? (here as RefObject<HTMLHeadingElement>) : null} tabIndex={-1}>
        {t.predict.question({ at: at + 1, of: exercise.predictions.length })}
      </h3>
      <p className={styles.note}>
        {isAsleep ? t.predict.during : t.predict.before}{' '}
        {step !== undefined && 'call' in step && <code>{`${step.process}: ${stepText(step)}`}</code>}
        {given === undefined && <> {t.predict.until}</>}
      </p>
      <p>
        <b>{question.question[language]}</b>
      </p>
      {given === undefined ? (
        <Answer
          key={question.id}
          question={question}
          onAnswer={(answer) => {
            moved.current = true;
            change({ kind: 'predict', answers: { ...answers, [question.id]: answer } });
            actions.forward('call');
          }}
        />
      ) : (
        // An output element may hold phrases only, and these are paragraphs.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <div className={styles.feedback} role="status" data-passed={isGivenRight}>
          <p>
            {isGivenRight ? (
              <b>✓ {t.predict.right}</b>
            ) : (
              <>
                <b>✗ {t.predict.wrong(shown(right ?? ''))}</b> {question.message[language]}
              </>
            )}
          </p>
          <button type="button" className={controls.button} ref={here as RefObject<HTMLButtonElement>} onClick={next}>
            {at + 1 === exercise.predictions.length ? t.predict.finish : t.predict.nextQuestion}
          </button>
        </div>
      )}
      {aided && <p className={styles.note}>{t.predict.aided}</p>}
    </>
  );
}

function Answer({
  question,
  onAnswer,
}: {
  readonly question: Prediction;
  readonly onAnswer: (answer: string) => void;
}) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const name = useId();
  const choices = question.choices ?? (question.ask === 'blocks' ? ['yes', 'no'] : null);
  const shown = (one: string): string => shownAnswer(one, question, t.predict);
  return (
    <form
      className={styles.answer}
      aria-label={t.predict.yourAnswer}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') onAnswer(typed);
      }}
    >
      {choices === null ? (
        <input value={typed} aria-label={t.predict.yourAnswer} onChange={({ target }) => setTyped(target.value)} />
      ) : (
        choices.map((choice) => (
          <label key={choice} className={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={typed === choice}
              onKeyDown={ownKeys}
              onChange={() => setTyped(choice)}
            />
            <span>{shown(choice)}</span>
          </label>
        ))
      )}
      <button type="submit" className={`${controls.button} ${controls.strong}`} aria-disabled={typed.trim() === ''}>
        {t.predict.answer}
      </button>
    </form>
  );
}

/** An answer as it is read: yes, no and none in the reader's language, all else as the kernel calls it. */
function shownAnswer(answer: string, { ask }: Prediction, words: ExercisesMessages['predict']): string {
  if (ask === 'errno' && answer === 'none') return words.none;
  if (ask !== 'blocks') return answer;
  return answer === 'yes' ? words.yes : answer === 'no' ? words.no : answer;
}
