import { type Fresh, nothingFresh, renewed, renewedList } from '../base/fresh.ts';
import { removeTable, setTable } from '../base/table.ts';
import { later, type Micros, micros, milliseconds } from '../base/time.ts';
import type { Working } from '../base/working.ts';
import type { FlightId, HostName } from '../trace/event.ts';
import type { Segment } from '../wire/segment.ts';
import { segmentBytes } from '../wire/segment-size.ts';
import { distance } from '../wire/sequence-number.ts';
import { copyOfFlight, copyOfLink, copyOfNetwork, flightOf, ownNetwork } from './copies.ts';
import type { Injection } from './injection.ts';
import type { Fault, Flight, Link, Network, SegmentMatch } from './network.ts';
import { endOf, see, type Seen } from './seen.ts';

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
  readonly injections: readonly DueInjection[];
}

/** An injection, by its index, and when it is due. */
export interface DueInjection {
  readonly index: number;
  readonly at: Micros;
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

/**
 * Puts a segment on the link from one host to another. `to` null: the address is no host's, and the segment gets lost. What
 * is `fresh` of the network is written into.
 */
export function carry(
  network: Network,
  segment: Segment,
  from: HostName,
  to: HostName | null,
  now: Micros,
  random: () => number,
  fresh: Fresh = nothingFresh(false),
): Carried {
  const index = linkBetween(network.links, from, to);
  const link = network.links[index];
  const id = network.nextFlight;
  const next = renewedNetwork(network, fresh);
  if (to === null || link === undefined) {
    const looped = to === from;
    const flight = looped
      ? flightOf({
          id,
          from,
          to: from,
          segment,
          sentAt: now,
          endsAt: later(now, LOOPBACK_DELAY),
          reaches: 1,
          lostBy: null,
          fault: undefined,
        })
      : flightOf({
          id,
          from,
          to: to ?? '',
          segment,
          sentAt: now,
          endsAt: later(now, milliseconds(10)),
          reaches: LOST_AT,
          lostBy: 'no-such-host',
          fault: undefined,
        });
    launch(next, flight, fresh.lasting);
    return { network: next, flight, copy: null, injections: NONE };
  }
  const passing = network.seen === undefined ? null : see(network.seen, segment);
  const departure: Departure = { segment, from, now, passing };
  const triggered = network.injections === undefined ? null : trigger(network.injections, departure);
  if (passing !== null) next.seen = passing.seen;
  if (triggered !== null) next.injections = triggered.injections;
  const injections = triggered?.due ?? NONE;
  // A link without a bandwidth and without faults stays as it was: hosts that are many have many more links.
  const used = link.bandwidth === null && link.faults.length === 0 ? null : renewed(link, fresh, copyOfLink);
  const hit = used === null ? null : judge(used, departure, random);
  const effect = hit?.effect ?? null;
  const waiting = link.waiting?.filter((leaves) => leaves > now);
  const overflows = link.queueLimit !== undefined && waiting !== undefined && waiting.length > link.queueLimit;
  const transmission = link.bandwidth === null ? 0 : (segmentBytes(segment) * 8 * 1_000_000) / link.bandwidth;
  const leaves = overflows ? now : micros(Math.max(now, link.busyUntil) + transmission);
  if (used !== null) {
    if (link.bandwidth !== null) {
      if (!overflows) used.busyUntil = leaves;
      if (link.queueLimit !== undefined) used.waiting = overflows ? waiting : [...(waiting ?? []), leaves];
    }
    if (next.links[index] !== used) {
      const links = renewedList(next.links, fresh);
      links[index] = used;
      next.links = links;
    }
    if (used.faults.length > 0) next.links = countedOnAll(next.links, index, fresh);
  }
  const extra = effect?.kind === 'delay' ? effect.by : 0;
  const jitter = link.jitter === undefined ? 0 : random() * link.jitter;
  const ahead = link.synAhead !== undefined && segment.flags.syn && !segment.flags.ack ? link.synAhead : 0;
  const arrives = micros(Math.max(leaves, leaves + link.delay + extra + jitter - ahead));
  const byChance = hit === null && link.loss !== undefined && link.loss > 0 && random() < link.loss;
  const lostBy =
    link.down === true ? 'link-down' : lossOf(hit, { overflows, byChance, tooBig: isTooBig(link, segment) });
  const reaches =
    lostBy === null || lostBy === 'checksum-wrong'
      ? 1
      : lostBy === 'link-queue-full' || lostBy === 'link-down'
        ? 0
        : LOST_AT;
  const flight = flightOf({
    id,
    from,
    to,
    segment,
    sentAt: now,
    endsAt: reaches === 1 ? arrives : micros(now + (arrives - now) * reaches),
    reaches,
    lostBy,
    fault: effect === null || reaches === 0 ? undefined : effect.kind,
  });
  launch(next, flight, fresh.lasting);
  if (effect?.kind !== 'duplicate' || lostBy !== null) return { network: next, flight, copy: null, injections };
  const copy = copyOfFlight(flight);
  copy.id = next.nextFlight;
  copy.endsAt = later(arrives, effect.after);
  launch(next, copy, fresh.lasting);
  return { network: next, flight, copy, injections };
}

const NONE: readonly DueInjection[] = [];

function linkBetween(links: readonly Link[], from: HostName, to: HostName | null): number {
  for (let index = 0; index < links.length; index++) {
    const link = links[index];
    if (link !== undefined && link.from === from && link.to === to) return index;
  }
  return -1;
}

const isTooBig = ({ mtu }: Link, segment: Segment): boolean => mtu !== undefined && segmentBytes(segment) > mtu;

/** What else than a fault may befall a segment. */
interface Hazards {
  readonly overflows: boolean;
  readonly byChance: boolean;
  readonly tooBig: boolean;
}

function lossOf(hit: Fault | null, { overflows, byChance, tooBig }: Hazards): Flight['lostBy'] {
  if (hit?.effect.kind === 'drop') return hit.match.rate === 1 ? 'link-drops-by-pattern' : 'link-loses';
  if (overflows) return 'link-queue-full';
  if (byChance) return 'link-loses';
  if (tooBig) return 'packet-too-big';
  return hit?.effect.kind === 'corrupt' ? 'checksum-wrong' : null;
}

/** A segment that sets out. */
interface Departure {
  readonly segment: Segment;
  readonly from: HostName;
  readonly now: Micros;
  readonly passing: Seen | null;
}

/** Whether a rule looks for this segment at all, before it is counted. */
function looksFor(match: SegmentMatch, { segment, now, passing }: Departure): boolean {
  if (!matches(match, segment)) return false;
  if (match.from !== undefined && now < match.from) return false;
  if (match.to !== undefined && now >= match.to) return false;
  if (match.connection !== undefined && passing?.index !== match.connection) return false;
  if (match.seq === undefined) return true;
  const initial = passing === null ? null : (endOf(passing.seen[passing.index], segment.source)?.initial ?? null);
  return segment.payload.length > 0 && initial !== null && distance(initial, segment.seq) >>> 0 === match.seq;
}

/** Whether the match of this number is one of those meant. */
const isMeant = ({ nth, onwards }: SegmentMatch, number: number): boolean =>
  (nth === null && onwards === undefined) ||
  nth?.includes(number) === true ||
  (onwards !== undefined && number >= onwards);

/** Asks the link's faults in order; counts every match; the first that hits decides. */
function judge(link: Working<Link>, departure: Departure, random: () => number): Fault | null {
  let hit: Fault | null = null;
  for (const fault of link.faults as readonly Working<Fault>[]) {
    const { match } = fault;
    if (!looksFor(match, departure)) continue;
    const matched = fault.matched + 1;
    if (hit === null && isMeant(match, matched) && (match.rate >= 1 || random() < match.rate)) hit = fault;
    fault.matched = matched;
  }
  return hit;
}

/** What a rule for several links matched on the one at `index` counts on all of them. */
function countedOnAll(before: readonly Link[], index: number, fresh: Fresh): readonly Link[] {
  let links = before;
  for (const { shared, matched } of links[index]?.faults ?? []) {
    if (shared === undefined) continue;
    for (let at = 0; at < links.length; at++) {
      if (at === index) continue;
      const other = links[at] as Link;
      const place = other.faults.findIndex((fault) => fault.shared === shared);
      if (place === -1 || other.faults[place]?.matched === matched) continue;
      const own = renewed(other, fresh, copyOfLink);
      (own.faults[place] as Working<Fault>).matched = matched;
      if (own === other) continue;
      const list = renewedList(links, fresh);
      list[at] = own;
      links = list;
    }
  }
  return links;
}

/** The injections that a segment sets off, and when each is due. */
function trigger(
  injections: readonly Injection[],
  departure: Departure,
): { injections: readonly Injection[]; due: readonly DueInjection[] } {
  const due: DueInjection[] = [];
  const counted = injections.map((injection, index) => {
    const { after } = injection;
    if (after === null || (after.sender !== null && after.sender !== departure.from)) return injection;
    if (!looksFor(after.match, departure)) return injection;
    const matched = after.matched + 1;
    if (isMeant(after.match, matched)) due.push({ index, at: later(departure.now, after.delay) });
    return { ...injection, after: { ...after, matched } };
  });
  return { injections: counted, due };
}

/** What is `fresh` of a network that many events write into: its flights are, too. */
const renewedNetwork = (network: Network, fresh: Fresh): Working<Network> =>
  renewed(network, fresh, fresh.lasting ? ownNetwork : copyOfNetwork);

function launch(network: Working<Network>, flight: Flight, own: boolean): void {
  network.flights = setTable(network.flights, flight.id, flight, own);
  network.nextFlight = flight.id + 1;
}

/** Takes a flight off the network: it has arrived or is lost. What is `fresh` is written into. */
export function land(network: Network, flight: FlightId, fresh: Fresh = nothingFresh(false)): Network {
  const next = renewedNetwork(network, fresh);
  next.flights = removeTable(next.flights, flight, fresh.lasting);
  return next;
}

/** The flight arrives `by` later than it would have. */
export function delayFlight(network: Network, flight: Flight, by: Micros): { network: Network; flight: Flight } {
  const delayed = copyOfFlight(flight);
  delayed.endsAt = later(flight.endsAt, by);
  return { network: { ...network, flights: setTable(network.flights, flight.id, delayed) }, flight: delayed };
}

/** The flight arrives damaged: it will count for nothing. */
export function corruptFlight(network: Network, flight: Flight): Network {
  const corrupt = copyOfFlight(flight);
  corrupt.lostBy = 'checksum-wrong';
  return { ...network, flights: setTable(network.flights, flight.id, corrupt) };
}

/** A second copy of a segment under way, a little behind it. */
export function duplicateFlight(network: Network, flight: Flight): { network: Network; flight: Flight } {
  const copy = copyOfFlight(flight);
  copy.id = network.nextFlight;
  copy.endsAt = later(flight.endsAt, COPY_LAG);
  const next = copyOfNetwork(network);
  launch(next, copy, false);
  return { network: next, flight: copy };
}
