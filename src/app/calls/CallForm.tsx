import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useMessages } from '../i18n/index.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import { type Draft, FIELDS, type FieldName, type HandCall } from './call-fields.ts';
import { CallField } from './CallField.tsx';
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
}

/** The arguments of one call, filled in and editable. What is typed is the only state of the stage. */
export function CallForm({ name, initial, context, hint, make, cancel }: Props) {
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
    <CallField
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
        <code>{read.ok ? showCall(read.value.call) : `${name}(…)`}</code>
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
        {t.call}
      </button>
    </form>
  );
}
