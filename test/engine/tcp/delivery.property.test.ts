import { type Arbitrary, array, assert, boolean, constantFrom, double, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Channel, Pair, type Plan, type Side } from '../../support/tcp-pair.ts';

const channel: Arbitrary<Channel> = record({
  seed: integer({ min: 0, max: 2 ** 31 - 1 }),
  loss: double({ min: 0, max: 0.35, noNaN: true }),
  duplication: double({ min: 0, max: 0.3, noNaN: true }),
  fastest: integer({ min: 10, max: 50_000 }),
  slowest: integer({ min: 50_000, max: 400_000 }),
});

const plan: Arbitrary<Plan> = record({
  writes: array(integer({ min: 1, max: 20_000 }), { maxLength: 4 }),
  readLength: integer({ min: 1, max: 5000 }),
  readEvery: integer({ min: 1000, max: 60_000 }),
  config: record({
    mss: constantFrom(100, 536, 1460),
    receiveBuffer: constantFrom(300, 2000, 20_000, 65_535),
    sendBuffer: constantFrom(1000, 4000, 87_040),
    nagle: boolean(),
    nagleWaitsFor: constantFrom('any' as const, 'small' as const),
    announceWindow: constantFrom('segment' as const, 'doubled' as const),
  }),
});

/** Everything the other wrote, in order, once; or at least a true beginning of it, if the connection failed. */
function arrivedWhole(from: Side, to: Side, failed: boolean): void {
  expect(from.all.startsWith(to.got)).toBe(true);
  if (!failed) {
    expect(to.got.length).toBe(from.all.length);
    expect(to.ended).toBe(true);
  }
}

describe('a channel that loses, duplicates and reorders', () => {
  test('every byte arrives in order, once, or the connection fails with an error', { timeout: 120_000 }, () => {
    assert(
      property(channel, plan, plan, (channel, client, server) => {
        const pair = new Pair(channel, client, server);
        expect(pair.run(2_000_000)).toBe(true);
        const failed = gaveUp(pair.client) || gaveUp(pair.server);
        arrivedWhole(pair.client, pair.server, failed);
        arrivedWhole(pair.server, pair.client, failed);
        // Without keep-alive, one that has nothing to send never learns that the other gave up.
        if (!failed) expect([pair.client.tcb, pair.server.tcb]).toEqual([null, null]);
      }),
      { numRuns: 100, seed: 9293, endOnFailure: true },
    );
  });

  test('a channel that loses nothing costs no repeat and no error', { timeout: 120_000 }, () => {
    assert(
      property(plan, plan, integer({ min: 10, max: 90_000 }), (client, server, delay) => {
        const pair = new Pair({ seed: 1, loss: 0, duplication: 0, fastest: delay, slowest: delay }, client, server);
        expect(pair.run(2_000_000)).toBe(true);
        expect([pair.client.error, pair.server.error]).toEqual([null, null]);
        arrivedWhole(pair.client, pair.server, false);
        arrivedWhole(pair.server, pair.client, false);
        for (const note of [...pair.client.notes, ...pair.server.notes]) {
          expect(note).not.toMatchObject({ kind: 'timer', timer: 'retransmission', change: 'expired' });
        }
      }),
      { numRuns: 40, seed: 9293, endOnFailure: true },
    );
  });
});

/** With an error that a call reports; or without, when the program had closed its descriptor before (close(2)). */
const gaveUp = (side: Side): boolean =>
  side.error !== null || side.notes.some(({ kind, rule }) => kind === 'state' && rule === 'retransmission-limit');
