import type { Segment } from './segment.ts';

/** What an ICMP 'destination unreachable' message says (RFC 792; the prohibitions: RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1). */
export type IcmpCode =
  | 'host-unreachable'
  | 'port-unreachable'
  | 'fragmentation-needed'
  | 'host-prohibited'
  | 'admin-prohibited';

/** An ICMP message about a segment that could not be delivered. */
export interface IcmpMessage {
  readonly code: IcmpCode;
  /** The largest packet that would pass, in bytes (RFC 1191 §4); null unless fragmentation is needed. */
  readonly mtu: number | null;
  /** What the message quotes. */
  readonly about: Segment;
}
