import { useEffect, useRef, useState } from 'react';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import type { ScriptStep } from '../../programs/call-script.ts';
import controls from '../shell/controls.module.css';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import pieces from './pieces.module.css';
import { StepForm } from './StepForm.tsx';
import { StepsText } from './StepsText.tsx';
import { stepText } from './step-text.ts';
import { useWords } from './use-words.ts';

/** Where a form is open: in place of a step, or behind it. */
interface Open {
  readonly way: 'change' | 'insert';
  readonly index: number;
}

/** The program to be mended: calls that can be changed, inserted, moved and deleted in a list, and anything in its text. */
export function RepairList({ exercise }: { readonly exercise: Exercise }) {
  const { t } = useWords();
  const draft = useExercise((exercising) => exercising.draft);
  const { change } = exerciseActions;
  const [asText, setAsText] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  // Grows when the text is to be read anew.
  const [version, setVersion] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const focused = useRef<string | null>(null);
  // A button goes with its call: the focus too.
  useEffect(() => {
    if (focused.current !== null) list.current?.querySelector<HTMLElement>(focused.current)?.focus();
    focused.current = null;
  });
  if (draft?.kind !== 'repair') return null;
  const { steps } = draft;
  const put = (next: readonly ScriptStep[]): void => change({ kind: 'repair', steps: next });
  const exchange = (a: number, b: number): void => {
    const [first, second] = [steps[a], steps[b]];
    if (!first || !second) return;
    focused.current = `[data-move="${b < a ? 'up' : 'down'} ${b}"]`;
    put(steps.with(a, second).with(b, first));
  };
  const reset = (): void => {
    setOpen(null);
    setVersion(version + 1);
    put(exercise.script.steps);
  };
  const remove = (index: number): void => {
    focused.current = `[data-move="remove ${Math.min(index, steps.length - 2)}"]`;
    put(steps.toSpliced(index, 1));
  };
  const close = (): void => {
    if (open !== null) focused.current = `[data-move="${open.way} ${open.index}"]`;
    setOpen(null);
  };
  const formOf = (step: ScriptStep, { way, index }: Open) => (
    <StepForm
      exercise={exercise}
      initial={step}
      way={way}
      whole={(one) => (way === 'change' ? steps.with(index, one) : steps.toSpliced(index + 1, 0, one))}
      onStep={(next) => {
        focused.current = `[data-move="change ${way === 'change' ? index : index + 1}"]`;
        setOpen(null);
        put(next);
      }}
      cancel={close}
    />
  );
  return (
    <>
      <h3>{t.repair.program}</h3>
      {asText ? (
        <StepsText key={version} exercise={exercise} steps={steps} onSteps={put} />
      ) : (
        <ol ref={list} className={pieces.steps}>
          {steps.map((step, index) => {
            const text = 'call' in step ? `${step.process}: ${stepText(step)}` : `… ${step.wait} ms`;
            const isOpen = open?.index === index;
            return (
              // oxlint-disable-next-line react/no-array-index-key -- a step is known by its place
              <li key={index}>
                <div className={pieces.step}>
                  <code>{text}</code>
                  <RowButtons
                    index={index}
                    text={text}
                    open={isOpen ? open.way : null}
                    toggle={(way) => setOpen(isOpen && open.way === way ? null : { way, index })}
                    exchange={(other) => exchange(index, other)}
                    remove={() => remove(index)}
                  />
                </div>
                {isOpen && formOf(step, open)}
              </li>
            );
          })}
        </ol>
      )}
      <div className={styles.buttons}>
        <button
          type="button"
          className={controls.button}
          aria-pressed={asText}
          onClick={() => {
            setOpen(null);
            setAsText(!asText);
          }}
        >
          {asText ? t.repair.list : t.repair.edit}
        </button>
        <button type="button" className={controls.button} onClick={reset}>
          {t.repair.reset}
        </button>
      </div>
    </>
  );
}

interface RowProps {
  readonly index: number;
  /** The step of the row. */
  readonly text: string;
  readonly open: Open['way'] | null;
  readonly toggle: (way: Open['way']) => void;
  readonly exchange: (other: number) => void;
  readonly remove: () => void;
}

/** What can be done with one step. */
function RowButtons({ index, text, open, toggle, exchange, remove }: RowProps) {
  const { t } = useWords();
  const buttons = [
    { name: 'change', sign: '✎', label: t.repair.change(text), press: () => toggle('change') },
    { name: 'insert', sign: '+', label: t.repair.insert(text), press: () => toggle('insert') },
    { name: 'up', sign: '↑', label: t.repair.up(text), press: () => exchange(index - 1) },
    { name: 'down', sign: '↓', label: t.repair.down(text), press: () => exchange(index + 1) },
    { name: 'remove', sign: '✕', label: t.repair.remove(text), press: remove },
  ];
  return (
    <span className={pieces.moves}>
      {buttons.map(({ name, sign, label, press }) => (
        <button
          key={name}
          type="button"
          data-move={`${name} ${index}`}
          aria-label={label}
          title={label}
          aria-expanded={name === 'change' || name === 'insert' ? open === name : undefined}
          onClick={press}
        >
          {sign}
        </button>
      ))}
    </span>
  );
}
