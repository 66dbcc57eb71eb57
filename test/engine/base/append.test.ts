import { expect, test } from 'vitest';
import { append } from '../../../src/engine/base/append.ts';

test('one more item follows, and the array before stays as it was', () => {
  const before = Object.freeze(['a', 'b']);
  expect(append(before, 'c')).toEqual(['a', 'b', 'c']);
  expect(append([], 'a')).toEqual(['a']);
  expect(before).toEqual(['a', 'b']);
});
