import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Heap, heapItems, popHeap, pushHeap } from '../../../src/engine/base/heap.ts';

const less = (a: number, b: number): boolean => a < b;

const drain = (heap: Heap<number>): number[] => {
  const out: number[] = [];
  for (let rest = heap; rest !== null; rest = popHeap(rest, less)) out.push(rest.item);
  return out;
};

const heapOf = (items: readonly number[]): Heap<number> =>
  items.reduce<Heap<number>>((heap, item) => pushHeap(heap, item, less), null);

test('yields its items in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (items) => {
      expect(drain(heapOf(items))).toEqual(items.toSorted((a, b) => a - b));
    }),
  );
});

test('an earlier version is untouched by what is done to it', () => {
  const three = heapOf([3, 1, 2]);
  pushHeap(three, 0, less);
  drain(three);
  expect(drain(three)).toEqual([1, 2, 3]);
  expect(heapItems(three).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
});

test('a hundred thousand siblings do not exhaust the stack', () => {
  const heap = heapOf(Array.from({ length: 100_000 }, (_, index) => index));
  expect(drain(heap)).toHaveLength(100_000);
});
