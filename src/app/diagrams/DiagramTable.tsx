import { memo, startTransition, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Subject } from '../../diagrams/shape.ts';
import styles from './panel.module.css';
import { sameSubject } from '../../diagrams/ties.ts';

interface Row {
  readonly key: string;
  readonly subject: Subject | null;
  readonly cells: readonly string[];
}

interface Props {
  /** Seen, or only heard. */
  readonly shown: boolean;
  readonly summary: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** What is said of rows that are not listed; null when all are. */
  readonly left: string | null;
  readonly selection: Subject | null;
  readonly onSelect: (subject: Subject | null) => void;
}

/** Before the picture stands. */
const NOTHING: Omit<Props, 'shown'> = {
  summary: '',
  columns: [],
  rows: [],
  left: null,
  selection: null,
  onSelect: () => undefined,
};

/**
 * A diagram as text: for a screen reader always, on the screen when asked for. What is only heard comes after the picture, in a task of
 * its own, and in a run so long that rows are left out it waits until the cursor stands still: nobody hears a table while all of it changes.
 */
export function DiagramTable(props: Props) {
  const { shown, summary, columns, rows, left, selection, onSelect } = props;
  const now = useMemo(
    () => ({ summary, columns, rows, left, selection, onSelect }),
    [summary, columns, rows, left, selection, onSelect],
  );
  const heard = useDeferredValue(now, NOTHING);
  const still = useWhenStill(heard);
  return <Table {...(shown ? now : left === null ? heard : still)} shown={shown} />;
}

/** In milliseconds: longer than between two repeats of a key that is held. */
const STILL = 200;

/** The table as it was when it last stayed the same for a moment; the first one at once. */
function useWhenStill(now: typeof NOTHING): typeof NOTHING {
  const [still, setStill] = useState(now);
  if (still === NOTHING && now !== NOTHING) setStill(now);
  useEffect(() => {
    if (still === now) return undefined;
    const due = setTimeout(() => startTransition(() => setStill(now)), STILL);
    return () => clearTimeout(due);
  }, [still, now]);
  return still;
}

const Table = memo(function Table({ shown, summary, columns, rows, left, selection, onSelect }: Props) {
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
