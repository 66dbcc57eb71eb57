import { describe, expect, test } from 'vitest';
import { endOfStream, readable } from '../../../../src/engine/tcp/index.ts';
import { closeWait, established } from '../../../support/tcp-harness.ts';

describe('CLOSE-WAIT', () => {
  test('the end of the stream comes after the last byte', () => {
    established()
      .receives({ flags: 'FIN ACK', payload: 'bye' })
      .sends([{ ack: 5 }])
      .hasNoted({ kind: 'peer-finished', rule: 'fin-received' })
      .with((tcb) => expect([readable(tcb), endOfStream(tcb)]).toEqual([3, false]))
      .reads(2, 'by')
      .with((tcb) => expect(endOfStream(tcb)).toBe(false))
      .reads(2, 'e')
      .with((tcb) => expect([readable(tcb), endOfStream(tcb)]).toEqual([0, true]))
      .reads(2, '');
  });

  test('the FIN again, our ACK of it having been lost: acknowledged again', () => {
    closeWait()
      .receives({ flags: 'FIN ACK', seq: 1 })
      .sends([{ seq: 1, ack: 2, rule: 'fin-repeated' }])
      .isIn('CLOSE-WAIT');
  });

  test('text after the FIN is never taken, nor answered', () => {
    closeWait().receives({ seq: 2, payload: 'more' }).sends([]).reads(9, '').isIn('CLOSE-WAIT');
  });

  test('text that begins before the FIN and ends beyond it is answered by a reset', () => {
    closeWait()
      .receives({ seq: 1, payload: 'more' })
      .sends([{ flags: 'RST', seq: 1, rule: 'text-after-close' }])
      .hasFailed('ECONNRESET', 'text-after-close');
  });
});
