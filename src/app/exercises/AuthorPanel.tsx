import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { type Authored, exerciseFileOf, idOf, tryExercise } from '../../lessons/exercises/authored.ts';
import { CHAPTERS, type Exercise } from '../../lessons/exercises/exercise.ts';
import { parseExercise } from '../../lessons/exercises/parse-exercise.ts';
import type { ScriptText } from '../../programs/call-script.ts';
import { describeScriptError } from '../../programs/describe-script-error.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/index.ts';
import controls from '../shell/controls.module.css';
import { fileName, saveFile } from '../shell/save-file.ts';
import { exerciseActions, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { linkOf } from './link.ts';
import { stepText } from './step-text.ts';
import { useWords } from './use-words.ts';

/** The workshop: what was read off a run, to be kept or struck, the texts, a trial, and the ways in which it leaves. */
export function AuthorPanel({ authored }: { readonly authored: Authored }) {
  const { t, language } = useWords();
  const [writing, setWriting] = useState(language);
  const { write, leave, begin, arrived } = exerciseActions;
  const fresh = useExercise((exercising) => exercising.fresh);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!fresh) return;
    heading.current?.focus();
    arrived();
  }, [fresh, arrived]);
  // To try it is work: what is typed does not wait for it.
  const settled = useDeferredValue(authored);
  const file = useMemo(() => exerciseFileOf(settled), [settled]);
  const parsed = useMemo(() => parseExercise(JSON.stringify(file)), [file]);
  const [told, tell] = useState('');
  const text = `${JSON.stringify(file, null, 2)}\n`;
  const put = (change: Partial<Authored>): void => {
    tell('');
    write({ ...authored, ...change });
  };
  const strike = (id: string): void => {
    const struck = new Set(authored.struck);
    if (!struck.delete(id)) struck.add(id);
    put({ struck });
  };
  const say = (id: string, before: Said, part: keyof Said, content: string): void => {
    const said = authored.messages.get(id) ?? { message: before.message, wayOn: before.wayOn };
    const messages = new Map(authored.messages);
    messages.set(id, { ...said, [part]: { ...said[part], [writing]: content } });
    put({ messages });
  };
  const share = async (): Promise<void> => {
    await navigator.clipboard.writeText(await linkOf(JSON.stringify(file), globalThis.location.href));
    tell(t.author.copied);
  };
  const field = (name: 'title' | 'learn' | 'task', label: string): ReactNode => (
    <Field
      label={label}
      value={authored[name][writing]}
      lines={name === 'title' ? 1 : 2}
      onChange={(content) => put({ [name]: { ...authored[name], [writing]: content } })}
    />
  );
  return (
    <section className={styles.panel} aria-label={t.author.title}>
      <header className={styles.title}>
        <h2 ref={heading} tabIndex={-1}>
          {t.author.title}
        </h2>
        <button
          type="button"
          className={controls.button}
          onClick={({ currentTarget }) => {
            const focused = currentTarget === document.activeElement;
            leave();
            if (focused) document.getElementById('open-exercises')?.focus();
          }}
        >
          {t.author.leave}
        </button>
      </header>
      <p className={styles.note}>{t.author.about}</p>
      <div className={styles.fields}>
        <label>
          {t.author.kind}{' '}
          <select
            className={controls.select}
            value={authored.kind}
            onChange={({ target }) => put({ kind: target.value === 'drive' ? 'drive' : 'order' })}
          >
            <option value="order">{t.kinds.order}</option>
            <option value="drive">{t.kinds.drive}</option>
          </select>
        </label>
        <label>
          {t.author.chapter}{' '}
          <select
            className={controls.select}
            value={authored.chapter}
            onChange={({ target }) => put({ chapter: CHAPTERS.find((one) => one === target.value) ?? CHAPTERS[0] })}
          >
            {CHAPTERS.map((chapter) => (
              <option key={chapter} value={chapter}>
                {t.chapters[chapter]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.author.minutes}{' '}
          <input
            type="number"
            min={1}
            max={120}
            value={authored.minutes}
            onChange={({ target }) => put({ minutes: Math.round(target.valueAsNumber) || 1 })}
          />
        </label>
        <label>
          {t.author.difficulty}{' '}
          <select
            className={controls.select}
            value={authored.difficulty}
            onChange={({ target }) => put({ difficulty: target.value === '1' ? 1 : target.value === '2' ? 2 : 3 })}
          >
            {([1, 2, 3] as const).map((one) => (
              <option key={one} value={one}>
                {t.difficulty(one)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.author.language}{' '}
          <select
            className={controls.select}
            value={writing}
            onChange={({ target }) => setWriting(LANGUAGES.find((one) => one === target.value) ?? writing)}
          >
            {LANGUAGES.map((one) => (
              <option key={one} value={one}>
                {LANGUAGE_NAMES[one]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {field('title', t.author.name)}
      {field('task', t.author.task)}
      {field('learn', t.learn)}
      {authored.hints.map((hint, index) => (
        <Field
          // oxlint-disable-next-line react/no-array-index-key -- a hint is known by its place
          key={index}
          label={t.hintOf(index + 1)}
          value={hint[writing]}
          lines={1}
          onChange={(content) => {
            const [first, second, third] = authored.hints;
            const hints = [first, second, third] as [ScriptText, ScriptText, ScriptText];
            hints[index as 0 | 1 | 2] = { ...hint, [writing]: content };
            put({ hints });
          }}
        />
      ))}
      <h3>{t.author.calls}</h3>
      <ol className={styles.steps}>
        {authored.proposal.pieces.map(({ id, step }) => (
          <li key={id}>
            <code>{`${step.process}: ${stepText(step)}`}</code>
          </li>
        ))}
      </ol>
      <h3>{t.goals}</h3>
      <ul className={styles.rules}>
        {authored.proposal.goals.map(({ id, says }) => (
          <li key={id}>
            <Keep kept={!authored.struck.has(id)} onToggle={() => strike(id)}>
              {says[language]}
            </Keep>
          </li>
        ))}
      </ul>
      {authored.kind === 'order' && (
        <>
          <h3>{t.author.constraints}</h3>
          <ul className={styles.rules}>
            {authored.proposal.constraints.map((constraint) => {
              const said = authored.messages.get(constraint.id) ?? constraint;
              const kept = !authored.struck.has(constraint.id);
              return (
                <li key={constraint.id}>
                  <Keep kept={kept} onToggle={() => strike(constraint.id)}>
                    <code>{constraint.id}</code>
                  </Keep>
                  {kept && (
                    <>
                      <Field
                        label={t.rule}
                        value={said.message[writing]}
                        lines={1}
                        onChange={(content) => say(constraint.id, constraint, 'message', content)}
                      />
                      <Field
                        label={t.wayOn}
                        value={said.wayOn[writing]}
                        lines={1}
                        onChange={(content) => say(constraint.id, constraint, 'wayOn', content)}
                      />
                    </>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
      <h3>{t.author.trial}</h3>
      {parsed.ok ? (
        <TrialResult exercise={parsed.value} />
      ) : (
        <p className={styles.fault} role="alert">
          {describeScriptError(parsed.error, language)}
        </p>
      )}
      <div className={styles.buttons}>
        {parsed.ok && (
          <>
            <button type="button" className={controls.button} onClick={() => begin(parsed.value, text)}>
              {t.author.solve}
            </button>
            <button
              type="button"
              className={controls.button}
              onClick={() => saveFile(fileName(idOf(authored), 'exercise.json'), text)}
            >
              {t.author.save}
            </button>
            <button
              type="button"
              className={`${controls.button} ${controls.strong}`}
              onClick={() => void share().catch(() => tell(t.author.notCopied))}
            >
              {t.author.share}
            </button>
          </>
        )}
        <output>{told}</output>
      </div>
    </section>
  );
}

interface Said {
  readonly message: ScriptText;
  readonly wayOn: ScriptText;
}

function TrialResult({ exercise }: { readonly exercise: Exercise }) {
  const { t } = useWords();
  const trial = useMemo(() => tryExercise(exercise), [exercise]);
  const sign = (holds: boolean): string => (holds ? '✓' : '✗');
  return (
    <ul className={styles.rules}>
      <li>{`${sign(trial.solutions.every(Boolean))} ${t.author.passes}`}</li>
      <li>{`${sign(trial.startFails)} ${t.author.startFails}`}</li>
      {trial.wrong.map(({ message, holds }) => (
        <li key={message}>
          {sign(holds)} {t.author.rejects} <code>{message}</code>
        </li>
      ))}
    </ul>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly lines: number;
  readonly onChange: (value: string) => void;
}

const Field = ({ label, value, lines, onChange }: FieldProps) => (
  <label className={styles.field}>
    {label}
    <textarea value={value} rows={lines} onChange={({ target }) => onChange(target.value)} />
  </label>
);

interface KeepProps {
  readonly kept: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

const Keep = ({ kept, onToggle, children }: KeepProps) => (
  <label data-kept={kept}>
    <input type="checkbox" checked={kept} onChange={onToggle} /> {children}
  </label>
);
