import { describe, expect, it } from 'vitest';
import type { FlightRecord } from '../../../src/app/stage/ledger.ts';
import { assignLanes, LANES } from '../../../src/app/network/lanes.ts';

/** A flight of 20 ms from `sentAt` (ms). */
const flight = (id: number, sentAt: number, more: Partial<FlightRecord> = {}): FlightRecord =>
  ({ id, from: 'client', to: 'server', sentAt: sentAt * 1000, endsAt: (sentAt + 20) * 1000, ...more }) as FlightRecord;

const lanes = (...flights: FlightRecord[]): number[] => [...assignLanes(flights).values()];

describe('lanes', () => {
  it('one after another need one lane', () => {
    expect(lanes(flight(1, 0), flight(2, 20), flight(3, 40))).toEqual([0, 0, 0]);
  });

  it('sent at once, each has its own', () => {
    expect(lanes(flight(1, 0), flight(2, 0), flight(3, 0))).toEqual([0, 1, 2]);
  });

  it('far enough ahead is out of the way', () => {
    expect(lanes(flight(1, 0), flight(2, 4), flight(3, 11))).toEqual([0, 1, 0]);
  });

  it('a delayed one is overtaken in another lane', () => {
    expect(lanes(flight(1, 0, { endsAt: 120_000 } as Partial<FlightRecord>), flight(2, 90))).toEqual([0, 1]);
  });

  it('the other direction has lanes of its own', () => {
    expect(lanes(flight(1, 0), flight(2, 0, { from: 'server', to: 'client' }))).toEqual([0, 0]);
  });

  it('a flight keeps its lane when another lands or starts', () => {
    const all = [flight(1, 0), flight(2, 1), flight(3, 25)];
    expect(assignLanes(all.slice(0, 2)).get(2)).toBe(1);
    expect(assignLanes(all).get(2)).toBe(1);
  });

  it('shares the last lane when there are too many', () => {
    const many = Array.from({ length: LANES + 3 }, (_, id) => flight(id, 0));
    expect(Math.max(...lanes(...many))).toBe(LANES - 1);
  });
});
