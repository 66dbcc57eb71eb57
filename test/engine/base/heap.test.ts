import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Heap, heapNodes, ownHeap, popHeap, pushHeap } from '../../../src/engine/base/heap.ts';

/** The items, by number of insertion, in the order in which they leave. */
const drain = (heap: Heap<number>, own = false): number[] => {
  const out: number[] = [];
  for (let rest = heap; rest !== null; rest = popHeap(rest, own)) out.push(rest.item);
  return out;
};

const heapOf = (times: readonly number[], own = false): Heap<number> =>
  times.reduce<Heap<number>>((heap, time, index) => pushHeap(heap, time, index, time, own), null);

const ascending = (times: readonly number[]): number[] => times.toSorted((a, b) => a - b);

test.each([false, true])('yields its items in order; written into: %s', (own) => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (times) => {
      expect(drain(heapOf(times, own), own)).toEqual(ascending(times));
    }),
  );
});

test('what has one time leaves in the order of insertion', () => {
  const heap = ['a', 'b', 'c', 'd'].reduce<Heap<string>>((rest, item, index) => pushHeap(rest, 7, index, item), null);
  let order = '';
  for (let rest = heap; rest !== null; rest = popHeap(rest)) order += rest.item;
  expect(order).toBe('abcd');
});

test('an earlier version is untouched by what is done to it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.integer(), (times, time) => {
      const heap = heapOf(times);
      const text = JSON.stringify(heap);
      pushHeap(heap, time, times.length, time);
      drain(heap);
      const own = ownHeap(heap);
      expect(own).toEqual(heap);
      drain(pushHeap(own, time, times.length, time, true), true);
      expect(JSON.stringify(heap)).toBe(text);
      expect(ascending(heapNodes(heap).map(({ item }) => item))).toEqual(ascending(times));
    }),
  );
});

test('one that is written into is the one that copying makes', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { nil: null })), (changes) => {
      let copied: Heap<number> = null;
      let written: Heap<number> = null;
      changes.forEach((time, index) => {
        if (time !== null) {
          copied = pushHeap(copied, time, index, time);
          written = pushHeap(written, time, index, time, true);
        } else if (copied !== null && written !== null) {
          copied = popHeap(copied);
          written = popHeap(written, true);
        }
        expect(written).toEqual(copied);
      });
    }),
  );
});

test.each([false, true])('a hundred thousand siblings do not exhaust the stack; written into: %s', (own) => {
  const heap = ownHeap(heapOf(Array.from({ length: 100_000 }, (_, index) => index)));
  expect(drain(heap, own)).toHaveLength(100_000);
});
