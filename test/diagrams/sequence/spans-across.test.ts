import { expect, it } from 'vitest';
import { BLOCK, sequenceOf, type Span, spansAcross } from '../../../src/diagrams/sequence/model.ts';
import { echoes } from '../../bench/sequence/echoes.ts';

it('finds in a window whatever begins in it, ends in it, or reaches across it', () => {
  const trace = echoes(200).trace.items;
  for (const detail of ['calls', 'segments', 'detailed'] as const) {
    const model = sequenceOf(trace, detail);
    const all = spansAcross(model, 0, model.rows.length);
    expect(model.rows.length).toBeGreaterThan(2 * BLOCK);
    for (let from = 0; from < model.rows.length; from++) {
      const to = from + 1;
      const reaches = ({ start, end }: Span): boolean => start.row < to && (end === null || end.row >= from);
      const found = spansAcross(model, from, to);
      const expected = all.filter(reaches);
      expect(
        expected.filter((span) => !found.includes(span)),
        `${detail}, row ${from}`,
      ).toEqual([]);
      expect(found).toHaveLength(expected.length);
    }
  }
});
