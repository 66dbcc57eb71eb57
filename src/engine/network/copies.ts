import type { EveryField, Working } from '../base/working.ts';
import type { Link, Network } from './network.ts';

// Written field by field for speed, as the copies of `../tcp/copies.ts` are.

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

export function copyOfLink(of: Link): Working<Link> {
  const copy: EveryField<Link> = {
    from: of.from,
    to: of.to,
    delay: of.delay,
    bandwidth: of.bandwidth,
    busyUntil: of.busyUntil,
    faults: of.faults,
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
