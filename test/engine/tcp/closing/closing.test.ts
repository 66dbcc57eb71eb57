import { describe, test } from 'vitest';
import { closing, established, finWait1, lastAck } from '../../../support/tcp-harness.ts';

describe('CLOSING', () => {
  test('an ACK of something else changes nothing', () => {
    closing().receives({ ack: 1 }).staysQuiet().isIn('CLOSING').receives({ ack: 2 }).isIn('TIME-WAIT');
  });

  test('our FIN is repeated until it is acknowledged', () => {
    closing()
      .sends([{ flags: 'FIN ACK', seq: 1, ack: 2, retransmits: 1 }], { at: 200 })
      .receives({ ack: 2 })
      .isIn('TIME-WAIT')
      .staysQuiet({ at: 60_200 })
      .isIn('CLOSED');
  });

  test('our FIN, held back by the window, goes out in CLOSING', () => {
    established({}, { window: 5 })
      .writes('hello')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hello' }])
      .shutsWriting()
      .receives({ flags: 'FIN ACK', ack: 6, window: 0 })
      .sends([{ seq: 6, ack: 2 }])
      .isIn('CLOSING')
      .receives({ ack: 6, window: 9 })
      .sends([{ flags: 'FIN ACK', seq: 6, ack: 2 }])
      .receives({ ack: 7 })
      .isIn('TIME-WAIT');
  });

  test('the FIN of the peer again: acknowledged again', () => {
    closing()
      .receives({ flags: 'FIN ACK', seq: 1, ack: 1 })
      .sends([{ seq: 2, ack: 2, rule: 'fin-repeated' }])
      .isIn('CLOSING');
  });
});

describe('LAST-ACK', () => {
  test('our FIN is repeated until it is acknowledged', () => {
    lastAck()
      .sends([{ flags: 'FIN ACK', seq: 1, ack: 2, rule: 'rto-expired', retransmits: 1 }], { at: 200 })
      .receives({ ack: 2 })
      .isGoneQuietly('fin-acknowledged');
  });

  test('the FIN of the peer again: acknowledged again', () => {
    lastAck()
      .receives({ flags: 'FIN ACK', seq: 1, ack: 1 })
      .sends([{ seq: 2, ack: 2, rule: 'fin-repeated' }])
      .isIn('LAST-ACK');
  });
});

/** RFC 9293 §3.10.5. */
describe('abort', () => {
  test('a reset where the peer takes the connection for open', () => {
    established()
      .writes('hi')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hi' }])
      .aborts()
      .sends([{ flags: 'RST ACK', seq: 3, ack: 1, rule: 'abort' }])
      .isGoneQuietly('abort');
    finWait1()
      .aborts()
      .sends([{ flags: 'RST ACK', seq: 2, ack: 1 }]);
  });

  test('none where it knows that we are done', () => {
    closing().aborts().staysQuiet().isGoneQuietly('abort');
    lastAck().aborts().staysQuiet().isGoneQuietly('abort');
  });
});
