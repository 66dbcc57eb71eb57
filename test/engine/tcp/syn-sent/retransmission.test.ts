import { describe, test } from 'vitest';
import { synSent } from '../../../support/tcp-harness.ts';

const again = { flags: 'SYN', seq: 0, rule: 'rto-expired' as const, retransmits: 0 };

describe('a SYN without an answer', () => {
  test('Linux repeats it 1 s apart four times, then doubles, and gives up after 131 s', () => {
    const bench = synSent();
    for (const at of [1000, 2000, 3000, 4000, 5000, 7000, 11_000, 19_000, 35_000, 67_000]) bench.sends([again], { at });
    bench.staysQuiet({ at: 130_999 }).isIn('SYN-SENT').staysQuiet({ at: 131_000 });
    bench.hasFailed('ETIMEDOUT', 'retransmission-limit');
  });

  test('RFC 6298 doubles from the first', () => {
    const bench = synSent({ synLinearTimeouts: 0 });
    for (const at of [1000, 3000, 7000, 15_000, 31_000, 63_000]) bench.sends([again], { at });
    bench.staysQuiet({ at: 126_999 }).staysQuiet({ at: 127_000 }).hasFailed('ETIMEDOUT', 'retransmission-limit');
  });

  test('an answer to a repeated SYN measures nothing: the RTO of the text is 3 s (RFC 6298 §5.7)', () => {
    synSent()
      .sends([again], { at: 1000 })
      .receives({ flags: 'SYN ACK', seq: 0, ack: 1 })
      .sends([{ seq: 1 }])
      .hasNotNoted({ kind: 'rtt' })
      .writes('x')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'x' }])
      .staysQuiet({ at: 3999 })
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'x' }], { at: 4000 });
  });
});
