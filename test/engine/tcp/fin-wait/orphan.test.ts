import { describe, test } from 'vitest';
import { closeWait, established, finWait1, finWait2, lastAck, text, timeWait } from '../../../support/tcp-harness.ts';

describe('close', () => {
  test('with unread text: a reset instead of a FIN (RFC 2525 §2.17)', () => {
    established()
      .receives({ payload: 'hello' })
      .sends([{ ack: 6 }])
      .closes()
      .sends([{ flags: 'RST ACK', seq: 1, ack: 6, rule: 'close-with-unread-data' }])
      .isGoneQuietly('close-with-unread-data');
  });

  test('the reset bears SND.NXT, after the last byte sent', () => {
    established()
      .writes('hi')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hi' }])
      .receives({ ack: 1, payload: 'hello' })
      .sends([{ seq: 3, ack: 6 }])
      .reads(4, 'hell')
      .closes()
      .sends([{ flags: 'RST ACK', seq: 3, ack: 6 }]);
  });

  test('unread text in CLOSE-WAIT and FIN-WAIT-2 counts too', () => {
    established()
      .receives({ flags: 'FIN ACK', payload: 'hello' })
      .sends([{ ack: 7 }])
      .closes()
      .sends([{ flags: 'RST ACK', seq: 1, ack: 7 }]);
    finWait2()
      .receives({ payload: 'hello' })
      .sends([{ seq: 2, ack: 6 }])
      .closes()
      .sends([{ flags: 'RST ACK', seq: 2, ack: 6 }]);
  });

  test('everything read, but not the end of the stream: FIN', () => {
    closeWait()
      .closes()
      .sends([{ flags: 'FIN ACK', seq: 1, ack: 2 }])
      .isIn('LAST-ACK');
  });

  test('in TIME-WAIT, or a second time, changes nothing on the wire', () => {
    timeWait().closes().staysQuiet().isIn('TIME-WAIT');
    lastAck().closes().staysQuiet().isIn('LAST-ACK');
  });

  test('with unsent text: it goes on sending as the peer reads', () => {
    const long = text(2920);
    established({}, { window: 1460 })
      .writes(long)
      .sends([{ seq: 1, payload: long.slice(0, 1460) }])
      .closes()
      .staysQuiet()
      .isIn('FIN-WAIT-1')
      .receives({ ack: 1461, window: 2000 })
      .sends([{ flags: 'FIN PSH ACK', seq: 1461, payload: long.slice(1460) }])
      .receives({ ack: 2922 })
      .isIn('FIN-WAIT-2');
  });
});

/** RFC 9293 §3.6.1. */
describe('text for a program that is gone', () => {
  const refused = { flags: 'RST', rule: 'text-after-close' as const };

  test('a SYN for an orphan in FIN-WAIT-2: a reset as well', () => {
    finWait2()
      .closes()
      .staysQuiet()
      .receives({ flags: 'SYN', seq: 1 })
      .sends([{ ...refused, flags: 'RST ACK', seq: 6, ack: 2 }])
      .isGoneQuietly('text-after-close');
  });

  test('in FIN-WAIT-1 and FIN-WAIT-2: a reset', () => {
    established()
      .closes()
      .sends([{ flags: 'FIN ACK', seq: 1 }])
      .receives({ ack: 1, payload: 'x' })
      .sends([{ ...refused, seq: 1 }])
      .isGoneQuietly('text-after-close');
    finWait2()
      .closes()
      .staysQuiet()
      .receives({ payload: 'x' })
      .sends([{ ...refused, seq: 2 }])
      .isGoneQuietly('text-after-close');
  });

  test('after SHUT_RDWR: a reset, and the program learns of it', () => {
    finWait2()
      .shutsReading()
      .receives({ payload: 'x' })
      .sends([{ ...refused, seq: 2 }])
      .hasFailed('ECONNRESET', 'text-after-close');
  });

  test('after SHUT_RD alone: taken, acknowledged and readable', () => {
    established()
      .shutsReading()
      .receives({ payload: 'hello' })
      .sends([{ ack: 6 }])
      .isIn('ESTABLISHED')
      .reads(9, 'hello');
  });

  test('repeated text is not new text', () => {
    established()
      .receives({ payload: 'hello' })
      .sends([{ ack: 6 }])
      .reads(9, 'hello')
      .closes()
      .sends([{ flags: 'FIN ACK', seq: 1 }])
      .receives({ seq: 1, ack: 1, payload: 'hello' })
      .sends([{ seq: 2, ack: 6, rule: 'text-repeated' }])
      .isIn('FIN-WAIT-1');
  });

  test('a FIN alone is welcome', () => {
    established()
      .closes()
      .sends([{ flags: 'FIN ACK', seq: 1 }])
      .receives({ flags: 'FIN ACK', ack: 2 })
      .sends([{ seq: 2, ack: 2 }])
      .isIn('TIME-WAIT');
  });
});

/** tcp(7), tcp_fin_timeout. */
describe('an orphan in FIN-WAIT-2', () => {
  test('is forgotten after 60 s', () => {
    established()
      .closes()
      .sends([{ flags: 'FIN ACK', seq: 1 }])
      .receives({ ack: 2 })
      .hasNoted({
        kind: 'timer',
        timer: 'fin-wait-2',
        change: 'started',
        rule: 'fin-wait-2-start',
        deadline: 60_000_000,
      })
      .staysQuiet({ at: 59_999 })
      .isIn('FIN-WAIT-2')
      .staysQuiet({ at: 60_000 })
      .isGoneQuietly('fin-wait-2-expired');
  });

  test('counts from the moment it becomes one', () => {
    finWait2().waits(5000).closes().staysQuiet({ at: 64_999 }).isIn('FIN-WAIT-2').staysQuiet({ at: 65_000 });
  });

  test('that hears the FIN in time goes on to TIME-WAIT', () => {
    finWait1()
      .closes()
      .receives({ ack: 2 })
      .waits(30_000)
      .receives({ flags: 'FIN ACK' })
      .sends([{ seq: 2, ack: 2 }])
      .isIn('TIME-WAIT')
      .hasNoted({ kind: 'timer', timer: 'fin-wait-2', change: 'stopped' })
      .staysQuiet({ at: 89_999 })
      .isIn('TIME-WAIT')
      .staysQuiet({ at: 90_000 })
      .isGoneQuietly('time-wait-expired');
  });
});
