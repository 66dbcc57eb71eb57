import { useEffect, useId, useMemo, useState } from 'react';
import { answerOf } from '../../lessons/exercises/answer-of.ts';
import type { Exercise, Prediction } from '../../lessons/exercises/exercise.ts';
import controls from '../shell/controls.module.css';
import { actions, useLaboratory } from '../store/laboratory.ts';
import { stepOfEvent } from '../store/moments.ts';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { stepText } from './step-text.ts';
import { useWords } from './use-words.ts';

/** Questions one after another: the laboratory stands before the call, one answers, and then sees it happen. */
export function Predictions({ exercise }: { readonly exercise: Exercise }) {
  const { t, language } = useWords();
  const draft = useExercise((exercising) => exercising.draft);
  const { change, check } = exerciseActions;
  const timeline = useLaboratory((laboratory) => laboratory.timeline);
  const [at, setAt] = useState(0);
  const answers = draft?.kind === 'predict' ? draft.answers : {};
  const question = exercise.predictions[at];
  const before = useMemo(() => {
    const index = timeline.trace.items.findIndex((event) => event.kind === 'call' && event.step === question?.step);
    return index === -1 ? null : stepOfEvent(timeline, index) - 1;
  }, [timeline, question]);
  const given = question === undefined ? undefined : answers[question.id];
  useEffect(() => {
    if (before !== null && given === undefined) actions.seek(before);
  }, [before, given]);

  if (question === undefined) return <p className={styles.note}>{t.predict.done}</p>;
  const right = answerOf(question, timeline);
  const step = exercise.script.steps[question.step];
  const shown = (answer: string): string =>
    answer === 'yes' ? t.predict.yes : answer === 'no' ? t.predict.no : answer;
  const next = (): void => {
    if (at + 1 === exercise.predictions.length) check();
    setAt(at + 1);
  };
  return (
    <>
      <h3>{t.predict.question({ at: at + 1, of: exercise.predictions.length })}</h3>
      <p className={styles.note}>
        {t.predict.before} {step !== undefined && 'call' in step && <code>{`${step.process}: ${stepText(step)}`}</code>}
      </p>
      <p>{question.question[language]}</p>
      {given === undefined ? (
        <Answer
          key={question.id}
          question={question}
          onAnswer={(answer) => {
            change({ kind: 'predict', answers: { ...answers, [question.id]: answer } });
            actions.forward('call');
          }}
        />
      ) : (
        // An output element may hold phrases only, and these are paragraphs.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <div className={styles.feedback} role="status" data-passed={same(given, right)}>
          <p>
            {same(given, right) ? (
              <b>✓ {t.predict.right}</b>
            ) : (
              <>
                <b>✗ {t.predict.wrong(shown(right ?? ''))}</b> {question.message[language]}
              </>
            )}
          </p>
          <button type="button" className={controls.button} onClick={next}>
            {t.predict.nextQuestion}
          </button>
        </div>
      )}
    </>
  );
}

const same = (given: string, right: string | null): boolean => given.trim().toUpperCase() === right?.toUpperCase();

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
  const shown = (answer: string): string =>
    answer === 'yes' ? t.predict.yes : answer === 'no' ? t.predict.no : answer;
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
          <label key={choice}>
            <input type="radio" name={name} checked={typed === choice} onChange={() => setTyped(choice)} />{' '}
            {shown(choice)}
          </label>
        ))
      )}
      <button type="submit" className={`${controls.button} ${controls.strong}`} aria-disabled={typed.trim() === ''}>
        {t.predict.answer}
      </button>
    </form>
  );
}
