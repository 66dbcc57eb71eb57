import { useMemo, useState } from 'react';
import { nameSteps, stepId, wholeRun } from '../../../lessons/authoring/authored.ts';
import { type Ask, asksAbout, proposeQuestion } from '../../../lessons/authoring/propose-questions.ts';
import { answerOf } from '../../../lessons/exercises/answer-of.ts';
import type { Prediction } from '../../../lessons/exercises/exercise.ts';
import { runScript } from '../../../lessons/exercises/run-attempt.ts';
import controls from '../../shell/controls.module.css';
import { placeId, useBench } from './bench.ts';
import { CallSelect } from './CallSelect.tsx';
import { textOfStep } from '../step-text.ts';
import { Missing, Text } from './Text.tsx';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

/** What is asked before which calls; the answers are the engine's. */
export function Questions() {
  const { w } = useWorkshopWords();
  const { authored, put } = useBench();
  const { proposal, questions } = authored;
  const run = useMemo(() => runScript(wholeRun(proposal)), [proposal]);
  const firstCall = proposal.steps.findIndex((step) => 'call' in step);
  const [step, setStep] = useState(firstCall);
  const [wanted, setAsk] = useState<Ask>('returns');
  const asks = useMemo(() => asksAbout(step, proposal, run), [step, proposal, run]);
  const ask = asks.includes(wanted) ? wanted : asks[0];
  const add = (): void => {
    const question = ask === undefined ? null : proposeQuestion(step, ask, proposal, run);
    if (question === null || questions.some(({ id }) => id === question.id)) return;
    // They are asked in the order of the run.
    put({ questions: [...questions, question].toSorted((a, b) => a.step - b.step) });
  };
  return (
    <section aria-label={w.questions}>
      <h3 id={placeId('questions')} tabIndex={-1}>
        {w.questions}
      </h3>
      <Missing place="questions" />
      <p className={styles.note}>{w.questionsAbout}</p>
      <div className={styles.fields}>
        <CallSelect label={w.atCall} proposal={proposal} step={step} onStep={setStep} />
        <label>
          {w.ask}{' '}
          <select
            className={controls.select}
            value={ask ?? ''}
            onChange={({ target }) => setAsk(asks.find((one) => one === target.value) ?? wanted)}
          >
            {asks.map((one) => (
              <option key={one} value={one}>
                {w.asks[one]}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className={controls.button} onClick={add}>
          {w.addQuestion}
        </button>
      </div>
      <ul className={styles.rules}>
        {questions.map((question) => (
          <Question
            key={question.id}
            question={question}
            right={answerOf(question, run) ?? ''}
            onChange={(next) =>
              put({
                questions: questions.flatMap((one) => (one.id === question.id ? (next === null ? [] : [next]) : [one])),
              })
            }
          />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  readonly question: Prediction;
  readonly right: string;
  readonly onChange: (next: Prediction | null) => void;
}

function Question({ question, right, onChange }: Props) {
  const { w, t, language } = useWorkshopWords();
  const { authored } = useBench();
  const { proposal } = authored;
  const [typed, setTyped] = useState(() => question.choices?.join(', ') ?? '');
  const [lacked, setLacked] = useState(false);
  const step = proposal.steps[question.step];
  const call = step === undefined ? '' : textOfStep(step);
  const proposed = useMemo(
    () => proposeQuestion(question.step, question.ask, proposal, runScript(wholeRun(proposal))),
    [question.step, question.ask, proposal],
  );
  const shown = right === 'yes' ? w.yes : right === 'no' ? w.no : right === 'none' ? w.none : right;
  const choose = (text: string): void => {
    setTyped(text);
    const choices = [...new Set(text.split(',').map((one) => one.trim()))].filter((one) => one !== '');
    const { choices: _, ...rest } = question;
    const lacks = choices.length > 0 && !choices.includes(right);
    setLacked(lacks);
    onChange(choices.length === 0 ? rest : { ...rest, choices: lacks ? [...choices, right] : choices });
  };
  return (
    <li>
      <p className={styles.head}>
        <code>{call}</code> <span>{w.asks[question.ask]}</span>
        <button
          type="button"
          className={controls.button}
          aria-label={w.remove(`${nameSteps(proposal).call(stepId(question.step))[language]}, ${w.asks[question.ask]}`)}
          onClick={() => onChange(null)}
        >
          ✕
        </button>
      </p>
      <p className={styles.outcome} data-holds="true">
        ✓ {w.answer(shown)}
      </p>
      <Text
        label={w.question}
        text={question.question}
        onChange={(text) => onChange({ ...question, question: text })}
        {...(proposed && { proposed: proposed.question })}
      />
      {question.ask !== 'blocks' && (
        <div className={styles.field}>
          <label>
            {w.choices}
            <input type="text" value={typed} onChange={({ target }) => choose(target.value)} />
          </label>
          {lacked ? <small>{w.choicesLack(right)}</small> : question.choices === undefined && <small>{w.typed}</small>}
        </div>
      )}
      <details className={styles.words}>
        <summary>{w.whenWrong}</summary>
        <Text
          label={t.rule}
          text={question.message}
          onChange={(message) => onChange({ ...question, message })}
          {...(proposed && { proposed: proposed.message })}
        />
        <Text
          label={t.wayOn}
          text={question.wayOn}
          onChange={(wayOn) => onChange({ ...question, wayOn })}
          {...(proposed && { proposed: proposed.wayOn })}
        />
      </details>
    </li>
  );
}
