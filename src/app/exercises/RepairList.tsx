import { useEffect, useRef, useState } from 'react';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import type { ScriptStep } from '../../programs/call-script.ts';
import { describeScriptError } from '../../programs/describe-script-error.ts';
import { parseCallScript } from '../../programs/parse-call-script.ts';
import { readJson } from '../../programs/read-json.ts';
import controls from '../shell/controls.module.css';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { stepText } from './step-text.ts';
import { useWords } from './use-words.ts';

/** The program to be mended: calls that can be moved and deleted in a list, and anything in its text. */
export function RepairList({ exercise }: { readonly exercise: Exercise }) {
  const { t } = useWords();
  const draft = useExercise((exercising) => exercising.draft);
  const { change } = exerciseActions;
  const [asText, setAsText] = useState(false);
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
    setVersion(version + 1);
    put(exercise.script.steps);
  };
  const remove = (index: number): void => {
    focused.current = `[data-move="remove ${Math.min(index, steps.length - 2)}"]`;
    put(steps.toSpliced(index, 1));
  };
  return (
    <>
      <h3>{t.repair.program}</h3>
      {asText ? (
        <StepsText key={version} exercise={exercise} steps={steps} onSteps={put} />
      ) : (
        <ol ref={list} className={styles.steps}>
          {steps.map((step, index) => {
            const text = 'call' in step ? `${step.process}: ${stepText(step)}` : `… ${step.wait} ms`;
            return (
              // oxlint-disable-next-line react/no-array-index-key -- a step is known by its place
              <li key={index}>
                <code>{text}</code>
                <span className={styles.moves}>
                  <button
                    type="button"
                    data-move={`up ${index}`}
                    aria-label={t.repair.up(text)}
                    onClick={() => exchange(index, index - 1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    data-move={`down ${index}`}
                    aria-label={t.repair.down(text)}
                    onClick={() => exchange(index, index + 1)}
                  >
                    ↓
                  </button>
                  <button
                    type="button"
                    data-move={`remove ${index}`}
                    aria-label={t.repair.remove(text)}
                    onClick={() => remove(index)}
                  >
                    ✕
                  </button>
                </span>
              </li>
            );
          })}
        </ol>
      )}
      <div className={styles.buttons}>
        <button type="button" className={controls.button} aria-pressed={asText} onClick={() => setAsText(!asText)}>
          {asText ? t.repair.list : t.repair.edit}
        </button>
        <button type="button" className={controls.button} onClick={reset}>
          {t.repair.reset}
        </button>
      </div>
    </>
  );
}

interface TextProps {
  readonly exercise: Exercise;
  readonly steps: readonly ScriptStep[];
  readonly onSteps: (steps: readonly ScriptStep[]) => void;
}

/** The steps as JSON, one a line. What is wrong with the text is told with its place; the last good text is what counts. */
function StepsText({ exercise, steps, onSteps }: TextProps) {
  const { t, language } = useWords();
  const [text, setText] = useState(() => `[\n${steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]`);
  const [fault, setFault] = useState<string | null>(null);
  const read = (next: string): void => {
    setText(next);
    const { name, hosts, processes } = exercise.script;
    const whole = `{"name":${JSON.stringify(name)},"hosts":${JSON.stringify(hosts)},"processes":${JSON.stringify(processes)},"steps":`;
    const reading = readJson(next);
    // A text that is no JSON is told with its own lines; one that is, with the path of what is wrong.
    const parsed = parseCallScript('fault' in reading ? next : `${whole}${next}}`, { lenient: true });
    if (parsed.ok) onSteps(parsed.value.steps);
    setFault(
      parsed.ok
        ? null
        : describeScriptError('fault' in reading ? parsed.error : { ...parsed.error, place: null }, language),
    );
  };
  return (
    <>
      <textarea
        className={styles.text}
        value={text}
        rows={Math.min(18, steps.length + 3)}
        spellCheck={false}
        aria-label={t.repair.program}
        aria-invalid={fault !== null}
        onChange={({ target }) => read(target.value)}
      />
      {fault !== null && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </>
  );
}
