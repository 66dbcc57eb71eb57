import { memo, startTransition, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Subject } from '../../diagrams/shape.ts';
import styles from './panel.module.css';
import { sameSubject } from '../../diagrams/ties.ts';

interface Row {
  readonly key: string;
  readonly subject: Subject | null;
  readonly cells: readonly string[];
}

/** A diagram as text. */
export interface TableText {
  readonly summary: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** What is said of rows that are not listed; null when all are. */
  readonly left: string | null;
}

interface Told {
  /** The same as long as the text is: it is made when it is needed, which is after the picture where it is only heard. */
  readonly text: () => TableText;
  readonly selection: Subject | null;
  readonly onSelect: (subject: Subject | null) => void;
}

interface Props extends Told {
  /** Seen, or only heard. */
  readonly shown: boolean;
}

const EMPTY: TableText = { summary: '', columns: [], rows: [], left: null };
/** Before the picture stands. */
const NOTHING: Told = { text: () => EMPTY, selection: null, onSelect: () => undefined };

/**
 * A diagram as text: for a screen reader always, on the screen when asked for. What is only heard comes after the picture, in a task of
 * its own, and in a run so long that rows are left out it waits until the cursor stands still: nobody hears a table while all of it changes.
 */
export function DiagramTable({ shown, text, selection, onSelect }: Props) {
  const now = useMemo(() => ({ text, selection, onSelect }), [text, selection, onSelect]);
  const heard = useDeferredValue(now, NOTHING);
  const told = shown ? now : heard;
  const { text: makeText } = told;
  const content = useMemo(() => makeText(), [makeText]);
  const current = useMemo(() => ({ ...content, ...told }), [content, told]);
  const still = useWhenStill(current);
  return <Table {...(shown || content.left === null ? current : still)} shown={shown} />;
}

/** In milliseconds: longer than between two repeats of a key that is held. */
const STILL = 200;

/** The table as it was when it last stayed the same for a moment; the first one at once. */
function useWhenStill<T extends TableText & Told>(now: T): T {
  const [still, setStill] = useState(now);
  if (still.text === NOTHING.text && now.text !== NOTHING.text) setStill(now);
  useEffect(() => {
    if (still === now) return undefined;
    const due = setTimeout(() => startTransition(() => setStill(now)), STILL);
    return () => clearTimeout(due);
  }, [still, now]);
  return still;
}

const Table = memo(function Table(props: Props & TableText) {
  const { shown, summary, columns, rows, left, selection, onSelect } = props;
  return (
    <div className={shown ? styles.table : 'heard-only'}>
      <p>{summary}</p>
      {left !== null && <p>{left}</p>}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, subject, cells }) => (
            <TableRow
              key={key}
              columns={columns}
              // The same text is the same row, whichever array it comes in.
              text={cells.join('\n')}
              subject={shown ? subject : null}
              selected={sameSubject(subject, selection)}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
});

interface RowProps {
  readonly columns: readonly string[];
  /** The cells, a line each. */
  readonly text: string;
  /** What the row's button selects; null without one. */
  readonly subject: Subject | null;
  readonly selected: boolean;
  readonly onSelect: (subject: Subject | null) => void;
}

const TableRow = memo(function TableRow({ columns, text, subject, selected, onSelect }: RowProps) {
  const cells = text.split('\n');
  return (
    <tr data-selected={selected}>
      {cells.map((cell, index) => (
        <td key={columns[index]}>
          {subject !== null && index === cells.length - 1 ? (
            <button type="button" aria-pressed={selected} onClick={() => onSelect(selected ? null : subject)}>
              {cell}
            </button>
          ) : (
            cell
          )}
        </td>
      ))}
    </tr>
  );
});
