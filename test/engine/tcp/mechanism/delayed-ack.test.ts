import { describe, test } from 'vitest';
import { milliseconds, seconds } from '../../../../src/engine/base/time.ts';
import { established, text } from '../../../support/tcp-harness.ts';

/** The kernel's clock ticks every 4 ms. */
const DELAYED = { delayedAck: true, tick: milliseconds(4) };

/** RFC 9293 §3.8.6.3, as Linux does it. */
describe('the delayed acknowledgement', () => {
  test('the first sixteen go at once, the next waits 40 ms and half a tick', () => {
    const bench = established(DELAYED);
    for (let n = 0; n < 16; n++) {
      bench
        .receives({ payload: text(100) })
        .sends([{ ack: 101 + 100 * n, rule: 'acknowledge' }])
        .waits(100);
    }
    bench
      .receives({ payload: text(100) })
      .staysQuiet({ at: 1641 })
      .sends([{ ack: 1701, rule: 'ack-delayed' }], { at: 1642 });
  });

  test('a program that answers carries it; the next one waits for it, in vain, and then they go at once again', () => {
    established(DELAYED)
      .receives({ payload: 'a' })
      .sends([{ ack: 2 }])
      .writes('b')
      .sends([{ flags: 'PSH ACK', seq: 1, ack: 2, payload: 'b' }])
      .receives({ payload: 'c', ack: 2 })
      .staysQuiet({ at: 41 })
      .sends([{ ack: 3, rule: 'ack-delayed' }], { at: 42 })
      .receives({ payload: 'd' })
      .sends([{ ack: 4 }]);
  });

  test('text out of order is acknowledged at once', () => {
    established(DELAYED)
      .receives({ seq: 11, payload: 'x' })
      .sends([{ ack: 1, rule: 'text-out-of-order' }]);
  });

  test('text out of order while the window grows is acknowledged at once however much there is of it', () => {
    const bench = established(
      { ...DELAYED, bufferHolds: 'memory', receiveBuffer: 131_072, bundles: false },
      { options: { sackPermitted: true } },
    );
    for (let n = 0; n < 6; n++) {
      bench
        .receives({ seq: 1461 + 1460 * n, payload: text(1460) })
        .sends([{ ack: 1, sack: [[1461, 2921 + 1460 * n]] }]);
    }
  });

  test('after a FIN the program is expected to say something: the acknowledgement waits for that', () => {
    established(DELAYED)
      .receives({ payload: 'a' })
      .sends([{ ack: 2 }])
      .receives({ flags: 'FIN ACK' })
      .staysQuiet({ at: 41 })
      .sends([{ ack: 3, rule: 'ack-delayed' }], { at: 42 });
  });

  test('without the option every segment is, at once', () => {
    const bench = established();
    for (let n = 0; n < 20; n++) bench.receives({ payload: 'x' }).sends([{ ack: 2 + n }]);
  });
});

/** RFC 9293 §3.8.4. */
describe('keep-alive', () => {
  const keepAlive = { idle: seconds(1), interval: seconds(1), count: 3 };

  test('probes an idle connection; an answer begins the wait anew', () => {
    established({ keepAlive })
      .sends([{ seq: 0, rule: 'keep-alive' }], { at: 1000 })
      .receives({})
      .staysQuiet({ at: 1999 })
      .sends([{ seq: 0, rule: 'keep-alive' }], { at: 2000 });
  });

  test('gives up when nobody answers, with a reset', () => {
    established({ keepAlive })
      .sends([{ seq: 0 }], { at: 1000 })
      .sends([{ seq: 0 }], { at: 2000 })
      .sends([{ seq: 0 }], { at: 3000 })
      .sends([{ flags: 'RST ACK', seq: 1 }], { at: 4000 })
      .hasFailed('ETIMEDOUT', 'keep-alive');
  });
});

/** tcp(7), TCP_USER_TIMEOUT. */
test('the user timeout ends the probing of an idle connection, however many probes are left', () => {
  established({ keepAlive: { idle: seconds(1), interval: seconds(1), count: 9 }, userTimeout: seconds(3) })
    .sends([{ seq: 0 }], { at: 1000 })
    .sends([{ seq: 0 }], { at: 2000 })
    .sends([{ flags: 'RST ACK', seq: 1 }], { at: 3000 })
    .hasFailed('ETIMEDOUT', 'keep-alive');
});

/** RFC 5482. */
describe('the user timeout', () => {
  test('ends the connection so long after the first repeat', () => {
    const hello = { flags: 'PSH ACK', seq: 1, payload: 'hello' };
    established({ userTimeout: seconds(3) })
      .writes('hello')
      .sends([hello])
      .sends([hello], { at: 200 })
      .sends([hello], { at: 600 })
      .sends([hello], { at: 1400 })
      .sends([hello], { at: 3000 })
      .waits(200)
      .hasFailed('ETIMEDOUT', 'user-timeout');
  });
});
