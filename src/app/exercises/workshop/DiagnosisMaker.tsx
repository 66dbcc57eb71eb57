import { useId, useMemo } from 'react';
import { wholeRun } from '../../../lessons/authoring/authored.ts';
import { newCause, proposeDiagnosis, saidOfCause } from '../../../lessons/authoring/propose-diagnosis.ts';
import type { Diagnosis } from '../../../lessons/exercises/exercise.ts';
import { runScript } from '../../../lessons/exercises/run-attempt.ts';
import controls from '../../shell/controls.module.css';
import { ownKeys } from '../own-keys.ts';
import { placeId, useBench } from './bench.ts';
import { CallSelect } from './CallSelect.tsx';
import { Missing, Text } from './Text.tsx';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

/** Which call is to blame, and the causes to choose from: the run suggests both. */
export function DiagnosisMaker() {
  const { w, t, language } = useWorkshopWords();
  const { authored, put } = useBench();
  const { proposal, diagnosis } = authored;
  const proposed = useMemo(() => proposeDiagnosis(proposal, runScript(wholeRun(proposal))), [proposal]);
  const name = useId();
  const change = (next: Partial<Diagnosis>): void => {
    if (diagnosis !== null) put({ diagnosis: { ...diagnosis, ...next } });
  };
  return (
    <section aria-label={w.diagnosis}>
      <h3 id={placeId('diagnosis')} tabIndex={-1}>
        {w.diagnosis}
      </h3>
      <Missing place="diagnosis" />
      {diagnosis === null ? (
        <button type="button" className={controls.button} onClick={() => put({ diagnosis: proposed })}>
          {w.propose}
        </button>
      ) : (
        <>
          <div className={styles.fields}>
            <CallSelect
              label={w.guilty}
              proposal={proposal}
              step={diagnosis.step}
              onStep={(step) => change({ step })}
            />
          </div>
          <fieldset className={styles.causes}>
            <legend>{w.causes}</legend>
            {diagnosis.causes.map((cause, index) => {
              const put1 = (next: Partial<typeof cause>): void =>
                change({ causes: diagnosis.causes.map((one) => (one === cause ? { ...one, ...next } : one)) });
              const label = w.cause(index + 1);
              return (
                <div key={cause.id} className={styles.cause}>
                  <p className={styles.head}>
                    <b>{label}</b>
                    <label>
                      <input
                        type="radio"
                        name={name}
                        aria-label={`${w.isRight}: ${cause.text[language] || label}`}
                        checked={diagnosis.cause === cause.id}
                        onKeyDown={ownKeys}
                        onChange={() =>
                          change({
                            cause: cause.id,
                            // What nobody has written follows what it is said of.
                            causes: diagnosis.causes.map((one) => ({ ...one, ...saidAnew(one, one.id === cause.id) })),
                          })
                        }
                      />{' '}
                      {w.isRight}
                    </label>
                    <button
                      type="button"
                      className={controls.button}
                      aria-label={w.remove(cause.text[language] || label)}
                      disabled={diagnosis.cause === cause.id}
                      onClick={() => change({ causes: diagnosis.causes.filter((one) => one !== cause) })}
                    >
                      ✕
                    </button>
                  </p>
                  <Text
                    label={w.causeText}
                    text={cause.text}
                    lines={2}
                    place={`cause-${cause.id}`}
                    onChange={(text) => put1({ text })}
                  />
                  <details className={styles.words}>
                    <summary>{w.said}</summary>
                    <Text label={t.rule} text={cause.message} onChange={(message) => put1({ message })} />
                    <Text label={t.wayOn} text={cause.wayOn} onChange={(wayOn) => put1({ wayOn })} />
                  </details>
                </div>
              );
            })}
          </fieldset>
          <button
            type="button"
            className={controls.button}
            onClick={() => change({ causes: [...diagnosis.causes, newCause(diagnosis.causes.map(({ id }) => id))] })}
          >
            {w.addCause}
          </button>
          <details className={styles.words}>
            <summary>{w.wrongCall}</summary>
            <Text label={t.rule} text={diagnosis.message} onChange={(message) => change({ message })} />
            <Text label={t.wayOn} text={diagnosis.wayOn} onChange={(wayOn) => change({ wayOn })} />
          </details>
        </>
      )}
    </section>
  );
}

type Cause = Diagnosis['causes'][number];

/** The usual words for a cause that has become the right one, or is it no longer; empty when its author wrote some. */
function saidAnew({ message, wayOn }: Cause, isRight: boolean): Partial<Cause> {
  const before = saidOfCause(!isRight);
  const isUsual = message.en === before.message.en && wayOn.en === before.wayOn.en;
  return isUsual ? saidOfCause(isRight) : {};
}
