import { describe, expect, test } from 'vitest';
import { acceptsNewSyn, initialSequenceAfter } from '../../../../src/engine/tcp/index.ts';
import { distance } from '../../../../src/engine/wire/sequence-number.ts';
import { type Arrival, established, finWait2, timeWait } from '../../../support/tcp-harness.ts';

describe('TIME-WAIT', () => {
  test('lasts 60 s on Linux', () => {
    timeWait()
      .staysQuiet({ at: 59_999 })
      .isIn('TIME-WAIT')
      .staysQuiet({ at: 60_000 })
      .isGoneQuietly('time-wait-expired');
  });

  test('a repeated FIN is acknowledged, and the time starts over', () => {
    timeWait()
      .waits(40_000)
      .receives({ flags: 'FIN ACK', seq: 1, ack: 2 })
      .sends([{ seq: 2, ack: 2, rule: 'fin-repeated' }])
      .hasNoted({ kind: 'timer', timer: 'time-wait', change: 'restarted', rule: 'fin-repeated', deadline: 100_000_000 })
      .staysQuiet({ at: 99_999 })
      .isIn('TIME-WAIT')
      .staysQuiet({ at: 100_000 })
      .isIn('CLOSED');
  });

  test('old text is acknowledged again, and the time does not start over', () => {
    finWait2()
      .receives({ flags: 'FIN ACK', seq: 1, ack: 2, payload: 'bye' })
      .sends([{ seq: 2, ack: 5 }])
      .isIn('TIME-WAIT')
      .waits(1000)
      .receives({ seq: 1, payload: 'by' })
      .sends([{ seq: 2, ack: 5, rule: 'text-repeated' }])
      .staysQuiet({ at: 60_000 })
      .isIn('CLOSED');
  });

  test('what had arrived can still be read', () => {
    finWait2()
      .receives({ flags: 'FIN ACK', seq: 1, ack: 2, payload: 'bye' })
      .sends([{ seq: 2, ack: 5 }])
      .reads(9, 'bye');
  });

  test('a late ACK draws nothing', () => {
    timeWait().receives({}).staysQuiet().isIn('TIME-WAIT');
  });

  test('a SYN beyond all that was received may open a new connection', () => {
    const bench = timeWait();
    const accepts = (arrival: Arrival): boolean =>
      acceptsNewSyn(bench.living(), bench.arriving(arrival), bench.clock());
    expect(accepts({ flags: 'SYN', seq: 3 })).toBe(true);
    expect(accepts({ flags: 'SYN', seq: 2 })).toBe(false);
    expect(accepts({ flags: 'SYN', seq: -9 })).toBe(false);
    expect(accepts({ flags: 'SYN ACK', seq: 3 })).toBe(false);
    expect(accepts({ flags: 'ACK', seq: 3 })).toBe(false);
    const other = established();
    expect(acceptsNewSyn(other.living(), other.arriving({ flags: 'SYN', seq: 9 }), other.clock())).toBe(false);
  });

  test('its initial sequence number lies beyond all that was sent', () => {
    const { send } = timeWait().living();
    expect(distance(send.max, initialSequenceAfter(timeWait().living()))).toBe(65_537);
  });

  test('an older SYN is answered by an ACK', () => {
    timeWait()
      .receives({ flags: 'SYN', seq: -9 })
      .sends([{ seq: 2, ack: 2, rule: 'syn-challenged' }])
      .isIn('TIME-WAIT');
  });
});
