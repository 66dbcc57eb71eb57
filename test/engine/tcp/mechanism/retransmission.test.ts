import { describe, expect, test } from 'vitest';
import { TEXTBOOK_CONFIG } from '../../../../src/engine/tcp/index.ts';
import { established, synSent, text } from '../../../support/tcp-harness.ts';

const hello = { flags: 'PSH ACK', seq: 1, payload: 'hello' };
const again = { ...hello, rule: 'rto-expired' as const, retransmits: 1 };

/** RFC 6298 §5. */
describe('retransmission', () => {
  test('after the RTO, at doubling intervals', () => {
    established()
      .writes('hello')
      .sends([{ ...hello, retransmits: null }])
      .staysQuiet({ at: 199 })
      .sends([again], { at: 200 })
      .staysQuiet({ at: 599 })
      .sends([again], { at: 600 })
      .sends([again], { at: 1400 })
      .receives({ ack: 6 })
      .staysQuiet({ at: 600_000 });
  });

  test('the textbook: 1 s, then 2', () => {
    established(TEXTBOOK_CONFIG)
      .writes('hello')
      .sends([hello])
      .staysQuiet({ at: 999 })
      .sends([again], { at: 1000 })
      .sends([again], { at: 3000 });
  });

  test('the timer stops at 120 s, and after 15 repeats the connection has timed out', () => {
    const bench = established().writes('hello').sends([hello]);
    for (let count = 0, at = 0, gap = 200; count < 15; count++, gap = Math.min(2 * gap, 120_000)) {
      at += gap;
      bench.sends([again], { at });
    }
    bench.waits(119_999).isIn('ESTABLISHED').waits(1).hasFailed('ETIMEDOUT', 'retransmission-limit');
  });

  test('an orphan gives up after 8, and nobody is told', () => {
    const bench = established()
      .closes()
      .sends([{ flags: 'FIN ACK', seq: 1 }]);
    for (let count = 0, at = 0, gap = 200; count < 8; count++, gap *= 2) {
      at += gap;
      bench.sends([{ flags: 'FIN ACK', seq: 1, rule: 'rto-expired', retransmits: 1 }], { at });
    }
    bench.waits(200_000).isGoneQuietly('retransmission-limit');
  });

  const LONG = text(4380);
  const part = (n: number): string => LONG.slice(1460 * n, 1460 * (n + 1));
  const flight = [
    { seq: 1, payload: part(0) },
    { seq: 1461, payload: part(1) },
    { flags: 'PSH ACK', seq: 2921, payload: part(2) },
  ];
  const second = { seq: 1461, payload: part(1), rule: 'resend-after-timeout' as const, retransmits: 1461 };
  const third = { flags: 'PSH ACK', seq: 2921, payload: part(2), retransmits: 2921 };

  test('of several segments the first goes again, and then, by slow start, two for each that arrives', () => {
    established()
      .writes(LONG)
      .sends(flight)
      .sends([{ seq: 1, payload: part(0), rule: 'rto-expired', retransmits: 1 }], { at: 200 })
      .receives({ ack: 1461 })
      .sends([second, third])
      .receives({ ack: 4381 })
      .staysQuiet({ at: 600_000 });
  });

  test('the textbook, without congestion control: one for each that arrives', () => {
    established(TEXTBOOK_CONFIG)
      .writes(LONG)
      .sends(flight)
      .sends([{ seq: 1, payload: part(0), rule: 'rto-expired', retransmits: 1 }], { at: 1000 })
      .receives({ ack: 1461 })
      .sends([second])
      .receives({ ack: 2921 })
      .sends([third])
      .receives({ ack: 4381 })
      .staysQuiet({ at: 600_000 });
  });

  test('what had arrived all the same is not sent again', () => {
    const long = text(2920);
    established()
      .writes(long)
      .sends([
        { seq: 1, payload: long.slice(0, 1460) },
        { flags: 'PSH ACK', seq: 1461, payload: long.slice(1460) },
      ])
      .sends([{ seq: 1, payload: long.slice(0, 1460) }], { at: 200 })
      .receives({ ack: 2921 })
      .staysQuiet({ at: 600_000 });
  });

  test('an ACK sent meanwhile bears the highest sequence number, not the one gone back to', () => {
    const long = text(2920);
    established()
      .writes(long)
      .sends([
        { seq: 1, payload: long.slice(0, 1460) },
        { flags: 'PSH ACK', seq: 1461, payload: long.slice(1460) },
      ])
      .sends([{ seq: 1, payload: long.slice(0, 1460) }], { at: 200 })
      .receives({ ack: 1, payload: 'x' })
      .sends([{ seq: 2921, ack: 2 }]);
  });

  test('a repeated segment may take up what two segments carried', () => {
    established({ nagle: false })
      .writes('hello')
      .sends([hello])
      .writes(' world')
      .sends([{ flags: 'PSH ACK', seq: 6, payload: ' world' }])
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hello world', retransmits: 1 }], { at: 200 });
  });

  test('but nothing that was not sent before, and the new follows when all is repeated', () => {
    established()
      .writes('hello')
      .sends([hello])
      .writes(' world')
      .staysQuiet()
      .sends([again], { at: 200 })
      .receives({ ack: 6 })
      .sends([{ flags: 'PSH ACK', seq: 6, payload: ' world', retransmits: null }]);
  });

  test('text and FIN go again together', () => {
    established()
      .writes('hello')
      .sends([hello])
      .shutsWriting()
      .sends([{ flags: 'FIN ACK', seq: 6 }])
      .sends([{ flags: 'FIN PSH ACK', seq: 1, payload: 'hello', retransmits: 1 }], { at: 200 })
      .receives({ ack: 7 })
      .staysQuiet()
      .isIn('FIN-WAIT-2');
  });

  test('progress gives it the whole number of repeats again', () => {
    established()
      .writes('hello')
      .sends([hello])
      .sends([again], { at: 200 })
      .with(({ send }) => expect(send.retries).toBe(1))
      .receives({ ack: 3 })
      .with(({ send }) => expect(send.retries).toBe(0))
      .sends([{ flags: 'PSH ACK', seq: 3, payload: 'llo' }], { at: 600 });
  });
});

/** RFC 6298 §2 and §3. */
describe('the round-trip time', () => {
  const answeredAfter = (milli: number, config = {}) =>
    synSent(config)
      .waits(milli)
      .receives({ flags: 'SYN ACK', seq: 0, ack: 1, mss: 1460 })
      .sends([{ seq: 1, ack: 1 }]);

  test('the first sample: SRTT = R, RTTVAR = R/2; Linux adds at least 200 ms', () => {
    answeredAfter(40).hasNoted({ kind: 'rtt', sample: 40_000, smoothed: 40_000, rto: 240_000 });
    answeredAfter(200).hasNoted({ kind: 'rtt', sample: 200_000, smoothed: 200_000, rto: 600_000 });
  });

  test('the textbook: SRTT + 4 RTTVAR, at least 1 s', () => {
    answeredAfter(40, TEXTBOOK_CONFIG).hasNoted({ kind: 'rtt', rto: 1_000_000 });
    answeredAfter(400, TEXTBOOK_CONFIG).hasNoted({ kind: 'rtt', rto: 1_200_000 });
  });

  test('further samples: an eighth and a quarter', () => {
    answeredAfter(40)
      .writes('x')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'x' }])
      .waits(120)
      .forgets()
      .receives({ ack: 2 })
      // SRTT = 7/8 40 + 1/8 120; RTTVAR = 3/4 20 + 1/4 |40 - 120|; RTO = SRTT + max(200, 4 RTTVAR).
      .hasNoted({ kind: 'rtt', sample: 120_000, smoothed: 50_000, rto: 250_000 })
      .with(({ send }) => expect(send.rttvar).toBe(35_000));
  });

  test('a repeated segment gives none (Karn), and the timeout stays backed off until one does', () => {
    established()
      .writes('hello')
      .sends([hello])
      .sends([again], { at: 200 })
      .forgets()
      .receives({ ack: 6 })
      .hasNotNoted({ kind: 'rtt' })
      .with(({ send }) => expect(send.rto).toBe(400_000))
      .writes('x')
      .sends([{ flags: 'PSH ACK', seq: 6, payload: 'x' }])
      .waits(100)
      .receives({ ack: 7 })
      .hasNoted({ kind: 'rtt', sample: 100_000, smoothed: 12_500, rto: 212_500 });
  });

  test('one segment is timed at a time', () => {
    established({ nagle: false })
      .writes('a')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'a' }])
      .waits(10)
      .writes('b')
      .sends([{ flags: 'PSH ACK', seq: 2, payload: 'b' }])
      .waits(10)
      .forgets()
      .receives({ ack: 3 })
      .hasNoted({ kind: 'rtt', sample: 20_000 });
  });
});
