import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useMessages } from '../i18n/index.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import {
  CHOICES,
  type Draft,
  EPOLL_EVENTS,
  FIELDS,
  type FieldName,
  type HandCall,
  RECV_FLAGS,
  SEND_FLAGS,
} from './call-fields.ts';
import styles from './calls.module.css';
import { type DraftContext, type DraftErrors, readDraft } from './read-draft.ts';
import { showCall } from './show-call.ts';
import { useEscape } from '../stage/use-escape.ts';

interface Props {
  readonly name: HandCall;
  readonly initial: Draft;
  readonly context: DraftContext;
  /** Why the call cannot be made just now; it may be tried all the same. */
  readonly hint: string | null;
  readonly make: (read: ReturnType<typeof readDraft>) => void;
  readonly cancel: () => void;
  /** What its button says, and how the call is shown, where it is not made at once. */
  readonly instead?: { readonly make: string; readonly show: (read: MadeCall) => string };
}

type MadeCall = Extract<ReturnType<typeof readDraft>, { readonly ok: true }>['value'];

/** The arguments of one call, filled in and editable. What is typed is the only state of the stage. */
export function CallForm({ name, initial, context, hint, make, cancel, instead }: Props) {
  const { stage, terms } = useMessages();
  const t = stage.calls;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const read = readDraft(name, draft, context);
  const errors: DraftErrors = tried && !read.ok ? read.error : {};
  const { main, more } = FIELDS[name];

  // The button comes first: a second press of Enter makes the call as it stands.
  useEffect(() => {
    const element = form.current;
    if (element === null) return;
    element.querySelector<HTMLElement>('[type="submit"]')?.focus({ preventScroll: true });
    // On a phone it is higher than what is seen of the stage: then from its beginning.
    const { left, top } = element.getBoundingClientRect();
    const begins = document.elementFromPoint?.(left + 12, top + 12);
    if (begins !== undefined && !element.contains(begins)) element.scrollIntoView({ block: 'start' });
  }, []);

  const set = (field: FieldName, text: string): void => setDraft({ ...draft, [field]: text });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (read.ok) make(read);
    else form.current?.querySelector<HTMLElement>(`[data-field="${Object.keys(read.error)[0]}"]`)?.focus();
  };
  useEscape(cancel);

  const field = (one: FieldName) => (
    <Field
      key={one}
      id={`${id}-${one}`}
      call={name}
      field={one}
      draft={draft}
      set={set}
      error={errors[one]}
      context={context}
    />
  );
  return (
    <form ref={form} className={styles.form} aria-label={t.form({ call: name })} onSubmit={submit} noValidate>
      <div className={styles.what}>
        <code>{read.ok ? (instead?.show(read.value) ?? showCall(read.value.call)) : `${name}(…)`}</code>
        <QuietButton className={styles.cancel} aria-label={t.cancel} onClick={cancel}>
          ✕
        </QuietButton>
      </div>
      <p className={styles.meaning}>{hint ?? terms.calls[name]}</p>
      <div className={styles.fields}>{main.map(field)}</div>
      {more.length > 0 && (
        <details className={styles.more} open={tried && more.some((one) => errors[one] !== undefined)}>
          <summary>{t.moreArguments}</summary>
          <div className={styles.fields}>{more.map(field)}</div>
        </details>
      )}
      <button type="submit" className={styles.make}>
        {instead?.make ?? t.call}
      </button>
    </form>
  );
}

const NUMERIC: ReadonlySet<FieldName> = new Set<FieldName>(['port', 'backlog', 'length', 'times', 'maxevents']);

interface FieldProps {
  readonly id: string;
  readonly call: HandCall;
  readonly field: FieldName;
  readonly draft: Draft;
  readonly set: (field: FieldName, text: string) => void;
  readonly error: DraftErrors[FieldName] | undefined;
  readonly context: DraftContext;
}

function Field({ id, call, field, draft, set, error, context }: FieldProps) {
  const { calls: t } = useMessages().stage;
  const label = t.fields[field];
  const value = draft[field];
  if (field === 'flags' || field === 'events') {
    const chosen = new Set(value.split(' ').filter((flag) => flag !== ''));
    return (
      <fieldset className={styles.flags}>
        <legend>{label}</legend>
        {(field === 'events' ? EPOLL_EVENTS : call === 'send' ? SEND_FLAGS : RECV_FLAGS).map((flag) => (
          <label key={flag}>
            <input
              type="checkbox"
              checked={chosen.has(flag)}
              onChange={({ target }) => {
                if (target.checked) chosen.add(flag);
                else chosen.delete(flag);
                set(field, [...chosen].join(' '));
              }}
            />
            {flag}
          </label>
        ))}
      </fieldset>
    );
  }
  if (field === 'nonblocking' || field === 'cloexec' || field === 'nosignal') {
    const hintId = field === 'nosignal' ? `${id}-hint` : undefined;
    const box = (
      <label className={styles.check}>
        <input
          type="checkbox"
          aria-describedby={hintId}
          checked={value === 'yes'}
          onChange={({ target }) => set(field, target.checked ? 'yes' : '')}
        />
        {field === 'cloexec' && call === 'epoll_create1' ? 'EPOLL_CLOEXEC' : label}
      </label>
    );
    if (hintId === undefined) return box;
    return (
      <div className={styles.explained}>
        {box}
        <small id={hintId}>{t.noSignalHint}</small>
      </div>
    );
  }
  if (field === 'family' || field === 'how' || field === 'option' || field === 'setting' || field === 'op') {
    const choices: readonly string[] = CHOICES[field];
    return (
      <label className={styles.field} data-wide={field === 'op' || field === 'setting'}>
        <span>{label}</span>
        <select data-field={field} value={value} onChange={({ target }) => set(field, target.value)}>
          {(choices.includes(value) ? choices : [value, ...choices]).map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      </label>
    );
  }
  const numeric = NUMERIC.has(field);
  const isDescriptor = field === 'fd' || field === 'target';
  const errorId = `${id}-error`;
  return (
    <label className={styles.field} data-wide={field === 'data' || field === 'address' || field === 'fds'}>
      <span>{label}</span>
      <input
        type="text"
        data-field={field}
        value={value}
        inputMode={numeric ? 'numeric' : 'text'}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        list={isDescriptor ? `${id}-list` : undefined}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        onChange={({ target }) => set(field, target.value)}
        onFocus={({ target }) => target.select()}
      />
      {isDescriptor && (
        <datalist id={`${id}-list`}>
          {[...context.fdNames].map(([fd, name]) => (
            <option key={fd} value={fd}>
              {name}
            </option>
          ))}
        </datalist>
      )}
      {error !== undefined && (
        <span id={errorId} className={styles.error} role="alert">
          {t.errors[error]}
        </span>
      )}
    </label>
  );
}
