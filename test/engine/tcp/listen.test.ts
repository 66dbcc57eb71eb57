import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../src/engine/base/bytes.ts';
import { listenAnswer, resetFor } from '../../../src/engine/tcp/index.ts';
import { NO_OPTIONS, type Segment, showFlags } from '../../../src/engine/wire/segment.ts';
import { sequenceNumber } from '../../../src/engine/wire/sequence-number.ts';
import { flagsOf, LOCAL, REMOTE } from '../../support/tcp-harness.ts';

const segment = (flags: string, payload = ''): Segment => ({
  source: REMOTE,
  destination: LOCAL,
  seq: sequenceNumber(2 ** 32 - 2),
  ack: flagsOf(flags).ack ? sequenceNumber(4242) : sequenceNumber(0),
  flags: flagsOf(flags),
  window: 1000,
  options: NO_OPTIONS,
  payload: bytesOf(payload),
});

/** `RST 4242`, `RST ACK 0 ack 1`. */
function show(outgoing: ReturnType<typeof resetFor>): string | null {
  if (outgoing === null) return null;
  const { flags, seq, ack, source, destination } = outgoing.segment;
  expect([source, destination]).toEqual([LOCAL, REMOTE]);
  return `${showFlags(flags)} ${seq}${flags.ack ? ` ack ${ack}` : ''}`;
}

/** RFC 9293 §3.10.7.1, and the forms a real kernel was seen to send. */
describe('a segment for no connection', () => {
  test.each([
    ['SYN', '', 'RST ACK 0 ack 4294967295'],
    ['FIN', '', 'RST ACK 0 ack 4294967295'],
    ['PSH', 'abcde', 'RST ACK 0 ack 3'],
    ['ACK', '', 'RST 4242'],
    ['SYN ACK', '', 'RST 4242'],
    ['FIN ACK', 'abc', 'RST 4242'],
    ['RST', '', null],
    ['RST ACK', '', null],
  ])('%s "%s": %s', (flags, payload, expected) => {
    expect(show(resetFor(segment(flags, payload)))).toBe(expected);
  });
});

/** RFC 9293 §3.10.7.2. */
describe('a segment for a listening socket', () => {
  test.each(['RST', 'RST ACK', 'RST SYN'])('%s is ignored', (flags) => {
    expect(listenAnswer(segment(flags))).toEqual({ kind: 'ignore', rule: 'closed-rst-ignored' });
  });

  test.each(['ACK', 'SYN ACK', 'FIN ACK'])('%s is answered by a reset', (flags) => {
    const answer = listenAnswer(segment(flags));
    expect(answer.kind).toBe('reset');
    if (answer.kind === 'reset') {
      expect(show(answer.outgoing)).toBe('RST 4242');
      expect(answer.outgoing.rule).toBe('listen-ack-reset');
    }
  });

  test('SYN opens a connection', () => {
    expect(listenAnswer(segment('SYN'))).toEqual({ kind: 'syn' });
  });

  test.each(['FIN', 'PSH', 'SYN FIN'])('%s is ignored', (flags) => {
    expect(listenAnswer(segment(flags))).toEqual({ kind: 'ignore', rule: 'listen-other-ignored' });
  });
});
