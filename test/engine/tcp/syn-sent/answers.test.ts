import { describe, test } from 'vitest';
import { synSent } from '../../../support/tcp-harness.ts';

/** RFC 9293 §3.10.7.3. */
describe('SYN-SENT', () => {
  test('a SYN-ACK that acknowledges our SYN establishes the connection', () => {
    synSent()
      .receives({ flags: 'SYN ACK', seq: 0, ack: 1, window: 5000, mss: 1000 })
      .sends([{ seq: 1, ack: 1, rule: 'syn-sent-syn-ack' }])
      .isIn('ESTABLISHED')
      .hasNoted({ kind: 'timer', timer: 'retransmission', change: 'stopped', rule: 'rto-stop' });
  });

  test('a SYN-ACK with text: the text is taken, and one ACK answers both', () => {
    synSent()
      .receives({ flags: 'SYN ACK', seq: 0, ack: 1, payload: 'hello' })
      .sends([{ seq: 1, ack: 6 }])
      .isIn('ESTABLISHED')
      .reads(10, 'hello');
  });

  test('text written before the handshake goes out with the last step of it', () => {
    synSent()
      .writes('hello')
      .staysQuiet()
      .receives({ flags: 'SYN ACK', seq: 0, ack: 1 })
      .sends([{ flags: 'PSH ACK', seq: 1, ack: 1, payload: 'hello' }]);
  });

  test('a reset that acknowledges our SYN: connection refused', () => {
    synSent().receives({ flags: 'RST ACK', seq: 0, ack: 1 }).staysQuiet().hasFailed('ECONNREFUSED', 'syn-sent-refused');
  });

  test('a reset without ACK is ignored: anybody could have sent it', () => {
    synSent().receives({ flags: 'RST', seq: 0 }).staysQuiet().isIn('SYN-SENT').hasNoted({ rule: 'syn-sent-ignored' });
  });

  test.each([0, 2, -5000])('a SYN-ACK that acknowledges %i instead of 1 is answered by a reset', (ack) => {
    synSent()
      .receives({ flags: 'SYN ACK', seq: 0, ack })
      .sends([{ flags: 'RST', seq: ack, rule: 'syn-sent-bad-ack' }])
      .isIn('SYN-SENT');
  });

  test('Linux repeats the SYN in a moment after such a reset', () => {
    synSent()
      .receives({ flags: 'SYN ACK', seq: 0, ack: 77 })
      .sends([{ flags: 'RST', seq: 77 }])
      .staysQuiet({ at: 7 })
      .sends([{ flags: 'SYN', seq: 0 }], { at: 8 });
  });

  test('the textbook waits for the timeout', () => {
    synSent({ synRepeatAfterBadAck: null })
      .receives({ flags: 'SYN ACK', seq: 0, ack: 77 })
      .sends([{ flags: 'RST', seq: 77 }])
      .staysQuiet({ at: 999 })
      .sends([{ flags: 'SYN', seq: 0 }], { at: 1000 });
  });

  test('a reset with a wrong ACK number is neither obeyed nor answered', () => {
    synSent({ synRepeatAfterBadAck: null })
      .receives({ flags: 'RST ACK', seq: 0, ack: 2 })
      .staysQuiet()
      .isIn('SYN-SENT');
  });

  test.each(['ACK', 'FIN ACK', 'PSH ACK'])('%s without SYN or RST is dropped', (flags) => {
    synSent().receives({ flags, seq: 0, ack: 1 }).staysQuiet().isIn('SYN-SENT').hasNoted({ rule: 'syn-sent-ignored' });
  });
});
