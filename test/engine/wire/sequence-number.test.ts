import { expect, test } from 'vitest';
import {
  advance,
  distance,
  isAfter,
  isAtOrBefore,
  isBefore,
  laterOf,
  sequenceNumber,
} from '../../../src/engine/wire/sequence-number.ts';

const top = sequenceNumber(0xffff_fffe);

test('advancing wraps at 2^32', () => {
  expect(advance(top, 4)).toBe(2);
  expect(advance(sequenceNumber(2), -4)).toBe(top);
});

test('order follows the shorter way round the circle', () => {
  const wrapped = advance(top, 10);
  expect(wrapped).toBeLessThan(top);
  expect(isAfter(wrapped, top)).toBe(true);
  expect(isBefore(top, wrapped)).toBe(true);
  expect(isAtOrBefore(top, top)).toBe(true);
  expect(distance(top, wrapped)).toBe(10);
  expect(distance(wrapped, top)).toBe(-10);
  expect(laterOf(top, wrapped)).toBe(wrapped);
});
