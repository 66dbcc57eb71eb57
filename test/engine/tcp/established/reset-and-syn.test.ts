import { describe, test } from 'vitest';
import {
  closeWait,
  closing,
  established,
  finWait1,
  finWait2,
  lastAck,
  timeWait,
} from '../../../support/tcp-harness.ts';

/** RFC 9293 §3.10.7.4, second; RFC 5961 §3. */
describe('a reset at RCV.NXT', () => {
  test.each([
    ['ESTABLISHED', established],
    ['FIN-WAIT-1', finWait1],
    ['FIN-WAIT-2', finWait2],
  ])('in %s: ECONNRESET', (_state, bench) => {
    bench().receives({ flags: 'RST' }).staysQuiet().hasFailed('ECONNRESET', 'reset-received');
  });

  test('in CLOSE-WAIT: EPIPE, for the FIN came first', () => {
    closeWait().receives({ flags: 'RST' }).staysQuiet().hasFailed('EPIPE', 'reset-received');
  });

  test.each([
    ['CLOSING', closing],
    ['LAST-ACK', lastAck],
    ['TIME-WAIT', timeWait],
  ])('in %s: gone without a word', (_state, bench) => {
    bench().receives({ flags: 'RST' }).staysQuiet().isGoneQuietly('reset-received');
  });

  test('what arrived before it can still be read', () => {
    established()
      .receives({ payload: 'hello' })
      .sends([{ ack: 6 }])
      .receives({ flags: 'RST', seq: 6 })
      .hasFailed('ECONNRESET', 'reset-received')
      .reads(3, 'hel')
      .reads(9, 'lo')
      .reads(9, '');
  });

  test('an orphan has nobody to tell', () => {
    established()
      .closes()
      .sends([{ flags: 'FIN ACK', seq: 1 }])
      .receives({ flags: 'RST', seq: 1 })
      .isGoneQuietly('reset-received');
  });
});

describe('a segment that may be forged', () => {
  test('a reset in the window, not at RCV.NXT: challenge ACK', () => {
    established()
      .receives({ flags: 'RST', seq: 11 })
      .sends([{ seq: 1, ack: 1, rule: 'reset-challenged' }])
      .isIn('ESTABLISHED')
      .hasNotedExactly('discarded: reset-challenged');
  });

  test('a peer that really is gone answers the challenge with a reset at the right place', () => {
    established()
      .receives({ flags: 'RST', seq: 11 })
      .sends([{ seq: 1, ack: 1 }])
      .receives({ flags: 'RST', seq: 1 })
      .hasFailed('ECONNRESET', 'reset-received');
  });

  test.each([1, 500])('a SYN at %i: challenge ACK', (seq) => {
    established()
      .receives({ flags: 'SYN', seq })
      .sends([{ seq: 1, ack: 1, rule: 'syn-challenged' }])
      .isIn('ESTABLISHED');
  });

  test('a SYN outside the window: challenge ACK too', () => {
    established()
      .receives({ flags: 'SYN', seq: -7000 })
      .sends([{ seq: 1, ack: 1, rule: 'syn-challenged' }])
      .isIn('ESTABLISHED');
  });

  test('one challenge ACK in 500 ms', () => {
    established()
      .receives({ flags: 'SYN', seq: 5 })
      .sends([{ seq: 1, ack: 1 }])
      .receives({ flags: 'RST', seq: 5 })
      .staysQuiet()
      .hasNoted({ rule: 'challenge-limited' });
  });

  test.each([1, 99_999])('text without ACK at %i, in the window or outside: silence', (seq) => {
    established()
      .receives({ flags: 'PSH', seq, payload: 'x' })
      .staysQuiet()
      .hasNotedExactly('discarded: no-ack-dropped');
  });
});
