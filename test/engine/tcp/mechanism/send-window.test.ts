import { describe, expect, test } from 'vitest';
import { milliseconds } from '../../../../src/engine/base/time.ts';
import { established, text } from '../../../support/tcp-harness.ts';

const LONG = text(4000);

/** RFC 9293 §3.8.6. */
describe('the send window', () => {
  test('text beyond it waits until it moves', () => {
    established({}, { window: 2920 })
      .writes(LONG)
      .sends([
        { seq: 1, payload: LONG.slice(0, 1460) },
        { seq: 1461, payload: LONG.slice(1460, 2920) },
      ])
      .hasNoted({ kind: 'held-back', rule: 'send-window-closed', bytes: 1080 })
      .receives({ ack: 1461, window: 1460 })
      .staysQuiet()
      .receives({ ack: 2921, window: 2920 })
      .sends([{ flags: 'PSH ACK', seq: 2921, payload: LONG.slice(2920) }]);
  });

  test('a FIN needs a place in it too, and waits (Linux)', () => {
    established({}, { window: 5 })
      .writes('hello')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hello' }])
      .shutsWriting()
      .staysQuiet()
      .isIn('FIN-WAIT-1')
      .hasNotNoted({ kind: 'held-back' })
      .receives({ ack: 6, window: 10 })
      .sends([{ flags: 'FIN ACK', seq: 6 }]);
  });

  test('text and FIN where there is place for the text alone', () => {
    established({}, { window: 5 })
      .writes('hel')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'hel' }])
      .writes('lo')
      .shutsWriting()
      .sends([{ flags: 'PSH ACK', seq: 4, payload: 'lo' }])
      .receives({ ack: 6, window: 10 })
      .sends([{ flags: 'FIN ACK', seq: 6 }]);
  });

  test('a window that shrinks takes nothing back, and sends nothing new', () => {
    established({}, { window: 4000 })
      .writes(text(3000))
      .sends([
        { seq: 1, payload: text(3000).slice(0, 1460) },
        { seq: 1461, payload: text(3000).slice(1460, 2920) },
        { flags: 'PSH ACK', seq: 2921, payload: text(3000).slice(2920) },
      ])
      .receives({ ack: 1461, window: 100 })
      .staysQuiet()
      .with(({ send }) => expect(send.wnd).toBe(100))
      .receives({ ack: 3001, window: 100 })
      .staysQuiet();
  });
});

/** RFC 9293 §3.8.6.2.1. */
describe('silly window avoidance', () => {
  test('a sliver of window is not used while text is on its way', () => {
    established({}, { window: 2000 })
      .writes(LONG)
      .sends([{ seq: 1, payload: LONG.slice(0, 1460) }])
      .hasNoted({ kind: 'held-back', rule: 'silly-window-avoided' })
      .receives({ ack: 1461, window: 2000 })
      .sends([{ seq: 1461, payload: LONG.slice(1460, 2920) }]);
  });

  test('half of the largest window ever offered is worth a segment when nothing is on its way', () => {
    established({}, { window: 1000 })
      .writes(LONG)
      .sends([{ seq: 1, payload: LONG.slice(0, 1000) }])
      .receives({ ack: 1001, window: 499 })
      .staysQuiet()
      .receives({ ack: 1001, window: 500 })
      .sends([{ seq: 1001, payload: LONG.slice(1000, 1500) }]);
  });

  test('less than that goes when the timer says so: nobody may come to open the window', () => {
    established({}, { window: 1000 })
      .writes(LONG)
      .sends([{ seq: 1, payload: LONG.slice(0, 1000) }])
      .receives({ ack: 1001, window: 300 })
      .hasNoted({ kind: 'timer', timer: 'persist', change: 'started', deadline: 200_000 })
      .staysQuiet({ at: 199 })
      .sends([{ seq: 1001, payload: LONG.slice(1000, 1300), rule: 'silly-window-override' }], { at: 200 });
  });
});

/** RFC 9293 §3.8.6.1. */
describe('a window of zero', () => {
  const full = (config: Parameters<typeof established>[0] = {}) =>
    established(config, { window: 5 })
      .writes('hello world')
      .sends([{ seq: 1, payload: 'hello' }])
      .receives({ ack: 6, window: 0 })
      .hasNoted({ kind: 'timer', timer: 'persist', change: 'started', rule: 'send-window-closed' })
      .forgets();
  const probe = { seq: 5, ack: 1, rule: 'zero-window-probe' as const, retransmits: null };

  test('is probed after the RTO, then at doubling intervals, each answered', () => {
    const bench = full();
    for (const at of [200, 600, 1400, 3000]) bench.sends([probe], { at }).receives({ ack: 6, window: 0 }).staysQuiet();
    bench.with(({ send }) => expect(send.probes).toBe(0));
  });

  test('opens: the text goes out, the probing ends', () => {
    full()
      .sends([probe], { at: 200 })
      .receives({ ack: 6, window: 100 })
      .sends([{ flags: 'PSH ACK', seq: 6, payload: ' world' }])
      .hasNoted({ kind: 'timer', timer: 'persist', change: 'stopped', rule: 'window-opened' })
      .receives({ ack: 12 })
      .staysQuiet({ at: 600_000 });
  });

  test('whose update was lost is repaired by the next probe', () => {
    full()
      .sends([probe], { at: 200 })
      .sends([probe], { at: 600 })
      .receives({ ack: 6, window: 100 })
      .sends([{ flags: 'PSH ACK', seq: 6, payload: ' world' }]);
  });

  test('that nobody answers for ends the connection after 15 probes', () => {
    const bench = full();
    for (let count = 0, at = 0, gap = 200; count < 15; count++, gap = Math.min(2 * gap, 120_000)) {
      at += gap;
      bench.sends([probe], { at });
    }
    bench.waits(119_999).isIn('ESTABLISHED').waits(1).hasFailed('ETIMEDOUT', 'retransmission-limit');
  });

  test('that is answered for never does', () => {
    const bench = full();
    for (let count = 0, at = 0, gap = 200; count < 40; count++, gap = Math.min(2 * gap, 120_000)) {
      at += gap;
      bench.sends([probe], { at }).receives({ ack: 6, window: 0 });
    }
    bench.isIn('ESTABLISHED');
  });

  test('that lasts longer than the program allows ends the connection, whether it is answered for or not', () => {
    for (const isAnswered of [true, false]) {
      const bench = full({ userTimeout: milliseconds(700) });
      for (const at of [200, 600]) {
        bench.sends([probe], { at });
        if (isAnswered) bench.receives({ ack: 6, window: 0 });
      }
      // The time counts from the first probe, and the last wait is as long as what is left of it.
      bench.waits(299).isIn('ESTABLISHED').waits(1).hasFailed('ETIMEDOUT', 'user-timeout');
    }
  });

  test('that opened meanwhile is given the whole time again', () => {
    full({ userTimeout: milliseconds(700) })
      .sends([probe], { at: 200 })
      .sends([probe], { at: 600 })
      .receives({ ack: 6, window: 6 })
      .sends([{ flags: 'PSH ACK', seq: 6, payload: ' world' }])
      .writes('again')
      .receives({ ack: 12, window: 0 })
      .sends([{ ...probe, seq: 11 }], { at: 800 })
      .sends([{ ...probe, seq: 11 }], { at: 1200 })
      .waits(299)
      .isIn('ESTABLISHED')
      .waits(1)
      .hasFailed('ETIMEDOUT', 'user-timeout');
  });

  test('is answered with an acknowledgement by the side whose buffer is full', () => {
    established({ receiveBuffer: 5 })
      .receives({ payload: 'hello' })
      .sends([{ ack: 6, window: 0 }])
      .receives({ seq: 5 })
      .sends([{ seq: 1, ack: 6, window: 0 }]);
  });
});
