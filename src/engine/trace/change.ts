import type { Micros } from '../base/time.ts';

/** What becomes different about a link; what is absent stays as it is. */
export interface LinkChange {
  /** Nothing passes: the cable is out, or in again. */
  readonly down?: boolean;
  /** Share of segments lost by chance, 0 to 1. */
  readonly loss?: number;
  /** Propagation delay, one way. */
  readonly delay?: Micros;
  /** Every segment is late by a span drawn evenly from 0 to this. */
  readonly jitter?: Micros;
  /** Bits a second; null: no limit. */
  readonly bandwidth?: number | null;
  /** So many segments may wait for the transmitter; null: any number. */
  readonly queueLimit?: number | null;
  /** The largest IP packet that passes, in bytes; null: any. */
  readonly mtu?: number | null;
}

/** What a packet filter does to a segment for a port (iptables-extensions(8), REJECT): nothing is told, or this is answered. */
export type FilterPolicy =
  | 'drop'
  | 'tcp-reset'
  | 'icmp-port-unreachable'
  | 'icmp-host-prohibited'
  | 'icmp-admin-prohibited';

export const FILTER_POLICIES: readonly FilterPolicy[] = [
  'drop',
  'tcp-reset',
  'icmp-port-unreachable',
  'icmp-host-prohibited',
  'icmp-admin-prohibited',
];
