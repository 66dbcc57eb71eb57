import type { Micros } from '../base/time.ts';

/** What a fault rule looks for; absent parts match anything. */
export interface SegmentMatch {
  readonly kind: 'any' | 'data' | 'syn' | 'syn-ack' | 'ack' | 'fin' | 'rst';
  /** Only these among the segments that match, counted from 1; null: all. */
  readonly nth: readonly number[] | null;
  /** Probability from 0 to 1 that a match is hit, drawn from the World's generator. */
  readonly rate: number;
  /** Also every match from this one on, counted from 1. */
  readonly onwards?: number;
  /** Only text that begins here, relative to the sender's initial sequence number. */
  readonly seq?: number;
  /** Only the connection of this number, counted from 0 in the order of first segments. */
  readonly connection?: number;
  /** Only from this moment on. */
  readonly from?: Micros;
  /** Only before this moment. */
  readonly to?: Micros;
}
