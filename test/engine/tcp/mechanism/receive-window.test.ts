import { describe, expect, test } from 'vitest';
import { peek } from '../../../../src/engine/tcp/index.ts';
import { established, text } from '../../../support/tcp-harness.ts';

/** RFC 9293 §3.8.6. */
describe('the receive window', () => {
  test('shrinks by what arrives and is not read, so that its right edge stands still', () => {
    established({ receiveBuffer: 1000 })
      .receives({ payload: text(100) })
      .sends([{ ack: 101, window: 900 }])
      .receives({ payload: text(300) })
      .sends([{ ack: 401, window: 600 }]);
  });

  test('text ahead of a gap does not move it', () => {
    established({ receiveBuffer: 1000 })
      .receives({ seq: 101, payload: text(300) })
      .sends([{ ack: 1, window: 1000 }])
      .receives({ seq: 1, payload: text(100) })
      .sends([{ ack: 401, window: 600 }]);
  });

  test('its right edge never moves left, whatever arrives and is read', () => {
    const bench = established({ receiveBuffer: 3000 });
    let edge = 0;
    for (const [arrives, reads] of [
      [1000, 0],
      [500, 700],
      [10, 5],
      [1460, 1460],
      [700, 9000],
      [1, 0],
    ] as const) {
      bench.receives({ payload: text(arrives) }).ignoresSent();
      bench.reads(reads, peek(bench.living(), reads)).ignoresSent();
      const { arrived, wnd } = bench.living().receive;
      expect(arrived + wnd).toBeGreaterThanOrEqual(edge);
      expect(arrived + wnd - bench.living().receive.read).toBeLessThanOrEqual(3000);
      edge = arrived + wnd;
    }
    expect(edge).toBeGreaterThan(3000);
  });
});

/** RFC 9293 §3.8.6.2.2. */
describe('announcing room that reading made', () => {
  test('a little room is not announced, also not by the next ACK', () => {
    established({ receiveBuffer: 4000, announceWindow: 'segment' })
      .receives({ payload: text(1000) })
      .sends([{ ack: 1001, window: 3000 }])
      .reads(900, text(1000).slice(0, 900))
      .staysQuiet()
      .receives({ payload: text(100) })
      .sends([{ ack: 1101, window: 2900 }]);
  });

  test('room for a segment is announced at once by the textbook', () => {
    established({ receiveBuffer: 4000, announceWindow: 'segment' })
      .receives({ payload: text(1460) })
      .sends([{ ack: 1461, window: 2540 }])
      .reads(1459, text(1460).slice(0, 1459))
      .staysQuiet()
      .reads(1, text(1460).slice(1459))
      .sends([{ ack: 1461, window: 4000, rule: 'window-announced' }]);
  });

  test('Linux says so at once only when the window at least doubles', () => {
    established({ receiveBuffer: 4000 })
      .receives({ payload: text(1460) })
      .sends([{ ack: 1461, window: 2540 }])
      .reads(1460, text(1460))
      .staysQuiet()
      .receives({ payload: text(1000) })
      .sends([{ ack: 2461, window: 3000 }]);
    established({ receiveBuffer: 4000 })
      .receives({ payload: text(2000) })
      .sends([{ ack: 2001, window: 2000 }])
      .reads(2000, text(2000))
      .sends([{ ack: 2001, window: 4000, rule: 'window-announced' }]);
  });

  test('from zero: half of a small buffer', () => {
    established({ receiveBuffer: 100 })
      .receives({ payload: text(100) })
      .sends([{ ack: 101, window: 0 }])
      .reads(49, text(100).slice(0, 49))
      .staysQuiet()
      .reads(1, text(100).slice(49, 50))
      .sends([{ ack: 101, window: 50, rule: 'window-announced' }]);
  });

  test('not to a peer that has closed', () => {
    established({ receiveBuffer: 100 })
      .receives({ flags: 'FIN ACK', payload: text(100) })
      .sends([{ ack: 102 }])
      .reads(100, text(100))
      .staysQuiet();
  });
});
