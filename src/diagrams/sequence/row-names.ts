import type { SequenceMoment } from './layout.ts';
import { keyOfRow, sequenceLine } from './table.ts';
import type { Row } from './row.ts';

type Given = Parameters<typeof sequenceLine>[2];

/** Names rows as the table tells them, by the keys of their shapes; a row that nothing can change any more is named once. */
export function rowNames(given: Given) {
  const settled = new WeakMap<Row, string>();
  const nameOf = (row: Row, moment: SequenceMoment): string => {
    const known = settled.get(row);
    if (known !== undefined) return known;
    const { from, to, message } = sequenceLine(row, moment, given);
    const name = `${from}, ${to}: ${message}`;
    if (isSettled(row, moment)) settled.set(row, name);
    return name;
  };
  return (rows: readonly Row[], moment: SequenceMoment): ReadonlyMap<string, string> =>
    new Map(rows.map((row) => [keyOfRow(row), nameOf(row, moment)]));
}

/** A call may come to be blocked, segments are still folded, a socket may yet be made: what such a row says goes with the cursor. */
function isSettled(row: Row, { count }: SequenceMoment): boolean {
  if (row.kind === 'fold' || row.sockets?.some(({ index }) => index >= count)) return false;
  return row.kind !== 'call' || (row.span.end !== null && row.span.end.index < count);
}
