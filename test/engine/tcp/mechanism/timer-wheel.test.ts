import { describe, expect, test } from 'vitest';
import { type Micros, milliseconds } from '../../../../src/engine/base/time.ts';
import type { Wheel } from '../../../../src/engine/tcp/control-block.ts';
import { rounded, UNKNOWN_PHASE } from '../../../../src/engine/tcp/timer-wheel.ts';

const TICK = milliseconds(4);

const fires = (ms: number, at = 0, wheel: Wheel = UNKNOWN_PHASE): number =>
  rounded(milliseconds(ms), milliseconds(at), TICK, wheel).span / 1000;

const aligned = (at: number, by: number): Wheel => ({
  ...UNKNOWN_PHASE,
  phase: { at: milliseconds(at), by: milliseconds(by) },
});

/** Linux's kernel/time/timer.c, at 250 Hz. */
describe('the timer wheel', () => {
  test('while the phase of the clock is unknown a timer is late by half a step: 4 ms below 252 ms, 32 below 2 s, 256 below 16 s', () => {
    expect([40, 244, 248, 252, 1000, 2000, 4000].map((ms) => fires(ms) - ms)).toEqual([2, 2, 2, 16, 16, 16, 128]);
  });

  test('from a moment known to be a step on it fires at a step: never at once, never early', () => {
    // A retransmission timeout of 488 ms after a timer of the same level: 1.0 s, and not 976 ms.
    expect(fires(488, 100, aligned(100, 32))).toBe(512);
    expect(fires(512, 100, aligned(100, 32))).toBe(544);
    expect(fires(40, 100, aligned(100, 32))).toBe(44);
  });

  test('the phase stays known: a zero-window probe answered 40 ms after it left', () => {
    expect(fires(504, 340.2, aligned(300, 32))).toBeCloseTo(576 - 40.2, 3);
  });

  test('a coarser step than the known one is taken in the middle', () => {
    expect(fires(4000, 0, aligned(0, 32))).toBe(4000 + 144);
  });

  test('without ticks a timer fires at its moment', () => {
    expect(UNKNOWN_PHASE.phase).toBeNull();
    expect(rounded(1_000 as Micros, 0 as Micros, TICK, UNKNOWN_PHASE).slot).toBe(TICK);
  });
});
