import { type Segment, NO_OPTIONS } from './segment.ts';

/** Bytes of the IPv4 and TCP headers without options. */
const HEADERS = 40;

/** How long the segment is on the wire, in bytes: IPv4 header, TCP header with options padded to 4 bytes, payload. */
export function segmentBytes(segment: Segment): number {
  const { options } = segment;
  if (options === NO_OPTIONS) return HEADERS + segment.payload.length;
  let length = 0;
  if (options.mss !== null) length += 4;
  if (options.windowScale !== null) length += 3;
  if (options.sackPermitted) length += 2;
  if (options.timestamps !== null) length += 10;
  if (options.sack !== null) length += 2 + 8 * options.sack.length;
  return HEADERS + Math.ceil(length / 4) * 4 + segment.payload.length;
}
