import { memo } from 'react';
import type { Subject } from '../../diagrams/shape.ts';
import styles from './panel.module.css';
import { sameSubject } from './SvgScene.tsx';

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

/** A diagram as text: for a screen reader always, on the screen when asked for. */
export const DiagramTable = memo(function DiagramTable({
  shown,
  summary,
  columns,
  rows,
  left,
  selection,
  onSelect,
}: Props) {
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
            <tr key={key} data-selected={sameSubject(subject, selection)}>
              {cells.map((cell, index) => (
                <td key={columns[index]}>
                  {shown && subject !== null && index === cells.length - 1 ? (
                    <button
                      type="button"
                      aria-pressed={sameSubject(subject, selection)}
                      onClick={() => onSelect(sameSubject(subject, selection) ? null : subject)}
                    >
                      {cell}
                    </button>
                  ) : (
                    cell
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
