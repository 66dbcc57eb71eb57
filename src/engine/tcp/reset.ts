import { NO_BYTES } from '../base/bytes.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Segment } from '../wire/segment.ts';
import { NO_OPTIONS, segmentEnd } from '../wire/segment.ts';
import { sequenceNumber } from '../wire/sequence-number.ts';
import { NO_ACK, RST, RST_ACK } from './emit.ts';
import type { Outgoing } from './outcome.ts';

/** The reset that answers a segment for which there is no connection (RFC 9293 §3.10.7.1); null for a reset, which nothing answers. */
export function resetFor(segment: Segment): Outgoing | null {
  return segment.flags.rst ? null : resetAnswering(segment, 'closed-reset');
}

/** The reset with which a packet filter turns a segment away (iptables-extensions(8), --reject-with tcp-reset); null for a reset. */
export const filterReset = (segment: Segment): Outgoing | null =>
  segment.flags.rst ? null : resetAnswering(segment, 'filter-reset');

/**
 * A reset made to be acceptable to whoever sent `segment`: with its ACK number as sequence number, or else with an
 * acknowledgement of all of it (RFC 9293 §3.5.2).
 */
export function resetAnswering(segment: Segment, rule: TcpRule): Outgoing {
  const answer = segment.flags.ack
    ? { flags: RST, seq: segment.ack, ack: NO_ACK }
    : { flags: RST_ACK, seq: sequenceNumber(0), ack: segmentEnd(segment) };
  return {
    rule,
    retransmits: null,
    segment: {
      source: segment.destination,
      destination: segment.source,
      ...answer,
      window: 0,
      options: NO_OPTIONS,
      payload: NO_BYTES,
    },
  };
}
