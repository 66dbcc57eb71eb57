import { describe, expect, it } from 'vitest';
import { type FlightSpan, freeLane, isUnderWay, LANES } from '../../../src/app/network/lanes.ts';
import type { Micros } from '../../../src/engine/base/time.ts';

/** A flight of 20 ms, or until `endsAt`, from `sentAt` (ms). */
const flight = (sentAt: number, endsAt = sentAt + 20): FlightSpan => ({
  sentAt: (sentAt * 1000) as Micros,
  endsAt: (endsAt * 1000) as Micros,
});

/** The lanes of flights in one direction, in the order of sending. */
function lanes(...flights: readonly FlightSpan[]): number[] {
  const flown: (FlightSpan & { readonly lane: number })[] = [];
  for (const one of flights) {
    const others = flown.filter((other) => isUnderWay(other, one.sentAt));
    flown.push({ ...one, lane: freeLane(others, one) });
  }
  return flown.map(({ lane }) => lane);
}

describe('lanes', () => {
  it('one after another need one lane', () => {
    expect(lanes(flight(0), flight(20), flight(40))).toEqual([0, 0, 0]);
  });

  it('sent at once, each has its own', () => {
    expect(lanes(flight(0), flight(0), flight(0))).toEqual([0, 1, 2]);
  });

  it('far enough ahead is out of the way', () => {
    expect(lanes(flight(0), flight(4), flight(11))).toEqual([0, 1, 0]);
  });

  it('a delayed one is overtaken in another lane', () => {
    expect(lanes(flight(0, 120), flight(90))).toEqual([0, 1]);
  });

  it('shares the last lane when there are too many', () => {
    const many = Array.from({ length: LANES + 3 }, () => flight(0));
    expect(Math.max(...lanes(...many))).toBe(LANES - 1);
  });
});
