import type { Table } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { FlightId, HostName } from '../trace/event.ts';
import type { Segment } from '../wire/segment.ts';
import type { Injection } from './injection.ts';
import type { SegmentMatch } from './segment-match.ts';
import type { SeenConnection } from './seen.ts';

export type { SegmentMatch } from './segment-match.ts';

/** What lies between the hosts: the links with their faults, and every segment under way. Immutable. */
export interface Network {
  readonly links: readonly Link[];
  readonly flights: Table<Flight>;
  readonly nextFlight: FlightId;
  /** The connections that went by, in the order of their first segment. Absent: nothing here asks for them. */
  readonly seen?: readonly SeenConnection[];
  /** Segments of a stranger's making, which the network hands to a host. */
  readonly injections?: readonly Injection[];
}

/** One direction between two hosts. */
export interface Link {
  readonly from: HostName;
  readonly to: HostName;
  /** Propagation delay. */
  readonly delay: Micros;
  /** Bits a second; null: no limit. */
  readonly bandwidth: number | null;
  /** When the transmitter has put its last segment on the wire. */
  readonly busyUntil: Micros;
  /** The first that applies decides. */
  readonly faults: readonly Fault[];
  /** Nothing passes: the cable is out. */
  readonly down?: boolean;
  /** Probability from 0 to 1 that a segment which no fault hits is lost all the same. */
  readonly loss?: number;
  /** The largest IP packet that a router half way passes on, in bytes; it says so to the sender of a larger one. */
  readonly mtu?: number;
  /** Larger packets vanish without a word: a black hole (RFC 2923 §2.1). */
  readonly blackHole?: boolean;
  /** Every segment is late by a span drawn evenly from 0 to this: the later may overtake the earlier. */
  readonly jitter?: Micros;
  /** So many segments may wait for the transmitter; one more is dropped. Means something only with a bandwidth. */
  readonly queueLimit?: number;
  /** When each segment that waits will have left, earliest first. */
  readonly waiting?: readonly Micros[];
  /** A SYN without ACK is so much faster: then no later round trip is shorter than the first. */
  readonly synAhead?: Micros;
}

export interface Fault {
  readonly match: SegmentMatch;
  readonly effect:
    | { readonly kind: 'drop' }
    /** A bit is turned on the way: the receiver's checksum finds it, and the segment counts for nothing. */
    | { readonly kind: 'corrupt' }
    | { readonly kind: 'delay'; readonly by: Micros }
    | { readonly kind: 'duplicate'; readonly after: Micros };
  /** How many segments matched so far. */
  readonly matched: number;
  /** Of a rule that holds on several links, its number: it counts what it matches on all of them. Absent: on its own link alone. */
  readonly shared?: number;
}

/** One segment on its way. */
export interface Flight {
  readonly id: FlightId;
  readonly from: HostName;
  readonly to: HostName;
  readonly segment: Segment;
  readonly sentAt: Micros;
  /** When it arrives, or, for one that is to be lost, when and where it vanishes. */
  readonly endsAt: Micros;
  /** 1 unless it will be lost: then how far along the link it gets (0 to 1). */
  readonly reaches: number;
  /** What will lose it; null when it will arrive. */
  readonly lostBy:
    | 'link-loses'
    | 'link-drops-by-pattern'
    | 'link-down'
    | 'link-queue-full'
    | 'checksum-wrong'
    | 'dropped-by-hand'
    | 'no-such-host'
    | 'packet-too-big'
    | null;
  /** What a fault of the link did to it; absent when none did. */
  readonly fault?: Fault['effect']['kind'];
}

/** Where the flight is at `now`, from 0 (sender) to 1 (receiver). */
export function flightProgress(flight: Flight, now: Micros): number {
  const span = flight.endsAt - flight.sentAt;
  const travelled = span <= 0 ? 1 : Math.min(1, Math.max(0, (now - flight.sentAt) / span));
  return travelled * flight.reaches;
}
