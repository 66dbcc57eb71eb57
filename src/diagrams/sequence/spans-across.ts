import { BLOCK, type Row, type SequenceModel } from './row.ts';
import type { Span } from './spans.ts';

/** Whatever stands in the rows [from, to) or reaches across them, in the order in which it began. */
export function spansAcross(
  model: Pick<SequenceModel, 'rows' | 'openAt' | 'recalled'>,
  from: number,
  to: number,
): readonly Span[] {
  const block = Math.min(Math.floor(Math.max(0, from) / BLOCK), Math.max(0, model.openAt.length - 1));
  const found = (model.openAt[block] ?? []).filter((span) => reachesTo(span, from));
  for (let index = block * BLOCK; index < Math.min(to, model.rows.length); index++) {
    const row = model.rows[index];
    for (const span of model.recalled.get(index) ?? []) if (reachesTo(span, from)) found.push(span);
    if (row === undefined || !beginsSpan(row)) continue;
    if (index >= from || reachesTo(row.span, from)) found.push(row.span);
    if (row.kind === 'sent' && row.span.sets && reachesTo(row.span.sets, from)) found.push(row.span.sets);
  }
  return found;
}

const reachesTo = ({ end }: Span, row: number): boolean => end === null || end.row >= row;

const beginsSpan = (row: Row): row is Extract<Row, { span: Span }> =>
  row.kind === 'call' ||
  row.kind === 'sent' ||
  row.kind === 'copied' ||
  row.kind === 'found' ||
  ((row.kind === 'icmp-sent' || row.kind === 'icmp-arrived') && row.span.start.index === row.index) ||
  (row.kind === 'timer' && row.span.start.index === row.index);
