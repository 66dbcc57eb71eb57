import { useEffect, useRef, useState } from 'react';
import { processesOf } from '../../lessons/exercises/script-names.ts';
import type { CallScript, ScriptStep } from '../../programs/call-script.ts';
import controls from '../shell/controls.module.css';
import styles from './exercises.module.css';
import pieces from './pieces.module.css';
import { StepForm } from './StepForm.tsx';
import { StepsText } from './StepsText.tsx';
import { textOfStep } from './step-text.ts';
import { useWords } from './use-words.ts';

/** Where a form is open: in place of a step, or behind it; behind -1 is the beginning. */
interface Open {
  readonly way: 'change' | 'insert';
  readonly index: number;
}

interface Props {
  /** What the program is called. */
  readonly label: string;
  /** The machines and processes that there are. */
  readonly script: CallScript;
  readonly steps: readonly ScriptStep[];
  readonly onSteps: (steps: readonly ScriptStep[]) => void;
  /** A step can be copied with one press. */
  readonly copies?: boolean;
  /** What the program was, to be put back with one press. */
  readonly original?: readonly ScriptStep[];
}

/** The calls of a program: changed, inserted, moved and deleted in a list, and anything in its text. */
export function StepsEditor({ label, script, steps, onSteps, copies = false, original }: Props) {
  const { t } = useWords();
  const [asText, setAsText] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  // Grows when the text is to be read anew.
  const [version, setVersion] = useState(0);
  const editor = useRef<HTMLDivElement>(null);
  const focused = useRef<string | null>(null);
  // A button goes with its call: the focus too.
  useEffect(() => {
    if (focused.current !== null) editor.current?.querySelector<HTMLElement>(focused.current)?.focus();
    focused.current = null;
  });
  const put = (next: readonly ScriptStep[], focus: string): void => {
    focused.current = `[data-move="${focus}"]`;
    setOpen(null);
    onSteps(next);
  };
  const exchange = (a: number, b: number): void => {
    const [first, second] = [steps[a], steps[b]];
    if (first && second) put(steps.with(a, second).with(b, first), `${b < a ? 'up' : 'down'} ${b}`);
  };
  const remove = (index: number): void => {
    const next = steps.toSpliced(index, 1);
    put(next, next.length === 0 ? 'insert -1' : `remove ${Math.min(index, next.length - 1)}`);
  };
  const toggle = (way: Open['way'], index: number): void =>
    setOpen(open?.way === way && open.index === index ? null : { way, index });
  const formOf = (step: ScriptStep, { way, index }: Open) => (
    <StepForm
      // Another form has other fields.
      key={`${way} ${index}`}
      label={index === -1 ? t.repair.insertFirst : way === 'change' ? t.repair.changing : t.repair.inserting}
      script={script}
      initial={step}
      way={way}
      whole={(one) => (way === 'change' ? steps.with(index, one) : steps.toSpliced(index + 1, 0, one))}
      onStep={(next) => put(next, `change ${way === 'change' ? index : index + 1}`)}
      cancel={() => {
        focused.current = `[data-move="${way} ${index}"]`;
        setOpen(null);
      }}
    />
  );
  const atBeginning = open?.index === -1;
  return (
    <div ref={editor}>
      {asText ? (
        <StepsText key={version} label={label} script={script} steps={steps} onSteps={onSteps} />
      ) : (
        <>
          <button
            type="button"
            className={pieces.first}
            data-move="insert -1"
            aria-expanded={atBeginning}
            onClick={() => toggle('insert', -1)}
          >
            + {t.repair.insertFirst}
          </button>
          {atBeginning && formOf(firstOf(script, steps), open)}
          <ol className={pieces.steps} aria-label={label}>
            {steps.map((step, index) => {
              const isOpen = open?.index === index;
              return (
                // oxlint-disable-next-line react/no-array-index-key -- a step is known by its place
                <li key={index}>
                  <div className={pieces.step}>
                    <code>{textOfStep(step)}</code>
                    <RowButtons
                      index={index}
                      text={textOfStep(step)}
                      open={isOpen ? open.way : null}
                      toggle={(way) => toggle(way, index)}
                      exchange={(other) => exchange(index, other)}
                      copy={copies ? () => put(steps.toSpliced(index + 1, 0, step), `change ${index + 1}`) : null}
                      remove={() => remove(index)}
                    />
                  </div>
                  {isOpen && formOf(step, open)}
                </li>
              );
            })}
          </ol>
        </>
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
        {original !== undefined && (
          <button
            type="button"
            className={controls.button}
            onClick={() => {
              setOpen(null);
              setVersion(version + 1);
              onSteps(original);
            }}
          >
            {t.repair.reset}
          </button>
        )}
      </div>
    </div>
  );
}

/** What a call at the beginning is first taken to be. */
function firstOf(script: CallScript, steps: readonly ScriptStep[]): ScriptStep {
  const first = steps.find((step) => 'call' in step);
  const [process = ''] = processesOf({ ...script, steps });
  return { process: first?.process ?? process, call: 'socket', as: 's' };
}

interface RowProps {
  readonly index: number;
  /** The step of the row. */
  readonly text: string;
  readonly open: Open['way'] | null;
  readonly toggle: (way: Open['way']) => void;
  readonly exchange: (other: number) => void;
  readonly copy: (() => void) | null;
  readonly remove: () => void;
}

/** What can be done with one step. */
function RowButtons({ index, text, open, toggle, exchange, copy, remove }: RowProps) {
  const { t } = useWords();
  const buttons = [
    { name: 'change', sign: '✎', label: t.repair.change(text), press: () => toggle('change') },
    { name: 'insert', sign: '+', label: t.repair.insert(text), press: () => toggle('insert') },
    ...(copy === null ? [] : [{ name: 'copy', sign: '×2', label: t.repair.copy(text), press: copy }]),
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
