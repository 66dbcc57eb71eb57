import { describe, expect, test } from 'vitest';
import { established } from '../../../support/tcp-harness.ts';

/** RFC 9293 §3.10.7.4, fifth. */
describe('the ACK field', () => {
  test('SND.UNA moves, the bytes leave the buffer, the timer stops', () => {
    established()
      .writes('hello')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hello' }])
      .forgets()
      .receives({ ack: 6 })
      .staysQuiet()
      .hasNotedExactly('acknowledged: ack-advances', 'rtt: rtt-sample', 'timer: rto-stop')
      .hasNoted({ kind: 'acknowledged', from: 0, to: 5 })
      .with(({ send, connection }) => {
        expect(send.chunks.size).toBe(0);
        expect(connection.timers.retransmission).toBeNull();
      });
  });

  test('part of it: the rest stays, the timer starts over', () => {
    established()
      .writes('hello')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hello' }])
      .waits(50)
      .forgets()
      .receives({ ack: 3 })
      .hasNoted({ kind: 'acknowledged', from: 0, to: 2 })
      .hasNoted({ kind: 'timer', timer: 'retransmission', change: 'restarted', deadline: 250_000 })
      .sends([{ flags: 'PSH ACK', seq: 3, payload: 'llo', retransmits: 3 }], { at: 250 });
  });

  test('of what was never sent: dropped, and an ACK', () => {
    established()
      .receives({ ack: 2, payload: 'x' })
      .sends([{ seq: 1, ack: 1, rule: 'ack-unsent' }])
      .hasNotedExactly('discarded: ack-unsent');
  });

  test('again, with nothing new: no answer', () => {
    established()
      .writes('hello')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hello' }])
      .forgets()
      .receives({ ack: 1 })
      .staysQuiet()
      .hasNotedExactly('discarded: ack-duplicate');
  });

  test('of long ago: a challenge ACK (RFC 5961 §5.2)', () => {
    established()
      .receives({ ack: -200_000, payload: 'x' })
      .sends([{ seq: 1, ack: 1, rule: 'ack-too-old' }])
      .hasNotedExactly('discarded: ack-too-old');
  });

  test('of a little while ago comes with text that was delayed, which is taken', () => {
    established()
      .writes('hello')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hello' }])
      .receives({ ack: 6 })
      .receives({ ack: 1, payload: 'late' })
      .sends([{ seq: 6, ack: 5 }])
      .reads(9, 'late');
  });
});

/** SND.WL1 and SND.WL2. */
describe('the window field', () => {
  test('the newest segment counts', () => {
    established()
      .receives({ payload: 'a', window: 500 })
      .sends([{ ack: 2 }])
      .with(({ send }) => expect(send.wnd).toBe(500));
  });

  test('a segment that was overtaken does not bring an old window back', () => {
    established()
      .writes('hello')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hello' }])
      .receives({ seq: 1, ack: 6, window: 1000 })
      .receives({ seq: 1, ack: 1, payload: 'x', window: 9000 })
      .sends([{ ack: 2 }])
      .with(({ send }) => expect(send.wnd).toBe(1000));
  });

  test('out of order text brings the newer window, and text before it does not take it back', () => {
    established()
      .receives({ seq: 2, payload: 'b', window: 700 })
      .sends([{ ack: 1 }])
      .receives({ seq: 1, payload: 'a', window: 800 })
      .sends([{ ack: 3 }])
      .with(({ send }) => expect(send.wnd).toBe(700));
  });
});
