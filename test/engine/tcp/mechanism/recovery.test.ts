import { describe, expect, test } from 'vitest';
import { established, synSent, text } from '../../../support/tcp-harness.ts';

const SACK = { options: { sackPermitted: true } };
/** ESTABLISHED at 40 ms, the round trip being 40 ms. */
const distant = (changes: Parameters<typeof synSent>[0] = {}, options = SACK.options as object) =>
  synSent(changes)
    .waits(40)
    .receives({ flags: 'SYN ACK', seq: 0, ack: 1, mss: 1460, options })
    .sends([{ seq: 1, ack: 1 }])
    .forgets();
const TEN = text(14_600);
const part = (n: number): string => TEN.slice(1460 * n, 1460 * (n + 1));
const seq = (n: number): number => 1 + 1460 * n;
const first = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ seq: seq(n), payload: part(n) }) as { flags?: string; seq: number });

/** RFC 5681. */
describe('the congestion window', () => {
  test('ten segments first, then two more for each one acknowledged', () => {
    const twenty = text(29_200);
    const bench = established()
      .writes(twenty)
      .sends(Array.from({ length: 10 }, (_, n) => ({ seq: seq(n), payload: twenty.slice(1460 * n, 1460 * (n + 1)) })))
      .hasNoted({ kind: 'held-back', rule: 'congestion-window-full' });
    bench.receives({ ack: seq(1) }).sends([
      { seq: seq(10), payload: twenty.slice(14_600, 16_060) },
      { seq: seq(11), payload: twenty.slice(16_060, 17_520) },
    ]);
  });

  test('halves after a loss (Reno), is 0.7 of itself with CUBIC', () => {
    for (const [congestionControl, ssthresh] of [
      ['reno', 6],
      ['cubic', 8],
    ] as const) {
      lossOfThird(congestionControl).with(({ send }) => expect(send.recovery.ssthresh).toBe(ssthresh));
    }
  });

  test.each([
    ['which had not arrived', 2000, 1],
    ['the first of which had arrived, as its timestamp shows', 0, 10],
  ])('is one segment after two repeats of the SYN, %s: %i, %i', (_, echo, cwnd) => {
    synSent({ timestamps: true })
      .waits(2050)
      .ignoresSent()
      .receives({
        flags: 'SYN ACK',
        seq: 0,
        ack: 1,
        mss: 1460,
        options: { timestamps: { value: 1, echo } },
      })
      .with(({ send }) => expect(send.recovery.cwnd).toBe(cwnd))
      .ignoresSent();
  });

  test('begins anew after a pause longer than the timeout', () => {
    established()
      .with(({ send }) => expect(send.recovery.cwnd).toBe(10))
      .writes(TEN)
      .ignoresSent()
      .receives({ ack: seq(10) })
      .with(({ send }) => expect(send.recovery.cwnd).toBe(20))
      .waits(5000)
      .writes('x')
      .ignoresSent()
      .with(({ send }) => expect(send.recovery.cwnd).toBe(10));
  });
});

/** The third of ten is lost; the two behind it have been reported, and now one more. */
function lossOfThird(congestionControl: 'reno' | 'cubic' = 'reno') {
  return distant({ congestionControl })
    .writes(TEN)
    .sends([...first(9), { flags: 'PSH ACK', seq: seq(9), payload: part(9) }])
    .waits(40)
    .receives({ ack: seq(2) }, { ack: seq(2), sack: [[seq(3), seq(4)]] }, { ack: seq(2), sack: [[seq(3), seq(5)]] })
    .receives({ ack: seq(2), sack: [[seq(3), seq(6)]] })
    .sends([{ seq: seq(2), payload: part(2), rule: 'fast-retransmit', retransmits: seq(2) }]);
}

/** RFC 6675, RFC 8985. */
describe('fast retransmit', () => {
  test('with SACK: the missing one at the third report, once; recovery ends with everything sent before it', () => {
    lossOfThird()
      .with(({ send }) => expect(send.recovery.state).toBe('recovery'))
      .receives({ ack: seq(2), sack: [[seq(3), seq(10)]] })
      .staysQuiet()
      .receives({ ack: seq(10) })
      .with(({ send }) => expect(send.recovery).toMatchObject({ state: 'open', cwnd: 6, ssthresh: 6 }));
  });

  test('two reports only: it may be late, and gets a moment', () => {
    distant()
      .writes(TEN.slice(0, 4380))
      .ignoresSent()
      .waits(40)
      .receives({ ack: 1, sack: [[seq(1), seq(2)]] }, { ack: 1, sack: [[seq(1), seq(3)]] })
      .staysQuiet({ at: 86 })
      .waits(1)
      .sends([{ seq: 1, payload: part(0), rule: 'reordering-timer', retransmits: 1 }]);
  });

  test('without SACK: at the third duplicate, then one for each partial acknowledgement (NewReno)', () => {
    distant({}, {})
      .writes(TEN)
      .ignoresSent()
      .waits(40)
      // The first of these tells the window of the first segment after the SYN, and so is no mere duplicate.
      .receives({ ack: 1 }, { ack: 1 }, { ack: 1 })
      .receives({ ack: 1 })
      .sends([{ seq: 1, payload: part(0), rule: 'fast-retransmit' }])
      .receives({ ack: 1 }, { ack: 1 }, { ack: 1 }, { ack: 1 }, { ack: 1 })
      .receives({ ack: seq(4) })
      .sends([{ seq: seq(4), payload: part(4), rule: 'resend-in-recovery' }]);
  });

  test('without SACK what was halved stays halved when all of it and then more is acknowledged', () => {
    const more = text(14_600);
    distant({}, {})
      .writes(TEN)
      .ignoresSent()
      .waits(40)
      .receives({ ack: 1 }, { ack: 1 }, { ack: 1 }, { ack: 1 })
      .ignoresSent()
      .waits(40)
      .receives({ ack: seq(10) })
      .writes(more)
      .ignoresSent()
      .waits(40)
      .receives({ ack: seq(11) })
      .ignoresSent()
      .with(({ send }) => expect(send.recovery).toMatchObject({ state: 'open', ssthresh: 5 }))
      .with(({ send }) => expect(send.recovery.cwnd).toBeLessThan(10));
  });

  test('without SACK a partial acknowledgement repeats nothing while half a window is believed to be under way', () => {
    distant({}, {})
      .writes(TEN)
      .ignoresSent()
      .waits(40)
      .receives({ ack: 1 }, { ack: 1 }, { ack: 1 }, { ack: 1 })
      .ignoresSent()
      .receives({ ack: seq(4) })
      .sends([]);
  });

  test('what arrived twice undoes the reduction', () => {
    lossOfThird()
      .receives({ ack: seq(6) })
      .ignoresSent()
      .receives({ ack: seq(10), sack: [[seq(2), seq(3)]] })
      .ignoresSent()
      .with(({ send }) => {
        expect(send.recovery.cwnd).toBeGreaterThanOrEqual(10);
        expect(send.recovery.ssthresh).toBeGreaterThanOrEqual(10);
      });
  });
});

/** RFC 8985 §7. */
describe('the tail loss probe', () => {
  test('two round trips after the last of several: the last again; its acknowledgement shows what is missing', () => {
    distant()
      .writes(TEN.slice(0, 2920))
      .ignoresSent()
      .sends([{ flags: 'PSH ACK', seq: seq(1), payload: part(1), rule: 'loss-probe', retransmits: seq(1) }], {
        at: 40 + 80 + 2,
      })
      .waits(40)
      .receives({ ack: 1, sack: [[seq(1), seq(2)]] })
      .sends([{ seq: 1, payload: part(0), rule: 'fast-retransmit' }]);
  });

  test('without SACK there is none: only the timeout', () => {
    established()
      .writes('hello')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hello' }])
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hello', rule: 'rto-expired' }], { at: 200 });
  });
});

/** RFC 2018, RFC 2883. */
describe('reporting what came out of order', () => {
  test('the newest stretch first; what came twice once', () => {
    established({}, SACK)
      .receives({ seq: 11, payload: '0123456789' })
      .sends([{ ack: 1, sack: [[11, 21]] }])
      .receives({ seq: 31, payload: '0123456789' })
      .sends([
        {
          ack: 1,
          sack: [
            [31, 41],
            [11, 21],
          ],
        },
      ])
      .receives({ seq: 1, payload: '0123456789' })
      .sends([{ ack: 21, sack: [[31, 41]] }])
      .receives({ seq: 1, payload: '0123456789' })
      .sends([
        {
          ack: 21,
          sack: [
            [1, 11],
            [31, 41],
          ],
        },
      ]);
  });
});
