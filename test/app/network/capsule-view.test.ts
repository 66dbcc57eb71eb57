import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../src/engine/base/bytes.ts';
import { detailOf, excerpt, toneOf } from '../../../src/app/network/capsule-view.ts';
import type { Flags, Segment } from '../../../src/engine/wire/segment.ts';

const flags = (...set: (keyof Flags)[]): Flags => ({
  syn: false,
  ack: false,
  fin: false,
  rst: false,
  psh: false,
  ...Object.fromEntries(set.map((flag) => [flag, true])),
});
const segment = (set: Flags, payload = ''): Segment => ({ flags: set, payload: payload as Bytes }) as Segment;
const detail = (one: Segment): string =>
  detailOf({ segment: one, relative: { seq: 7, ack: one.flags.ack ? 9 : null } });

describe('what stands in a capsule', () => {
  it('is the bytes it carries, or their number when there are many', () => {
    expect(detail(segment(flags('ack', 'psh'), 'hello'))).toBe('"hello"');
    expect(detail(segment(flags('ack', 'psh'), 'good morning'))).toBe('"good mo…"');
    expect(detail(segment(flags('ack'), 'x'.repeat(1_460)))).toBe('1460 B');
  });

  it('is its place in sequence space where it opens, closes or refuses', () => {
    expect(detail(segment(flags('syn')))).toBe('seq 7');
    expect(detail(segment(flags('fin', 'ack')))).toBe('seq 7');
    expect(detail(segment(flags('rst')))).toBe('seq 7');
  });

  it('is what it acknowledges where it does nothing else', () => {
    expect(detail(segment(flags('ack')))).toBe('ack 9');
  });

  it('never contains what cannot be printed', () => {
    expect(excerpt('a\r\nb\u00ff', 10)).toBe('a··b·');
  });
});

describe('how it looks', () => {
  it.each([
    [flags('rst', 'ack'), '', 'failure'],
    [flags('syn'), '', 'handshake'],
    [flags('syn', 'ack'), '', 'handshake'],
    [flags('ack', 'psh'), 'x', 'data'],
    [flags('fin', 'ack'), 'x', 'data'],
    [flags('fin', 'ack'), '', 'finish'],
    [flags('ack'), '', 'plain'],
  ] as const)('%j %j: %s', (set, payload, tone) => {
    expect(toneOf(segment(set, payload))).toBe(tone);
  });
});
