import { describe, expect, test } from 'vitest';
import { diagrams } from '../../../src/app/i18n/en/diagrams.ts';
import { foldOf, foldSubject } from '../../../src/diagrams/sequence/fold-shapes.ts';
import { type Scope, sequenceOf } from '../../../src/diagrams/sequence/model.ts';
import { sequenceTable } from '../../../src/diagrams/sequence/table.ts';
import { layOut, momentAt, PAIR } from '../../support/sequence-diagram.ts';
import { calls, TraceBuilder } from '../../support/trace-builder.ts';

const kinds = (built: TraceBuilder, scope?: Scope) =>
  sequenceOf(built.events, 'segments', scope)
    .rows.map(({ kind }) => kind)
    .join(' ');

/** Text from the client, `count` segments of it from flight `first` on, each arriving before the next is sent. */
const transfer = (count: number, built = new TraceBuilder(), first = 1) => {
  for (let flight = first; flight < first + count; flight++) {
    built
      .at(flight * 10)
      .sends(flight, 'client', 'server', 'PSH ACK', { data: 'x'.repeat(1000), arrives: flight * 10 + 5 })
      .at(flight * 10 + 5)
      .arrives(flight);
  }
  return built;
};
const FOUR = 'sent arrived sent arrived sent arrived sent arrived';

const texts = (built: TraceBuilder, count?: number) =>
  layOut(built.events)
    .draw(momentAt(built.events, count))
    .shapes.flatMap((shape) => (shape.kind === 'text' && shape.key.startsWith('fold') ? [shape.text] : []))
    .join(' ');

describe('a run of text', () => {
  test('shows its first four segments and gathers the others in one row', () => {
    expect(kinds(transfer(4))).toBe(FOUR);
    expect(kinds(transfer(16))).toBe(`${FOUR} fold`);
    expect(texts(transfer(16))).toBe('▸ 12 more data segments (12 KB)');
  });

  test('the number grows with the cursor', () => {
    const built = transfer(16);
    expect(texts(built, 9)).toBe('▸ 1 more data segment (1 KB)');
    expect(texts(built, 8)).toBe('');
    expect(texts(built, 13)).toBe('▸ 3 more data segments (3 KB)');
  });

  test('what acknowledges it is gathered with it', () => {
    const built = transfer(6).sends(90, 'server', 'client', 'ACK').at(80).arrives(90);
    expect(kinds(built)).toBe(`${FOUR} fold`);
  });

  test.each([
    ['a call of the sender on its socket', (built: TraceBuilder) => built.call('C', calls.send(3, 'x'), { socket: 1 })],
    [
      'a repetition',
      (built: TraceBuilder) => built.sends(50, 'client', 'server', 'PSH ACK', { data: 'x', repeats: 5 }),
    ],
    ['a FIN', (built: TraceBuilder) => built.sends(50, 'client', 'server', 'FIN ACK')],
    ['a pause of more than a second', (built: TraceBuilder) => built.at(5000)],
  ])('ends with %s', (_, interrupt) => {
    const built = interrupt(transfer(6));
    const before = kinds(built);
    const flight = 1000;
    built.sends(flight, 'client', 'server', 'PSH ACK', { data: 'x', arrives: 6000 }).at(6000).arrives(flight);
    expect(kinds(built)).toBe(`${before} sent arrived`);
  });

  test('what is lost from it is seen', () => {
    const built = transfer(5).sends(6, 'client', 'server', 'PSH ACK', { data: 'x', arrives: 100 }).isLost(6);
    expect(kinds(built)).toBe(`${FOUR} fold lost`);
    const crosses = layOut(built.events)
      .draw(momentAt(built.events))
      .shapes.filter((shape) => shape.kind === 'line' && shape.end === 'cross');
    expect(crosses).toHaveLength(1);
  });

  test('is gathered when it arrives, in the view of the receiver', () => {
    expect(kinds(transfer(6), { inside: ['server'] })).toBe('found found found found fold');
  });

  test('can be opened, and closed again by the same row', () => {
    const built = transfer(6);
    expect(kinds(built, { unfolded: [5] })).toBe(`${FOUR} fold sent arrived sent arrived`);
    expect(kinds(built, { unfolded: 'all' })).toBe(`${FOUR} sent arrived sent arrived`);
    const row = sequenceOf(built.events, 'segments').rows.find(({ kind }) => kind === 'fold');
    expect(row?.kind === 'fold' && foldOf(foldSubject(row.fold))).toBe(5);
    expect(foldOf({ kind: 'call', callId: 5 })).toBeNull();
  });

  test('the table says so', () => {
    const built = transfer(6);
    const { rows } = sequenceTable(sequenceOf(built.events, 'segments'), momentAt(built.events), {
      cast: PAIR,
      words: diagrams.sequence,
      most: 1,
    });
    expect(rows[0]).toMatchObject({ key: 'fold:5', message: '2 more data segments (2 KB), gathered in one row' });
  });
});
