import { useRef, useState } from 'react';
import { NO_TEXT } from '../../../lessons/authoring/authored.ts';
import type { Piece } from '../../../lessons/exercises/exercise.ts';
import type { CallStep } from '../../../programs/call-script.ts';
import controls from '../../shell/controls.module.css';
import { workshop as en } from '../../i18n/en/workshop.ts';
import { workshop as pt } from '../../i18n/pt-BR/workshop.ts';
import { StepForm } from '../StepForm.tsx';
import { useBench } from './bench.ts';
import { textOfStep } from '../step-text.ts';
import { Text } from './Text.tsx';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

/** Calls that lie in the tray and belong to no solution, each with what is said to who uses it. */
export function Distractors() {
  const { w, t } = useWorkshopWords();
  const { authored, put } = useBench();
  const { distractors, proposal } = authored;
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const steps = proposal.pieces.map(({ step }) => step);
  const change = (id: string, distractor: NonNullable<Piece['distractor']>): void =>
    put({ distractors: distractors.map((one) => (one.id === id ? { ...one, distractor } : one)) });
  const add = (step: CallStep): void => {
    let number = 1;
    while (distractors.some(({ id }) => id === `other-${number}`)) number++;
    const call = `${step.call}()`;
    const said = { en: en.notBelonging(call), 'pt-BR': pt.notBelonging(call) };
    const distractor = {
      message: { en: said.en.message, 'pt-BR': said['pt-BR'].message },
      wayOn: { en: said.en.wayOn, 'pt-BR': said['pt-BR'].wayOn },
    };
    put({ distractors: [...distractors, { id: `other-${number}`, step, distractor }] });
  };
  return (
    <section aria-label={w.distractors}>
      <h3>{w.distractors}</h3>
      <p className={styles.note}>{w.distractorsAbout}</p>
      <ul className={styles.rules}>
        {distractors.map(({ id, step, distractor = { message: NO_TEXT, wayOn: NO_TEXT } }) => (
          <li key={id}>
            <p className={styles.head}>
              <code>{textOfStep(step)}</code>
              <button
                type="button"
                className={controls.button}
                aria-label={w.remove(textOfStep(step))}
                onClick={() => put({ distractors: distractors.filter((one) => one.id !== id) })}
              >
                ✕
              </button>
            </p>
            <Text
              label={t.rule}
              text={distractor.message}
              onChange={(message) => change(id, { ...distractor, message })}
            />
            <Text label={t.wayOn} text={distractor.wayOn} onChange={(wayOn) => change(id, { ...distractor, wayOn })} />
          </li>
        ))}
      </ul>
      <button
        ref={opener}
        type="button"
        className={controls.button}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {w.addCall}
      </button>
      {open && (
        <StepForm
          label={w.addCall}
          script={proposal.script}
          // Like one of the program's own, to be made another.
          initial={steps.at(-1) ?? { process: '', call: 'socket' }}
          way="insert"
          whole={(step) => [...steps, step]}
          onStep={(whole) => {
            const step = whole.at(-1);
            if (step !== undefined && 'call' in step) add(step);
            close();
          }}
          cancel={close}
          callsOnly
        />
      )}
    </section>
  );
}
