import type { Segment } from '../wire/segment.ts';
import type { Outgoing } from './outcome.ts';

/** The reset that answers a segment for which there is no connection (RFC 9293 §3.10.7.1); null for a reset, which nothing answers. */
export function resetFor(_segment: Segment): Outgoing | null {
  throw new Error('not yet');
}
