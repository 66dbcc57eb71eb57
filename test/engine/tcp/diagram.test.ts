import { describe, test } from 'vitest';
import {
  closeWait,
  closing,
  established,
  finWait1,
  finWait2,
  lastAck,
  synReceived,
  synSent,
  timeWait,
} from '../../support/tcp-harness.ts';

/** RFC 9293 §3.3.2, figure 5: every arrow once. */
describe('the state diagram', () => {
  test('CLOSED -> SYN-SENT -> ESTABLISHED: connect', () => {
    synSent()
      .isIn('SYN-SENT')
      .hasNoted({ kind: 'state', from: 'CLOSED', to: 'SYN-SENT', rule: 'open-active' })
      .receives({ flags: 'SYN ACK', seq: 0, ack: 1 })
      .sends([{ seq: 1, ack: 1, rule: 'syn-sent-syn-ack' }])
      .isIn('ESTABLISHED')
      .hasNoted({ kind: 'state', from: 'SYN-SENT', to: 'ESTABLISHED', rule: 'syn-sent-syn-ack' });
  });

  test('LISTEN -> SYN-RECEIVED -> ESTABLISHED: a SYN for a listener', () => {
    synReceived()
      .isIn('SYN-RECEIVED')
      .hasNoted({ kind: 'state', from: 'LISTEN', to: 'SYN-RECEIVED', rule: 'listen-syn' })
      .receives({ seq: 1, ack: 1 })
      .staysQuiet()
      .isIn('ESTABLISHED')
      .hasNoted({ kind: 'state', from: 'SYN-RECEIVED', to: 'ESTABLISHED', rule: 'syn-received-ack' });
  });

  test('SYN-SENT -> SYN-RECEIVED -> ESTABLISHED: both connect at once', () => {
    synSent()
      .receives({ flags: 'SYN', seq: 0 })
      .sends([{ flags: 'SYN ACK', seq: 0, ack: 1, rule: 'syn-sent-simultaneous' }])
      .isIn('SYN-RECEIVED')
      .receives({ flags: 'SYN ACK', seq: 0, ack: 1 })
      .sends([{ seq: 1, ack: 1 }])
      .isIn('ESTABLISHED');
  });

  test('SYN-SENT -> CLOSED: close', () => {
    synSent().closes().staysQuiet().isGoneQuietly('close-syn-sent');
  });

  test('SYN-RECEIVED -> FIN-WAIT-1: close before the handshake is complete', () => {
    synReceived()
      .shutsWriting()
      .sends([{ flags: 'FIN ACK', seq: 1, ack: 1 }])
      .isIn('FIN-WAIT-1')
      .receives({ seq: 1, ack: 1 })
      .staysQuiet()
      .isIn('FIN-WAIT-1')
      .receives({ seq: 1, ack: 2 })
      .isIn('FIN-WAIT-2');
  });

  test('ESTABLISHED -> FIN-WAIT-1 -> FIN-WAIT-2 -> TIME-WAIT -> CLOSED: we close first', () => {
    established()
      .shutsWriting()
      .sends([{ flags: 'FIN ACK', seq: 1, ack: 1, rule: 'close-sends-fin' }])
      .isIn('FIN-WAIT-1')
      .receives({ seq: 1, ack: 2 })
      .isIn('FIN-WAIT-2')
      .receives({ flags: 'FIN ACK', seq: 1, ack: 2 })
      .sends([{ seq: 2, ack: 2, rule: 'fin-received' }])
      .isIn('TIME-WAIT')
      .staysQuiet({ at: 59_999 })
      .isIn('TIME-WAIT')
      .staysQuiet({ at: 60_000 })
      .isGoneQuietly('time-wait-expired');
  });

  test('FIN-WAIT-1 -> TIME-WAIT: the FIN of the peer acknowledges ours', () => {
    finWait1()
      .receives({ flags: 'FIN ACK', seq: 1, ack: 2 })
      .sends([{ seq: 2, ack: 2 }])
      .isIn('TIME-WAIT');
  });

  test('FIN-WAIT-1 -> CLOSING -> TIME-WAIT: both close at once', () => {
    finWait1()
      .receives({ flags: 'FIN ACK', seq: 1, ack: 1 })
      .sends([{ seq: 2, ack: 2 }])
      .isIn('CLOSING')
      .receives({ seq: 2, ack: 2 })
      .staysQuiet()
      .isIn('TIME-WAIT')
      .hasNoted({ kind: 'state', from: 'CLOSING', to: 'TIME-WAIT', rule: 'fin-acknowledged' });
  });

  test('ESTABLISHED -> CLOSE-WAIT -> LAST-ACK -> CLOSED: the peer closes first', () => {
    established()
      .receives({ flags: 'FIN ACK', seq: 1, ack: 1 })
      .sends([{ seq: 1, ack: 2, rule: 'fin-received' }])
      .isIn('CLOSE-WAIT')
      .closes()
      .sends([{ flags: 'FIN ACK', seq: 1, ack: 2, rule: 'close-sends-fin' }])
      .isIn('LAST-ACK')
      .receives({ seq: 2, ack: 2 })
      .staysQuiet()
      .isGoneQuietly('fin-acknowledged');
  });

  test('the benches of the other tests stand in the states they are named after', () => {
    closeWait().isIn('CLOSE-WAIT');
    finWait1().isIn('FIN-WAIT-1');
    finWait2().isIn('FIN-WAIT-2');
    closing().isIn('CLOSING');
    lastAck().isIn('LAST-ACK');
    timeWait().isIn('TIME-WAIT');
  });
});
