import { useMessages } from '../i18n/index.ts';
import {
  CHOICES,
  type Draft,
  EPOLL_EVENTS,
  type FieldName,
  type HandCall,
  RECV_FLAGS,
  SEND_FLAGS,
} from './call-fields.ts';
import styles from './calls.module.css';
import type { DraftContext, DraftErrors } from './read-draft.ts';

const NUMERIC: ReadonlySet<FieldName> = new Set<FieldName>(['port', 'backlog', 'length', 'times', 'maxevents']);

interface Props {
  readonly id: string;
  readonly call: HandCall;
  readonly field: FieldName;
  readonly draft: Draft;
  readonly set: (field: FieldName, text: string) => void;
  readonly error: DraftErrors[FieldName] | undefined;
  readonly context: DraftContext;
}

/** One argument of a call, as a label and what is typed, ticked or chosen. */
export function CallField({ id, call, field, draft, set, error, context }: Props) {
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
            <option key={fd} value={context.byName ? name : fd}>
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
