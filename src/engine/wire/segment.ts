import type { Bytes } from '../base/bytes.ts';
import type { Endpoint } from './address.ts';
import { advance, type SequenceNumber } from './sequence-number.ts';

/** The control bits of a TCP header (RFC 9293 §3.1). */
export interface Flags {
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  readonly psh: boolean;
}

/** The options a segment carries; null where one is absent. */
export interface SegmentOptions {
  /** Maximum segment size in bytes; only on a SYN (RFC 9293 §3.7.1). */
  readonly mss: number | null;
  /** Shift count; only on a SYN (RFC 7323 §2). */
  readonly windowScale: number | null;
  /** Only on a SYN (RFC 2018 §2). */
  readonly sackPermitted: boolean;
  /** Blocks received out of order, [left edge, right edge) (RFC 2018 §3). */
  readonly sack: readonly (readonly [SequenceNumber, SequenceNumber])[] | null;
  /** TSval and TSecr (RFC 7323 §3). */
  readonly timestamps: { readonly value: number; readonly echo: number } | null;
}

export const NO_OPTIONS: SegmentOptions = Object.freeze({
  mss: null,
  windowScale: null,
  sackPermitted: false,
  sack: null,
  timestamps: null,
});

/** One TCP segment as it stands on the wire (RFC 9293 §3.1). */
export interface Segment {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly seq: SequenceNumber;
  /** Meaningful only with the ACK flag; 0 otherwise. */
  readonly ack: SequenceNumber;
  readonly flags: Flags;
  /** The 16-bit window field, before scaling. */
  readonly window: number;
  readonly options: SegmentOptions;
  readonly payload: Bytes;
}

/** SEG.LEN: the sequence numbers a segment occupies; SYN and FIN count one each (RFC 9293 §3.4). */
export const segmentLength = (segment: Segment): number =>
  segment.payload.length + (segment.flags.syn ? 1 : 0) + (segment.flags.fin ? 1 : 0);

/** The sequence number just after the segment. */
export const segmentEnd = (segment: Segment): SequenceNumber => advance(segment.seq, segmentLength(segment));

/** The flags in the order people write them: `SYN ACK`, `PSH ACK`, `FIN ACK`, `RST`. */
export function showFlags(flags: Flags): string {
  const names: string[] = [];
  if (flags.syn) names.push('SYN');
  if (flags.fin) names.push('FIN');
  if (flags.rst) names.push('RST');
  if (flags.psh) names.push('PSH');
  if (flags.ack) names.push('ACK');
  return names.join(' ');
}
