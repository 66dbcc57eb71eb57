import { describe, test } from 'vitest';
import { closeWait, established, finWait1, finWait2 } from '../../../support/tcp-harness.ts';

describe('half-close', () => {
  test('FIN-WAIT-2 goes on receiving', () => {
    finWait2()
      .receives({ payload: 'answer' })
      .sends([{ seq: 2, ack: 7 }])
      .reads(9, 'answer')
      .receives({ flags: 'FIN ACK' })
      .sends([{ seq: 2, ack: 8 }])
      .isIn('TIME-WAIT');
  });

  test('FIN-WAIT-1 too', () => {
    finWait1()
      .receives({ ack: 1, payload: 'answer' })
      .sends([{ seq: 2, ack: 7 }])
      .reads(9, 'answer')
      .isIn('FIN-WAIT-1');
  });

  test('text, the acknowledgement of our FIN and the FIN of the peer in one segment', () => {
    finWait1()
      .receives({ flags: 'FIN ACK', ack: 2, payload: 'answer' })
      .sends([{ seq: 2, ack: 8 }])
      .isIn('TIME-WAIT')
      .reads(9, 'answer');
  });

  test('CLOSE-WAIT goes on sending', () => {
    closeWait()
      .writes('answer')
      .sends([{ flags: 'PSH ACK', seq: 1, ack: 2, payload: 'answer' }])
      .receives({ ack: 7 })
      .staysQuiet()
      .isIn('CLOSE-WAIT')
      .shutsWriting()
      .sends([{ flags: 'FIN ACK', seq: 7, ack: 2 }])
      .isIn('LAST-ACK');
  });

  test('nothing can be written after it', () => {
    finWait2().writes('x', 0).staysQuiet();
  });

  test('a second time it does nothing', () => {
    finWait1().shutsWriting().staysQuiet().isIn('FIN-WAIT-1');
    finWait2().shutsWriting().staysQuiet().isIn('FIN-WAIT-2');
  });

  test('the FIN follows what was written before, in its segment', () => {
    established()
      .writes('a')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'a' }])
      .writes('bc')
      .shutsWriting()
      .sends([{ flags: 'FIN PSH ACK', seq: 2, payload: 'bc' }])
      .isIn('FIN-WAIT-1');
  });

  test('a lost FIN is repeated', () => {
    finWait1().sends([{ flags: 'FIN ACK', seq: 1, rule: 'rto-expired', retransmits: 1 }], { at: 200 });
  });

  test('with a program that holds its descriptor, FIN-WAIT-2 lasts for ever', () => {
    finWait2().staysQuiet({ at: 86_400_000 }).isIn('FIN-WAIT-2');
  });
});
