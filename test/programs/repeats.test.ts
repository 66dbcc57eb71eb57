import { expect, test } from 'vitest';
import { foldCalls, type Item, type Written } from '../../src/programs/repeats.ts';

const tell = (item: Item<Written>): string =>
  item.kind === 'loop' ? `${item.times} × { ${item.items.map(tell).join('; ')} }` : (item.passes[0]?.call.call ?? '');
const folded = (...calls: readonly Written[]): readonly string[] => foldCalls(calls).map(tell);
const times = <T>(count: number, ...calls: readonly T[]): readonly T[] =>
  Array.from({ length: count }, () => calls).flat();

const send = (data: string, more: Partial<Written> = {}): Written => ({
  call: { call: 'send', fd: 'c', data },
  ...more,
});
const recv: Written = { call: { call: 'recv', fd: 'c', length: 9 } };
const opens = (as?: string): Written => ({ call: { call: 'socket', ...(as === undefined ? {} : { as }) } });
const closes = (fd: string): Written => ({ call: { call: 'close', fd } });

test('three times the same is a loop, twice is not', () => {
  expect(folded(...times(2, recv))).toEqual(['recv', 'recv']);
  expect(folded(...times(3, recv))).toEqual(['3 × { recv }']);
  expect(folded(...times(3, send('a'), recv))).toEqual(['3 × { send; recv }']);
});

test('other data, another descriptor and a call by hand are not the same', () => {
  expect(folded(send('a'), send('b'), send('c'))).toHaveLength(3);
  expect(folded(closes('a'), closes('b'), closes('e'))).toHaveLength(3);
  expect(folded(...times(3, { ...recv, byHand: true }))).toHaveLength(3);
});

test('what is sent back is the same whatever it is', () => {
  expect(folded(...['a', 'b', 'c'].flatMap((data) => [recv, send(data, { echoes: true })]))).toEqual([
    '3 × { recv; send }',
  ]);
});

test('a round closes what it opens', () => {
  expect(folded(...times(3, opens('c'), closes('c')))).toEqual(['3 × { socket; close }']);
  expect(folded(...times(3, opens('c'), closes('d')))).toHaveLength(6);
  expect(folded(...times(3, opens('c')))).toHaveLength(3);
  expect(folded(...times(3, opens()))).toHaveLength(3);
  // The first would be left open under the name that each round gives anew.
  expect(folded(opens('c'), recv, ...times(3, opens('c'), closes('c')))).toHaveLength(8);
  expect(folded(opens('c'), closes('c'), recv, ...times(3, opens('c'), closes('c')))).toHaveLength(4);
});

test('a loop in a loop keeps all the times of a call', () => {
  const items = foldCalls(times(3, ...times(4, recv), send('a')));
  expect(items.map(tell)).toEqual(['3 × { 4 × { recv }; send }']);
  const [loop] = items;
  const [inner] = loop?.kind === 'loop' ? loop.items : [];
  const [call] = inner?.kind === 'loop' ? inner.items : [];
  expect(call?.kind === 'call' && call.passes).toHaveLength(12);
});

test('who begins or ends somebody does so once', () => {
  expect(folded(...times(3, { call: { call: 'fork', as: 'S2' } } as const))).toHaveLength(3);
});
