import type { Table } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { FlightId, HostName } from '../trace/event.ts';
import type { Segment } from '../wire/segment.ts';

/** What lies between the hosts: the links with their faults, and every segment under way. Immutable. */
export interface Network {
  readonly links: readonly Link[];
  readonly flights: Table<Flight>;
  readonly nextFlight: FlightId;
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
}

/** What a fault rule looks for; absent parts match anything. */
export interface SegmentMatch {
  readonly kind: 'any' | 'data' | 'syn' | 'syn-ack' | 'ack' | 'fin' | 'rst';
  /** Only these among the segments that match, counted from 1; null: all. */
  readonly nth: readonly number[] | null;
  /** Probability from 0 to 1 that a match is hit, drawn from the World's generator. */
  readonly rate: number;
}

export interface Fault {
  readonly match: SegmentMatch;
  readonly effect:
    | { readonly kind: 'drop' }
    | { readonly kind: 'delay'; readonly by: Micros }
    | { readonly kind: 'duplicate'; readonly after: Micros };
  /** How many segments matched so far. */
  readonly matched: number;
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
  readonly lostBy: 'link-loses' | 'link-drops-by-pattern' | 'dropped-by-hand' | 'no-such-host' | null;
}

/** Where the flight is at `now`, from 0 (sender) to 1 (receiver). */
export function flightProgress(flight: Flight, now: Micros): number {
  const span = flight.endsAt - flight.sentAt;
  const travelled = span <= 0 ? 1 : Math.min(1, Math.max(0, (now - flight.sentAt) / span));
  return travelled * flight.reaches;
}
