import type { Segment } from '../../../engine/wire/segment.ts';
import type { SegmentFacts } from './texts.ts';

/** What names a segment: its flags as people say them, its bytes, and a closed window. */
export function segmentFacts(segment: Segment): SegmentFacts {
  const { syn, ack, fin, rst } = segment.flags;
  const names = [syn && 'SYN', fin && 'FIN', rst && 'RST'].filter((name) => name !== false);
  // An ACK goes without saying, except in the answer to a SYN and where it is all there is.
  if (ack && (syn || (names.length === 0 && segment.payload.length === 0))) names.push('ACK');
  return {
    flags: names.join(' '),
    bytes: segment.payload.length,
    closesWindow: ack && !syn && !rst && !fin && segment.payload.length === 0 && segment.window === 0,
  };
}
