import { describe, expect, test } from 'vitest';
import { established, text } from '../../../support/tcp-harness.ts';

const LONG = text(5000);
const slice = (from: number, to: number): string => LONG.slice(from, to);

describe('segmentation', () => {
  test('a long write leaves in segments of the MSS, the last one with PSH', () => {
    established()
      .writes(LONG)
      .sends([
        { seq: 1, payload: slice(0, 1460), rule: 'send-text' },
        { seq: 1461, payload: slice(1460, 2920) },
        { seq: 2921, payload: slice(2920, 4380) },
        { flags: 'PSH ACK', seq: 4381, payload: slice(4380, 5000) },
      ]);
  });

  test("the peer's MSS counts when it is smaller", () => {
    established({}, { mss: 3000 })
      .writes(text(2000))
      .sends([
        { seq: 1, payload: text(1460) },
        { flags: 'PSH ACK', seq: 1461, payload: text(2000).slice(1460) },
      ]);
    established({}, { mss: 1000 })
      .writes(text(2000))
      .sends([
        { seq: 1, payload: text(1000) },
        { flags: 'PSH ACK', seq: 1001, payload: text(2000).slice(1000) },
      ]);
  });

  test('two writes may share a segment: the stream has no boundaries', () => {
    established()
      .writes('a')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'a' }])
      .writes('bc')
      .writes('def')
      .staysQuiet()
      .receives({ ack: 2 })
      .sends([{ flags: 'PSH ACK', seq: 2, payload: 'bcdef' }]);
  });

  test('a write is taken as far as the send buffer has room', () => {
    established({ sendBuffer: 10 })
      .writes('abcdefghijklm', 10)
      // The write is not over: nothing asks for delivery.
      .sends([{ seq: 1, payload: 'abcdefghij' }])
      .writes('klm', 0)
      .receives({ ack: 5 })
      .writes('klmno', 4)
      .with(({ send }) => expect(send.written - send.acknowledged).toBe(10));
  });

  test('an ACK is not sent apart when text carries it', () => {
    established()
      .writes('a')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'a' }])
      .writes('b')
      .receives({ ack: 2, payload: 'xyz' })
      .sends([{ flags: 'PSH ACK', seq: 2, ack: 4, payload: 'b' }]);
  });

  test('text that is not taken is not acknowledged either', () => {
    established().writes('', 0).staysQuiet();
  });

  test('sequence numbers wrap within a segment', () => {
    established()
      .writes(text(20))
      .sends([{ flags: 'PSH ACK', seq: 1, payload: text(20) }])
      .receives({ ack: 21 })
      .with(({ send }) => {
        expect(send.iss).toBeGreaterThan(2 ** 31);
        expect(send.una).toBeLessThan(20);
        expect(send.acknowledged).toBe(20);
      });
  });
});

/** RFC 9293 §3.7.4. */
describe('Nagle', () => {
  test('a small segment waits for the acknowledgement of the one before', () => {
    established()
      .writes('a')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'a' }])
      .forgets()
      .writes('b')
      .staysQuiet()
      .hasNotedExactly('held-back: nagle-holds')
      .hasNoted({ kind: 'held-back', bytes: 1 })
      .writes('c')
      .staysQuiet()
      .hasNotedExactly('held-back: nagle-holds')
      .receives({ ack: 2 })
      .sends([{ flags: 'PSH ACK', seq: 2, payload: 'bc' }]);
  });

  test('off (TCP_NODELAY): it does not', () => {
    established({ nagle: false })
      .writes('a')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'a' }])
      .writes('b')
      .sends([{ flags: 'PSH ACK', seq: 2, payload: 'b' }]);
  });

  test('full segments do not wait', () => {
    established()
      .writes('a')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'a' }])
      .writes(text(1461))
      .sends([{ seq: 2, payload: text(1461).slice(0, 1460) }]);
  });

  test('Linux sends the tail of a long write with its full segments (Minshall)', () => {
    established()
      .writes(text(1500))
      .sends([
        { seq: 1, payload: text(1460) },
        { flags: 'PSH ACK', seq: 1461, payload: text(1500).slice(1460) },
      ]);
  });

  test('the textbook holds that tail back', () => {
    established({ nagleWaitsFor: 'any' })
      .writes(text(1500))
      .sends([{ seq: 1, payload: text(1460) }])
      .receives({ ack: 1461 })
      .sends([{ flags: 'PSH ACK', seq: 1461, payload: text(1500).slice(1460) }]);
  });

  test('the last segment before the FIN does not wait', () => {
    established()
      .writes('a')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'a' }])
      .writes('b')
      .shutsWriting()
      .sends([{ flags: 'FIN PSH ACK', seq: 2, payload: 'b' }]);
  });
});

/** RFC 2018 §3: what is to be reported of the peer's text takes some of a segment's place. */
describe('text while something of the peer lies ahead of a gap', () => {
  const SACK = { options: { sackPermitted: true } };
  const long = text(2920);

  test('one block makes segments 12 bytes shorter', () => {
    established({}, SACK)
      .receives({ seq: 11, payload: 'x' })
      .ignoresSent()
      .writes(long.slice(0, 2896))
      .sends([
        { seq: 1, ack: 1, payload: long.slice(0, 1448) },
        { flags: 'PSH ACK', seq: 1449, ack: 1, payload: long.slice(1448, 2896) },
      ]);
  });

  test('and a repeat that has become too long for one segment is cut in two', () => {
    const tail = long.slice(1460);
    established({}, SACK)
      .writes(long.slice(0, 1460))
      .writes(tail)
      .ignoresSent()
      .receives({ seq: 11, ack: 1, payload: 'x', sack: [[1461, 2921]] })
      .waits(250)
      .with(({ send }) => {
        expect(send.packets).toBe(3);
        expect(send.sacked).toBe(1);
      })
      .ignoresSent();
  });
});
