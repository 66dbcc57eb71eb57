import { expect, test } from 'vitest';
import { append } from '../../../src/engine/base/append.ts';

test('one more item follows, and the array before stays as it was', () => {
  const before = Object.freeze(['a', 'b']);
  expect(append(before, 'c')).toEqual(['a', 'b', 'c']);
  expect(append([], 'a')).toEqual(['a']);
  expect(before).toEqual(['a', 'b']);
});

test('the oldest may be left out', () => {
  expect(append(['a', 'b', 'c'], 'd', 1)).toEqual(['b', 'c', 'd']);
  expect(append(['a'], 'b', 1)).toEqual(['b']);
});
