import type { Brand } from '../base/brand.ts';

/** A TCP sequence number: an integer modulo 2^32 (RFC 9293 §3.4). Compare with the functions here, never with `<`. */
export type SequenceNumber = Brand<number, 'SequenceNumber'>;

export const sequenceNumber = (value: number): SequenceNumber => (value >>> 0) as SequenceNumber;

/** `a + count` modulo 2^32; `count` may be negative. */
export const advance = (a: SequenceNumber, count: number): SequenceNumber => ((a + count) >>> 0) as SequenceNumber;

/** How far `to` lies after `from`, as a signed number: negative when it lies before. |distance| < 2^31. */
export const distance = (from: SequenceNumber, to: SequenceNumber): number => (to - from) | 0;

export const isBefore = (a: SequenceNumber, b: SequenceNumber): boolean => ((a - b) | 0) < 0;
export const isAfter = (a: SequenceNumber, b: SequenceNumber): boolean => ((a - b) | 0) > 0;
export const isAtOrBefore = (a: SequenceNumber, b: SequenceNumber): boolean => ((a - b) | 0) <= 0;
export const isAtOrAfter = (a: SequenceNumber, b: SequenceNumber): boolean => ((a - b) | 0) >= 0;
export const laterOf = (a: SequenceNumber, b: SequenceNumber): SequenceNumber => (isAfter(a, b) ? a : b);
