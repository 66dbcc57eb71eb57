import { type Segment, showFlags } from '../../../engine/wire/segment.ts';
import type { SegmentFacts } from './texts.ts';

/** What names a segment: its flags as the diagram labels them, its bytes, and a closed window. */
export function segmentFacts(segment: Segment): SegmentFacts {
  const { syn, ack, fin, rst } = segment.flags;
  return {
    flags: showFlags(segment.flags),
    bytes: segment.payload.length,
    closesWindow: ack && !syn && !rst && !fin && segment.payload.length === 0 && segment.window === 0,
  };
}
