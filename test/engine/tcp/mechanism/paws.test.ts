import { describe, expect, test } from 'vitest';
import type { SegmentOptions } from '../../../../src/engine/wire/segment.ts';
import { type Arrival, type Bench, established, synReceived, text } from '../../../support/tcp-harness.ts';

const SYN = { windowScale: 7, sackPermitted: true, timestamps: { value: 5000, echo: 0 } };
const stamped = (value: number): { options: Partial<SegmentOptions> } => ({
  options: { timestamps: { value, echo: 0 } },
});
const OLD = stamped(4000);

/** ESTABLISHED; TS.Recent is 5000. */
const open = (): Bench => established({}, { options: SYN, window: 1000 });
const answered = { seq: 1, ack: 1, rule: 'timestamp-too-old' as const };

/** RFC 7323 §5, as a real kernel does it (`paws-…` among the recorded runs). */
describe('a segment whose timestamp is older than TS.Recent', () => {
  test.each<[string, Arrival]>([
    ['text in the window', { payload: 'ghost' }],
    ['a FIN', { flags: 'FIN ACK' }],
    ['an ACK ahead of RCV.NXT', { seq: 50 }],
    ['an ACK of the same number and with another window', { window: 600 }],
  ])('%s is dropped and answered', (_what, arrival) => {
    open()
      .receives({ ...arrival, ...OLD })
      .sends([answered])
      .isIn('ESTABLISHED')
      .hasNotedExactly('discarded: timestamp-too-old')
      .with(({ receive }) => expect(receive.tsRecent).toBe(5000));
  });

  test('text and FIN are answered each time; what has neither, once in 500 ms', () => {
    open()
      .receives({ payload: 'ghost', ...OLD })
      .sends([answered])
      .receives({ flags: 'FIN ACK', ...OLD })
      .sends([answered])
      .receives({ seq: 50, ...OLD })
      .sends([answered])
      .receives({ seq: 50, ...OLD })
      .staysQuiet()
      .hasNoted({ rule: 'challenge-limited' })
      .waits(500)
      .receives({ seq: 50, ...OLD })
      .sends([answered]);
  });

  test('text that was here before is reported as come twice (RFC 2883)', () => {
    open()
      .receives({ payload: text(100), ...stamped(5001) })
      .sends([{ ack: 101 }])
      .receives({ seq: 71, payload: text(50), ...OLD })
      .sends([{ seq: 1, ack: 101, sack: [[71, 101]] }]);
  });

  test('an ACK that a newer one overtook is answered: that is all it still says', () => {
    open()
      .writes('one')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'one' }])
      .writes('two')
      .staysQuiet()
      .receives({ ack: 4, ...stamped(5010) })
      .sends([{ flags: 'PSH ACK', seq: 4, payload: 'two' }])
      .receives({ ack: 1, ...stamped(5002) })
      .sends([{ seq: 7, ack: 1, rule: 'timestamp-too-old' }]);
  });

  test('a bare ACK from before RCV.NXT is passed over: such come in numbers', () => {
    open()
      .receives({ payload: 'hello', ...stamped(5001) })
      .sends([{ ack: 6 }])
      .forgets()
      .receives({ seq: 1, ...OLD })
      .staysQuiet()
      .hasNotedExactly('discarded: timestamp-too-old');
  });

  test('a bare ACK that says nothing new is taken, for reordering is no fault, up to 1.2 RTO', () => {
    // The RTO is 200 ms, and the peer's clock ticks in milliseconds.
    open()
      .receives({ window: 10 })
      .writes('text')
      .sends([{ flags: 'PSH ACK', seq: 1, payload: 'text' }])
      .forgets()
      .receives({ ack: 1, window: 10, ...stamped(5000 - 240) })
      .staysQuiet()
      .hasNotNoted({ rule: 'timestamp-too-old' })
      .receives({ ack: 1, window: 10, ...stamped(5000 - 241) })
      .sends([{ seq: 5, ack: 1, rule: 'timestamp-too-old' }]);
  });

  test('one tick is no age', () => {
    open()
      .receives({ payload: 'hello', ...stamped(4999) })
      .sends([{ ack: 6 }])
      .with(({ receive }) => expect(receive.tsRecent).toBe(5000))
      .receives({ payload: 'ghost', ...stamped(4998) })
      .sends([{ seq: 1, ack: 6, rule: 'timestamp-too-old' }]);
  });

  test('nor is a wrapped clock', () => {
    established({}, { options: { ...SYN, timestamps: { value: 2 ** 32 - 5, echo: 0 } } })
      .receives({ payload: 'hello', ...stamped(3) })
      .sends([{ ack: 6 }])
      .with(({ receive }) => expect(receive.tsRecent).toBe(3))
      .receives({ payload: 'ghost', ...stamped(2 ** 32 - 5) })
      .sends([{ seq: 1, ack: 6, rule: 'timestamp-too-old' }]);
  });

  test('a reset is exempt', () => {
    open()
      .receives({ flags: 'RST', ...OLD })
      .hasFailed('ECONNRESET', 'reset-received');
  });

  test('a SYN is challenged as any other', () => {
    open()
      .receives({ flags: 'SYN', seq: 11, ...OLD })
      .sends([{ seq: 1, ack: 1, rule: 'syn-challenged' }]);
  });

  test('TS.Recent 0 is none: some stacks begin with it', () => {
    established({}, { options: { ...SYN, timestamps: { value: 0, echo: 0 } } })
      .receives({ payload: 'hello', ...stamped(2 ** 32 - 1000) })
      .sends([{ ack: 6 }]);
  });

  test('a peer without timestamps has nothing to be judged by', () => {
    established()
      .receives({ payload: 'hello', ...OLD })
      .sends([{ ack: 6 }]);
  });

  /** RFC 7323 §5.5 speaks of 24 days; Linux of 2,147 s, in which a clock of microseconds would wrap. */
  test('TS.Recent of 2,147 s ago is worth nothing any more', () => {
    const later = open().waits(2_146_999);
    later.receives({ payload: 'ghost', ...OLD }).sends([answered]);
    later
      .waits(1)
      .receives({ payload: 'hello', ...OLD })
      .sends([{ ack: 6 }])
      .with(({ receive }) => expect(receive.tsRecent).toBe(4000));
  });
});

/** There the kernel keeps a miniature of the connection, and compares strictly. */
describe('in SYN-RECEIVED', () => {
  const half = (): Bench => synReceived({}, { options: SYN }).forgets();

  test.each<[string, Arrival]>([
    ['the SYN of before', { flags: 'SYN', seq: 0, ...stamped(4999) }],
    ['an ACK', { ack: 1, ...stamped(4999) }],
  ])('%s, with an older timestamp, is answered by an ACK', (_what, arrival) => {
    half()
      .receives(arrival)
      .sends([{ seq: 1, ack: 1, rule: 'timestamp-too-old' }])
      .isIn('SYN-RECEIVED');
  });

  test('not even a reset is obeyed, before a minute has passed', () => {
    half()
      .receives({ flags: 'RST', ...OLD })
      .staysQuiet()
      .isIn('SYN-RECEIVED')
      .hasNotedExactly('discarded: timestamp-too-old');
  });
});

describe('in TIME-WAIT', () => {
  const timeWait = (): Bench =>
    open()
      .shutsWriting()
      .sends([{ flags: 'FIN ACK', seq: 1 }])
      .receives({ ack: 2, ...stamped(5001) })
      .receives({ flags: 'FIN ACK', ...stamped(5002) })
      .sends([{ seq: 2, ack: 2 }])
      .isIn('TIME-WAIT')
      .forgets();

  test.each<[string, Arrival]>([
    ['a FIN', { flags: 'FIN ACK', seq: 1, ...OLD }],
    ['an ACK', { seq: 2, ...OLD }],
    ['a SYN beyond', { flags: 'SYN', seq: 90_000, ...OLD }],
  ])('%s is answered, and the minute begins anew', (_what, arrival) => {
    timeWait()
      .waits(20_000)
      .receives(arrival)
      .sends([{ seq: 2, ack: 2, rule: 'timestamp-too-old' }])
      .waits(59_999)
      .isIn('TIME-WAIT')
      .waits(1)
      .isIn('CLOSED');
  });

  test('a reset does not end it, before a minute has passed', () => {
    timeWait()
      .receives({ flags: 'RST', ...OLD })
      .staysQuiet()
      .isIn('TIME-WAIT')
      .hasNotedExactly('discarded: timestamp-too-old');
  });
});
