import type { Micros } from '../base/time.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Endpoint } from '../wire/address.ts';
import type { Segment } from '../wire/segment.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';
import type { TcpConfig } from './config.ts';
import type { Outcome, Outgoing } from './outcome.ts';

/** What a socket in LISTEN does with a segment (RFC 9293 §3.10.7.2): open a connection, send a reset, or nothing. */
export type ListenAnswer =
  | { readonly kind: 'syn' }
  | { readonly kind: 'reset'; readonly outgoing: Outgoing }
  | { readonly kind: 'ignore'; readonly rule: TcpRule };

/** OPEN, active (RFC 9293 §3.10.1): sends a SYN and enters SYN-SENT. */
export function openActive(
  _local: Endpoint,
  _remote: Endpoint,
  _iss: SequenceNumber,
  _config: TcpConfig,
  _now: Micros,
): Outcome {
  throw new Error('not yet');
}
/** A SYN for a listening socket (RFC 9293 §3.10.7.2): sends a SYN-ACK and enters SYN-RECEIVED. */
export function openPassive(
  _local: Endpoint,
  _remote: Endpoint,
  _syn: Segment,
  _iss: SequenceNumber,
  _config: TcpConfig,
  _now: Micros,
): Outcome {
  throw new Error('not yet');
}
export function listenAnswer(_segment: Segment): ListenAnswer {
  throw new Error('not yet');
}
