import { describe, expect, test } from 'vitest';
import { OUR_ISS, synReceived, synSent } from '../../../support/tcp-harness.ts';

/** A reset that acknowledges has sequence number 0, whatever ours are. */
const FROM_ISS_TO_ZERO = 2 ** 32 - OUR_ISS;

/** Both connected at once, and our SYN-ACK is on its way. */
const simultaneous = () =>
  synSent()
    .receives({ flags: 'SYN', seq: 0 })
    .sends([{ flags: 'SYN ACK', seq: 0, ack: 1 }])
    .isIn('SYN-RECEIVED');

describe('SYN-RECEIVED', () => {
  test('text with the last ACK of the handshake is taken at once', () => {
    synReceived()
      .receives({ flags: 'PSH ACK', seq: 1, ack: 1, payload: 'GET' })
      .sends([{ seq: 1, ack: 4 }])
      .isIn('ESTABLISHED')
      .reads(10, 'GET');
  });

  test('a FIN with it leads on to CLOSE-WAIT', () => {
    synReceived()
      .receives({ flags: 'FIN ACK', seq: 1, ack: 1, payload: 'GET' })
      .sends([{ seq: 1, ack: 5 }])
      .isIn('CLOSE-WAIT');
  });

  test.each([0, 2, -9])('an ACK of %i instead of 1 is answered by a reset and changes nothing', (ack) => {
    synReceived()
      .receives({ seq: 1, ack })
      .sends([{ flags: 'RST', seq: ack, rule: 'syn-received-bad-ack' }])
      .isIn('SYN-RECEIVED');
  });

  test('a reset sends a passive opener back to LISTEN without a word', () => {
    synReceived().receives({ flags: 'RST', seq: 1 }).staysQuiet().isGoneQuietly('syn-received-reset');
  });

  test('a reset refuses an active opener', () => {
    simultaneous().receives({ flags: 'RST', seq: 1 }).staysQuiet().hasFailed('ECONNREFUSED', 'syn-received-reset');
  });

  test('a reset outside RCV.NXT is challenged', () => {
    synReceived()
      .receives({ flags: 'RST', seq: 2 })
      .sends([{ seq: 1, ack: 1, rule: 'reset-challenged' }])
      .isIn('SYN-RECEIVED');
  });

  test('the SYN again: the SYN-ACK again', () => {
    synReceived()
      .receives({ flags: 'SYN', seq: 0 })
      .sends([{ flags: 'SYN ACK', seq: 0, ack: 1, rule: 'syn-repeated', retransmits: 0 }])
      .isIn('SYN-RECEIVED');
  });

  test('a SYN that comes again and again is answered every 500 ms, and each answer puts the timer off', () => {
    synReceived()
      .receives({ flags: 'SYN', seq: 0 })
      .sends([{ flags: 'SYN ACK', seq: 0, ack: 1 }])
      .waits(400)
      .receives({ flags: 'SYN', seq: 0 })
      .sends([])
      .waits(200)
      .receives({ flags: 'SYN', seq: 0 })
      .sends([{ flags: 'SYN ACK', seq: 0, ack: 1, rule: 'syn-repeated' }])
      .sends([{ flags: 'SYN ACK', seq: 0, ack: 1, rule: 'rto-expired' }], { at: 1600 });
  });

  test('another SYN sends a passive opener back to LISTEN', () => {
    synReceived()
      .receives({ flags: 'SYN', seq: 9 })
      .sends([{ flags: 'RST ACK', seq: FROM_ISS_TO_ZERO, ack: 10, rule: 'syn-received-new-syn' }])
      .isGoneQuietly('syn-received-new-syn');
  });

  test('a segment without ACK is dropped', () => {
    synReceived().receives({ flags: 'PSH', seq: 1, payload: 'x' }).staysQuiet().isIn('SYN-RECEIVED');
  });

  test('one before the window is answered by an ACK', () => {
    synReceived()
      .receives({ seq: 0, ack: 1 })
      .sends([{ seq: 1, ack: 1, rule: 'unacceptable-segment' }])
      .isIn('SYN-RECEIVED');
  });

  test('the SYN-ACK is repeated after 1 3 7 15 31 s, then forgotten', () => {
    const bench = synReceived();
    for (const at of [1000, 3000, 7000, 15_000, 31_000]) {
      bench.sends([{ flags: 'SYN ACK', seq: 0, ack: 1, rule: 'rto-expired' }], { at });
    }
    bench.staysQuiet({ at: 63_000 }).isGoneQuietly('retransmission-limit');
  });

  test('a simultaneous open whose peer falls silent times out', () => {
    const bench = simultaneous();
    for (const at of [1000, 3000, 7000, 15_000, 31_000, 63_000]) bench.sends([{ flags: 'SYN ACK', seq: 0 }], { at });
    bench.staysQuiet({ at: 127_000 }).hasFailed('ETIMEDOUT', 'retransmission-limit');
  });

  test('a simultaneous open whose peer only acknowledges is established too', () => {
    simultaneous().receives({ seq: 1, ack: 1 }).staysQuiet().isIn('ESTABLISHED');
  });

  test('closed before the handshake, a lost SYN-ACK is still repeated', () => {
    synReceived()
      .shutsWriting()
      .sends([{ flags: 'FIN ACK', seq: 1 }])
      .sends([{ flags: 'SYN ACK', seq: 0, ack: 1 }], { at: 1000 })
      .receives({ seq: 1, ack: 2 })
      .staysQuiet()
      .isIn('FIN-WAIT-2');
  });

  test("the SYN's MSS bounds what is sent; without one it is 536", () => {
    synReceived({}, { mss: 9000 }).with(({ send }) => expect(send.mss).toBe(1460));
    synReceived({}, { mss: 500 }).with(({ send }) => expect(send.mss).toBe(500));
    synSent()
      .receives({ flags: 'SYN ACK', seq: 0, ack: 1 })
      .sends([{ seq: 1 }])
      .with(({ send }) => expect(send.mss).toBe(536));
  });
});
