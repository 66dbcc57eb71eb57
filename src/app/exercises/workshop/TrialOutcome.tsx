import { useMemo } from 'react';
import { type Authored, inBoth } from '../../../lessons/authoring/authored.ts';
import type { Trial, WrongTried } from '../../../lessons/authoring/trial.ts';
import { toldAs } from './told-as.ts';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

interface Props {
  readonly trial: Trial;
  readonly authored: Authored;
}

/** What came of trying the exercise on its own solutions and wrong attempts, in plain words; what went wrong first. */
export function TrialOutcome({ trial, authored }: Props) {
  const { w, language } = useWorkshopWords();
  const sentences = useMemo(() => toldAs(authored), [authored]);
  const sentence = (id: string): string => sentences.get(id)?.[language] ?? id;
  const outcome = ({ message, told, holds }: WrongTried): string =>
    holds
      ? w.rejected(sentence(message))
      : told === null
        ? w.accepted(sentence(message))
        : w.toldOther({ must: sentence(message), told: sentence(told.id) });
  const [solution = null] = trial.solutions;
  const failing = trial.wrong.filter(({ holds }) => !holds);
  const holding = trial.wrong.filter(({ holds }) => holds);
  const wrongCount = wrongOf(trial);
  return (
    <>
      <p className={styles.outcome} data-holds={wrongCount === 0}>
        <b>
          {wrongCount === 0 ? '✓' : '✗'} {wrongCount === 0 ? w.allHolds : w.notAll(wrongCount)}
        </b>
      </p>
      <ul className={styles.results}>
        <li data-holds={solution === null}>
          {solution === null ? `✓ ${w.solutionPasses}` : `✗ ${w.solutionFails(inBoth(solution.message)[language])}`}
        </li>
        <li data-holds={trial.startFails}>{trial.startFails ? `✓ ${w.startFails}` : `✗ ${w.startPasses}`}</li>
        {failing.map((one, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two attempts may have one message
          <li key={index} data-holds="false">{`✗ ${outcome(one)}`}</li>
        ))}
      </ul>
      {holding.length > 0 && (
        <details className={styles.words}>
          <summary>✓ {w.madeWrong(holding.length)}</summary>
          <ul className={styles.results}>
            {holding.map((one, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two attempts may have one message
              <li key={index} data-holds="true">{`✓ ${outcome(one)}`}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** How many things do not come out as they should. */
export const wrongOf = ({ solutions: [solution = null], wrong, startFails }: Trial): number =>
  wrong.filter(({ holds }) => !holds).length + (solution === null ? 0 : 1) + (startFails ? 0 : 1);
