import { expect, test } from 'vitest';
import { appendLog, emptyLog, logAt, logItems, truncateLog } from '../../../src/engine/base/log.ts';

test('versions share one array while only the newest grows', () => {
  const one = appendLog(emptyLog<number>(), [1, 2]);
  const two = appendLog(one, [3]);
  expect(two.items).toBe(one.items);
  expect(logItems(one)).toEqual([1, 2]);
  expect(logAt(one, 2)).toBeUndefined();
});

test('appending to an older version forks, and both live on', () => {
  const one = appendLog(emptyLog<number>(), [1, 2, 3]);
  const cut = truncateLog(one, 1);
  const fork = appendLog(cut, [9]);
  expect(logItems(fork)).toEqual([1, 9]);
  expect(logItems(one)).toEqual([1, 2, 3]);
});
