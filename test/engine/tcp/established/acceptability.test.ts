import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../../src/engine/base/bytes.ts';
import { isAcceptable } from '../../../../src/engine/tcp/acceptability.ts';
import { advance } from '../../../../src/engine/wire/sequence-number.ts';
import { established, text } from '../../../support/tcp-harness.ts';

/** RFC 9293 §3.10.7.4, first: table 6. RCV.NXT lies 3 before the wrap. */
describe('the acceptability test', () => {
  test.each([
    // length, window, distance of SEG.SEQ from RCV.NXT, acceptable
    [0, 0, 0, true],
    [0, 0, -1, false],
    [0, 0, 1, false],
    [0, 10, 0, true],
    [0, 10, 9, true],
    [0, 10, 10, false],
    [0, 10, -1, false],
    [5, 10, 0, true],
    [5, 10, 9, true],
    [5, 10, 10, false],
    [5, 10, -4, true],
    [5, 10, -5, false],
    [20, 10, -5, true],
    [1, 10, -1, false],
    // A window of zero takes no text, but heeds the rest of a segment at RCV.NXT.
    [5, 0, 0, true],
    [5, 0, 1, false],
    [5, 0, -4, false],
  ])('length %i, window %i, %i from RCV.NXT: %s', (length, wnd, ahead, expected) => {
    const bench = established();
    const segment = bench.arriving({});
    const receive = { ...bench.living().receive, wnd };
    const arriving = { ...segment, seq: advance(receive.nxt, ahead), payload: bytesOf('x'.repeat(length)) };
    expect(isAcceptable(receive, arriving)).toBe(expected);
  });

  test('text beyond the window: dropped, and an ACK', () => {
    established()
      .receives({ seq: 65_536, payload: 'x' })
      .sends([{ seq: 1, ack: 1, rule: 'text-beyond-window' }])
      .hasNotedExactly('discarded: text-beyond-window');
  });

  test('text that was received already: dropped, and acknowledged again', () => {
    established()
      .receives({ seq: 1, payload: 'hello' })
      .sends([{ ack: 6 }])
      .forgets()
      .receives({ seq: 1, payload: 'hello' })
      .sends([{ seq: 1, ack: 6, rule: 'text-repeated' }])
      .hasNotedExactly('discarded: text-repeated')
      .reads(99, 'hello');
  });

  test('a reset outside the window: silence', () => {
    established().receives({ flags: 'RST', seq: 0 }).staysQuiet().isIn('ESTABLISHED');
    established().receives({ flags: 'RST', seq: 65_536 }).staysQuiet().isIn('ESTABLISHED');
  });

  test('an old ACK without text: one answer in 500 ms, or two sides would answer each other for ever', () => {
    established()
      .receives({ seq: 0 })
      .sends([{ seq: 1, ack: 1, rule: 'unacceptable-segment' }])
      .waits(499)
      .receives({ seq: 0 })
      .staysQuiet()
      .hasNoted({ kind: 'discarded', rule: 'challenge-limited' })
      .waits(1)
      .receives({ seq: 0 })
      .sends([{ seq: 1, ack: 1 }]);
  });

  test('old text is answered every time', () => {
    established()
      .receives({ payload: 'a' })
      .sends([{ ack: 2 }])
      .receives({ seq: 1, payload: 'a' })
      .sends([{ ack: 2 }])
      .receives({ seq: 1, payload: 'a' })
      .sends([{ ack: 2 }]);
  });

  test('the SYN-ACK again, our ACK of it having been lost', () => {
    established()
      .receives({ flags: 'SYN ACK', seq: 0, ack: 1 })
      .sends([{ seq: 1, ack: 1, rule: 'syn-repeated' }])
      .isIn('ESTABLISHED');
  });

  test('a full window, then a reset and an ACK at RCV.NXT are still heeded', () => {
    established({ receiveBuffer: 100 })
      .receives({ payload: text(100) })
      .sends([{ ack: 101, window: 0 }])
      .writes('q')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'q' }])
      .receives({ ack: 2, payload: 'more' })
      .sends([{ seq: 2, ack: 101, window: 0, rule: 'text-beyond-window' }])
      .hasNoted({ kind: 'acknowledged', from: 0, to: 1 })
      .receives({ flags: 'RST', seq: 101 })
      .hasFailed('ECONNRESET', 'reset-received');
  });
});
