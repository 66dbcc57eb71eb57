import type { FaultPlace } from '../../../lessons/authoring/authored-faults.ts';
import { isEmpty } from '../../../lessons/authoring/authored.ts';
import type { ScriptText } from '../../../programs/call-script.ts';
import styles from './workshop.module.css';
import { placeId, useBench } from './bench.ts';
import { useWorkshopWords } from './use-workshop-words.ts';

interface Props {
  readonly label: string;
  readonly text: ScriptText;
  readonly onChange: (text: ScriptText) => void;
  /** What is said where nothing is written. */
  readonly proposed?: ScriptText;
  readonly lines?: number;
  /** Where what is missing is told. */
  readonly place?: FaultPlace;
}

/** A text in the language in which the author writes; below it what readers see where nothing is written. */
export function Text({ label, text, onChange, proposed, lines = 1, place }: Props) {
  const { w } = useWorkshopWords();
  const { writing } = useBench();
  const written = text[writing].trim() !== '';
  const other = text[writing === 'en' ? 'pt-BR' : 'en'];
  const note = written
    ? null
    : !isEmpty(text)
      ? w.inOther(other)
      : proposed === undefined
        ? null
        : w.empty(proposed[writing]);
  return (
    <div className={styles.field}>
      <label>
        {label}
        <textarea
          value={text[writing]}
          rows={lines}
          lang={writing}
          {...(place === undefined ? {} : { id: placeId(place) })}
          {...useMissing(place)}
          onChange={({ target }) => onChange({ ...text, [writing]: target.value })}
        />
      </label>
      {note !== null && <small lang={proposed === undefined || !isEmpty(text) ? undefined : writing}>{note}</small>}
      {place !== undefined && <Missing place={place} />}
    </div>
  );
}

/** What ties a control to what is said to be missing in it. */
export function useMissing(place: FaultPlace | undefined): {
  readonly 'aria-invalid'?: true;
  readonly 'aria-describedby'?: string;
} {
  const { faults } = useBench();
  if (place === undefined || !faults.some((fault) => fault.place === place)) return {};
  return { 'aria-invalid': true, 'aria-describedby': `${placeId(place)}-fault` };
}

/** What is missing at a place, in plain words. */
export function Missing({ place }: { readonly place: FaultPlace }) {
  const { w } = useWorkshopWords();
  const { faults } = useBench();
  const fault = faults.find((one) => one.place === place);
  return fault === undefined ? null : (
    <p id={`${placeId(place)}-fault`} className={styles.missing}>
      <span aria-hidden="true">✗ </span>
      {w.faults[fault.code]}
    </p>
  );
}
