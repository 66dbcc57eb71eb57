import type { Micros } from '../base/time.ts';
import type { Segment } from '../wire/segment.ts';
import type { ControlBlock } from './control-block.ts';
import type { Outcome } from './outcome.ts';

/** SEGMENT ARRIVES (RFC 9293 §3.10.7). */
export function onSegment(_tcb: ControlBlock, _segment: Segment, _now: Micros): Outcome {
  throw new Error('not yet');
}
