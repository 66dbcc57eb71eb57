import { ownTable } from '../base/table.ts';
import type { EveryField, Working } from '../base/working.ts';
import type { Fault, Flight, Link, Network } from './network.ts';

// Written field by field for speed, as the copies of `../tcp/copies.ts` are; what is absent is undefined, so that all have one shape.

export function copyOfNetwork(of: Network): Working<Network> {
  const copy: EveryField<Network> = {
    links: of.links,
    flights: of.flights,
    nextFlight: of.nextFlight,
    seen: of.seen,
    injections: of.injections,
  };
  return copy as Working<Network>;
}

/** As `copyOfNetwork`, with a table of flights to be written into. */
export function ownNetwork(of: Network): Working<Network> {
  const copy = copyOfNetwork(of);
  copy.flights = ownTable(copy.flights);
  return copy;
}

export function copyOfFault(of: Fault): Working<Fault> {
  const copy: EveryField<Fault> = { match: of.match, effect: of.effect, shared: of.shared, matched: of.matched };
  return copy as Working<Fault>;
}

/** With faults of its own: what counts a match on the copy may write into them. */
export function copyOfLink(of: Link): Working<Link> {
  const copy: EveryField<Link> = {
    from: of.from,
    to: of.to,
    delay: of.delay,
    bandwidth: of.bandwidth,
    busyUntil: of.busyUntil,
    faults: of.faults.length === 0 ? of.faults : of.faults.map(copyOfFault),
    down: of.down,
    loss: of.loss,
    mtu: of.mtu,
    blackHole: of.blackHole,
    jitter: of.jitter,
    queueLimit: of.queueLimit,
    waiting: of.waiting,
    synAhead: of.synAhead,
  };
  return copy as Working<Link>;
}

export const copyOfFlight = (of: Flight): Working<Flight> =>
  flightOf({
    id: of.id,
    from: of.from,
    to: of.to,
    segment: of.segment,
    sentAt: of.sentAt,
    endsAt: of.endsAt,
    reaches: of.reaches,
    lostBy: of.lostBy,
    fault: of.fault,
  });

/** A flight with every field named, so that all have one shape. */
export const flightOf = (flight: EveryField<Flight>): Flight => flight as Flight;
