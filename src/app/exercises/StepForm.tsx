import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { processesOf } from '../../lessons/exercises/script-names.ts';
import type { CallScript, CallStep, ScriptStep } from '../../programs/call-script.ts';
import { describeScriptError } from '../../programs/describe-script-error.ts';
import { parseCallScript } from '../../programs/parse-call-script.ts';
import { type Draft, FIELDS, type FieldName, type HandCall, MAIN_CALLS, MORE_CALLS } from '../calls/call-fields.ts';
import { CallField } from '../calls/CallField.tsx';
import calls from '../calls/calls.module.css';
import { useMessages } from '../i18n/index.ts';
import controls from '../shell/controls.module.css';
import { useEscape } from '../stage/use-escape.ts';
import styles from './exercises.module.css';
import pieces from './pieces.module.css';
import { contextOf, draftOfStep, stepOfDraft } from './step-draft.ts';
import { useWords } from './use-words.ts';

const ALL: readonly HandCall[] = [...MAIN_CALLS, ...Object.values(MORE_CALLS).flat()];
const WAIT = 'wait';
/** How long a program waits that has just been told to, milliseconds. */
const A_WHILE = '500';

interface Props {
  readonly label: string;
  /** The machines and processes that there are. */
  readonly script: CallScript;
  /** What the form begins with. */
  readonly initial: ScriptStep;
  readonly way: 'change' | 'insert';
  /** The program with a step in its place. */
  readonly whole: (step: ScriptStep) => readonly ScriptStep[];
  readonly onStep: (steps: readonly ScriptStep[]) => void;
  readonly cancel: () => void;
  /** A pause is no choice. */
  readonly callsOnly?: boolean;
}

/** One call of a program, by the same fields as a call by hand: who makes it, which one, and its arguments. */
export function StepForm({ label, script, initial, way, whole, onStep, cancel, callsOnly = false }: Props) {
  const { t, language } = useWords();
  const { terms } = useMessages();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const began = 'call' in initial ? initial : null;
  const steps = whole(initial);
  const processes = processesOf({ ...script, steps });
  const [process, setProcess] = useState(began?.process ?? processes[0] ?? '');
  const [call, setCall] = useState<HandCall | typeof WAIT>(began?.call ?? WAIT);
  const [draft, setDraft] = useState<Draft>(() =>
    draftOfStep(began ?? { process, call: 'close' }, { ...script, steps }),
  );
  const [wait, setWait] = useState('wait' in initial ? String(initial.wait) : A_WHILE);
  const [tried, setTried] = useState(false);
  const context = contextOf(script, steps, process);
  const who: Pick<CallStep, 'process' | 'thread'> =
    began?.thread !== undefined && began.process === process ? { process, thread: began.thread } : { process };
  const read = call === WAIT ? null : stepOfDraft(who, call, draft, context);
  const step: ScriptStep | null = read === null ? { wait: Number(wait) } : read.ok ? read.value : null;
  const errors = tried && read !== null && !read.ok ? read.error : {};
  const { name, hosts } = script;
  const parsed =
    step === null
      ? null
      : parseCallScript({ name, hosts, processes: script.processes, steps: whole(step) }, { lenient: true });
  const fault = tried && parsed !== null && !parsed.ok ? describeScriptError(parsed.error, language) : null;

  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('[data-first]');
    first?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  useEscape(cancel);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (parsed?.ok) onStep(parsed.value.steps);
    else if (read !== null && !read.ok)
      form.current?.querySelector<HTMLElement>(`[data-field="${Object.keys(read.error)[0]}"]`)?.focus();
  };
  const field = (one: FieldName) =>
    call !== WAIT && (
      <CallField
        key={one}
        id={`${id}-${one}`}
        call={call}
        field={one}
        draft={draft}
        set={(key, text) => setDraft({ ...draft, [key]: text })}
        error={errors[one]}
        context={context}
      />
    );
  const { main, more } = call === WAIT ? { main: [], more: [] } : FIELDS[call];
  return (
    <form ref={form} className={pieces.stepForm} aria-label={label} onSubmit={submit} noValidate>
      <div className={calls.fields}>
        <label className={calls.field}>
          <span>{t.repair.process}</span>
          <select value={process} onChange={({ target }) => setProcess(target.value)}>
            {processes.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label className={calls.field} data-wide>
          <span>{t.repair.call}</span>
          <select data-first value={call} onChange={({ target }) => setCall(target.value as HandCall)}>
            {ALL.map((one) => (
              <option key={one}>{one}</option>
            ))}
            {!callsOnly && <option value={WAIT}>{t.repair.wait}</option>}
          </select>
        </label>
        {call === WAIT && (
          <label className={calls.field}>
            <span>{t.repair.milliseconds}</span>
            <input type="text" inputMode="numeric" value={wait} onChange={({ target }) => setWait(target.value)} />
          </label>
        )}
        {main.map(field)}
      </div>
      {call !== WAIT && <p className={calls.meaning}>{terms.calls[call]}</p>}
      {more.length > 0 && (
        <details className={calls.more}>
          <summary>{t.repair.more}</summary>
          <div className={calls.fields}>{more.map(field)}</div>
        </details>
      )}
      {fault !== null && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.ways}>
        <button type="submit" className={`${controls.button} ${controls.strong}`}>
          {way === 'change' ? t.repair.take : t.repair.add}
        </button>
        <button type="button" className={controls.button} onClick={cancel}>
          {t.repair.cancel}
        </button>
      </div>
    </form>
  );
}
