import { removeTable, setTable } from '../base/table.ts';
import { later, type Micros, micros, milliseconds } from '../base/time.ts';
import type { FlightId, HostName } from '../trace/event.ts';
import type { Segment } from '../wire/segment.ts';
import { segmentBytes } from '../wire/segment-size.ts';
import type { Fault, Flight, Link, Network, SegmentMatch } from './network.ts';

/** How long a host takes to reach itself. */
const LOOPBACK_DELAY = micros(10);
/** How far along the link a segment is seen to come before it is lost. */
const LOST_AT = 0.5;
/** How far behind the original a copy made by hand travels. */
const COPY_LAG = milliseconds(4);

/** What became of a segment handed to the network. */
export interface Carried {
  readonly network: Network;
  readonly flight: Flight;
  /** A second copy, when a fault duplicates the segment. */
  readonly copy: Flight | null;
}

/** Which segments a kind of match means; `ack` is a bare acknowledgement. */
export function matches(match: SegmentMatch, segment: Segment): boolean {
  const { syn, ack, fin, rst } = segment.flags;
  switch (match.kind) {
    case 'any':
      return true;
    case 'data':
      return segment.payload.length > 0;
    case 'syn':
      return syn && !ack;
    case 'syn-ack':
      return syn && ack;
    case 'ack':
      return ack && !syn && !fin && !rst && segment.payload.length === 0;
    case 'fin':
      return fin;
    case 'rst':
      return rst;
  }
}

/** Puts a segment on the link from one host to another. `to` null: the address is no host's, and the segment gets lost. */
export function carry(
  network: Network,
  segment: Segment,
  from: HostName,
  to: HostName | null,
  now: Micros,
  random: () => number,
): Carried {
  const index = network.links.findIndex((link) => link.from === from && link.to === to);
  const link = network.links[index];
  const id = network.nextFlight;
  if (to === null || link === undefined) {
    const looped = to === from;
    const flight: Flight = looped
      ? { id, from, to: from, segment, sentAt: now, endsAt: later(now, LOOPBACK_DELAY), reaches: 1, lostBy: null }
      : {
          id,
          from,
          to: to ?? '',
          segment,
          sentAt: now,
          endsAt: later(now, milliseconds(10)),
          reaches: LOST_AT,
          lostBy: 'no-such-host',
        };
    return { network: launch(network, flight), flight, copy: null };
  }
  const transmission = link.bandwidth === null ? 0 : (segmentBytes(segment) * 8 * 1_000_000) / link.bandwidth;
  const leaves = micros(Math.max(now, link.busyUntil) + transmission);
  const { faults, hit } = judge(link, segment, random);
  const links = network.links.slice();
  links[index] = { ...link, busyUntil: link.bandwidth === null ? link.busyUntil : leaves, faults };
  const effect = hit?.effect ?? null;
  const extra = effect?.kind === 'delay' ? effect.by : 0;
  const arrives = micros(leaves + link.delay + extra);
  const lost = effect?.kind === 'drop';
  const flight: Flight = {
    id,
    from,
    to,
    segment,
    sentAt: now,
    endsAt: lost ? micros(now + (arrives - now) * LOST_AT) : arrives,
    reaches: lost ? LOST_AT : 1,
    lostBy: lost ? (hit?.match.rate === 1 ? 'link-drops-by-pattern' : 'link-loses') : null,
  };
  const carried = launch({ ...network, links }, flight);
  if (effect?.kind !== 'duplicate') return { network: carried, flight, copy: null };
  const copy: Flight = { ...flight, id: carried.nextFlight, endsAt: later(arrives, effect.after) };
  return { network: launch(carried, copy), flight, copy };
}

/** Asks the link's faults in order; counts every match; the first that hits decides. */
function judge(link: Link, segment: Segment, random: () => number): { faults: readonly Fault[]; hit: Fault | null } {
  if (link.faults.length === 0) return { faults: link.faults, hit: null };
  let hit: Fault | null = null;
  const faults = link.faults.map((fault) => {
    if (!matches(fault.match, segment)) return fault;
    const matched = fault.matched + 1;
    const counts = fault.match.nth === null || fault.match.nth.includes(matched);
    if (hit === null && counts && (fault.match.rate >= 1 || random() < fault.match.rate)) hit = fault;
    return { ...fault, matched };
  });
  return { faults, hit };
}

const launch = (network: Network, flight: Flight): Network => ({
  ...network,
  flights: setTable(network.flights, flight.id, flight),
  nextFlight: flight.id + 1,
});

/** Takes a flight off the network: it has arrived or is lost. */
export const land = (network: Network, flight: FlightId): Network => ({
  ...network,
  flights: removeTable(network.flights, flight),
});

/** The flight arrives `by` later than it would have. */
export function delayFlight(network: Network, flight: Flight, by: Micros): { network: Network; flight: Flight } {
  const delayed = { ...flight, endsAt: later(flight.endsAt, by) };
  return { network: { ...network, flights: setTable(network.flights, flight.id, delayed) }, flight: delayed };
}

/** A second copy of a segment under way, a little behind it. */
export function duplicateFlight(network: Network, flight: Flight): { network: Network; flight: Flight } {
  const copy = { ...flight, id: network.nextFlight, endsAt: later(flight.endsAt, COPY_LAG) };
  return { network: launch(network, copy), flight: copy };
}
