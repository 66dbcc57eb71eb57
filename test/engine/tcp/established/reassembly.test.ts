import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { established, text } from '../../../support/tcp-harness.ts';

/** RFC 9293 §3.10.7.4, seventh. */
describe('text', () => {
  test('in order: acknowledged at once, segment by segment', () => {
    established()
      .receives({ payload: 'abc' })
      .sends([{ seq: 1, ack: 4, rule: 'acknowledge' }])
      .receives({ payload: 'def' })
      .sends([{ seq: 1, ack: 7 }])
      .hasNotedExactly('received: text-in-order', 'received: text-in-order')
      .reads(4, 'abcd')
      .reads(9, 'ef');
  });

  test('ahead of a gap: kept, and the ACK says what is missing', () => {
    established()
      .receives({ seq: 4, payload: 'def' })
      .sends([{ seq: 1, ack: 1, rule: 'text-out-of-order' }])
      .hasNoted({ kind: 'kept-out-of-order', from: 3, to: 6 })
      .reads(9, '')
      .receives({ seq: 1, payload: 'abc' })
      .sends([{ seq: 1, ack: 7, rule: 'text-gap-filled' }])
      .hasNoted({ kind: 'received', rule: 'text-in-order', from: 0, to: 3 })
      .hasNoted({ kind: 'received', rule: 'text-gap-filled', from: 3, to: 6 })
      .reads(9, 'abcdef');
  });

  test('two gaps: filling the first leaves the second', () => {
    established()
      .receives({ seq: 3, payload: 'c' })
      .sends([{ ack: 1 }])
      .receives({ seq: 5, payload: 'e' })
      .sends([{ ack: 1 }])
      .receives({ seq: 1, payload: 'ab' })
      .sends([{ ack: 4 }])
      .reads(9, 'abc')
      .receives({ seq: 4, payload: 'd' })
      .sends([{ ack: 6 }])
      .reads(9, 'de');
  });

  test('old and new in one segment: the old part is cut off', () => {
    established()
      .receives({ payload: 'abc' })
      .sends([{ ack: 4 }])
      .receives({ seq: 2, payload: 'bcdef' })
      .sends([{ ack: 7 }])
      .hasNoted({ kind: 'received', from: 3, to: 6 })
      .reads(9, 'abcdef');
  });

  test('beyond the window: cut off', () => {
    established({ receiveBuffer: 4 })
      .receives({ payload: 'abcdef' })
      .sends([{ ack: 5, window: 0 }])
      .reads(9, 'abcd')
      .sends([{ seq: 1, ack: 5, window: 4, rule: 'window-announced' }]);
  });

  test('a FIN ahead of a gap waits for what is missing', () => {
    established()
      .receives({ flags: 'FIN ACK', seq: 4, payload: 'def' })
      .sends([{ seq: 1, ack: 1, rule: 'fin-out-of-order' }])
      .isIn('ESTABLISHED')
      .receives({ seq: 1, payload: 'abc' })
      .sends([{ seq: 1, ack: 8, rule: 'fin-received' }])
      .isIn('CLOSE-WAIT')
      .reads(9, 'abcdef');
  });

  test('a FIN without text ahead of a gap', () => {
    established()
      .receives({ flags: 'FIN ACK', seq: 4 })
      .sends([{ ack: 1 }])
      .hasNoted({ kind: 'kept-out-of-order', rule: 'fin-out-of-order', from: 3, to: 3 })
      .receives({ seq: 1, payload: 'abc' })
      .sends([{ ack: 5 }])
      .isIn('CLOSE-WAIT');
  });

  test('text behind a FIN that waits is never taken', () => {
    established()
      .receives({ flags: 'FIN ACK', seq: 3 })
      .sends([{ ack: 1 }])
      .receives({ seq: 1, payload: 'abcdef' })
      .sends([{ ack: 4 }])
      .isIn('CLOSE-WAIT')
      .reads(9, 'ab');
  });

  test('a FIN whose text does not fit the window is not taken with it', () => {
    established({ receiveBuffer: 3 })
      .receives({ flags: 'FIN ACK', payload: 'abcdef' })
      .sends([{ ack: 4, window: 0 }])
      .isIn('ESTABLISHED');
  });

  test('Linux takes a FIN right at RCV.NXT into a window of zero', () => {
    established({ receiveBuffer: 3 })
      .receives({ payload: 'abc' })
      .sends([{ ack: 4, window: 0 }])
      .receives({ flags: 'FIN ACK' })
      .sends([{ ack: 5 }])
      .isIn('CLOSE-WAIT')
      .reads(9, 'abc');
  });

  test('property: whatever pieces come in whatever order, the stream is the stream', () => {
    const stream = text(300);
    const piece = tuple(integer({ min: 0, max: 299 }), integer({ min: 1, max: 120 }));
    assert(
      property(array(piece, { maxLength: 40 }), (pieces) => {
        const bench = established();
        const seen = new Set<number>();
        for (const [from, length] of pieces) {
          bench.receivesBurst({ seq: from + 1, payload: stream.slice(from, from + length) });
          for (let i = from; i < Math.min(300, from + length); i++) seen.add(i);
        }
        let whole = 0;
        while (seen.has(whole)) whole++;
        bench.ignoresSent().reads(999, stream.slice(0, whole));
        const { receive } = bench.living();
        expect(receive.arrived).toBe(whole);
        for (const [index, chunk] of receive.outOfOrder.entries()) {
          const before = receive.outOfOrder[index - 1];
          expect(chunk.offset).toBeGreaterThan(whole);
          if (before !== undefined) expect(chunk.offset).toBeGreaterThanOrEqual(before.offset + before.bytes.length);
        }
      }),
      { numRuns: 200, seed: 9293 },
    );
  });
});
