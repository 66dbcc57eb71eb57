import { tableValues } from '../base/table.ts';
import type { LinkChange } from '../trace/change.ts';
import type { HostName } from '../trace/event.ts';
import type { Flight, Link, Network } from './network.ts';

/** Which links a change is about: `peer` null, every link of `host`; `both`, the way back as well. */
export interface LinkChoice {
  readonly host: HostName;
  readonly peer: HostName | null;
  readonly both: boolean;
}

const isMeant = ({ host, peer, both }: LinkChoice, { from, to }: { readonly from: string; readonly to: string }) =>
  (from === host && (peer === null || to === peer)) || (both && to === host && (peer === null || from === peer));

/** The network with other links; the same network when nothing is different. What is under way keeps its time of arrival. */
export function changeLinks(network: Network, choice: LinkChoice, change: LinkChange): Network {
  let differs = false;
  const links = network.links.map((link) => {
    if (!isMeant(choice, link)) return link;
    const changed = changeLink(link, change);
    const keys = Object.keys(change) as (keyof LinkChange)[];
    const same = keys.every((key) => linkSetting(changed, key) === linkSetting(link, key));
    if (same) return link;
    differs = true;
    return changed;
  });
  return differs ? { ...network, links } : network;
}

/** A setting of a link as a change states it. */
export function linkSetting(link: Link, key: keyof LinkChange): LinkChange[keyof LinkChange] {
  switch (key) {
    case 'down':
      return link.down === true;
    case 'loss':
    case 'jitter':
      return link[key] ?? 0;
    case 'delay':
    case 'bandwidth':
      return link[key];
    case 'queueLimit':
    case 'mtu':
      return link[key] ?? null;
  }
}

function changeLink(link: Link, { down, loss, delay, jitter, bandwidth, queueLimit, mtu }: LinkChange): Link {
  const next: { -readonly [K in keyof Link]: Link[K] } = { ...link };
  if (down === true) next.down = true;
  else if (down === false) delete next.down;
  if (loss !== undefined) next.loss = loss;
  if (delay !== undefined) next.delay = delay;
  if (jitter !== undefined) next.jitter = jitter;
  if (bandwidth !== undefined) next.bandwidth = bandwidth;
  if (typeof queueLimit === 'number') {
    next.queueLimit = queueLimit;
    next.waiting = link.waiting ?? [];
  } else if (queueLimit === null) {
    delete next.queueLimit;
    delete next.waiting;
  }
  if (typeof mtu === 'number') next.mtu = mtu;
  else if (mtu === null) delete next.mtu;
  return next;
}

/** The segments under way on the links of a choice. */
export const flightsOn = (network: Network, choice: LinkChoice): readonly Flight[] =>
  tableValues(network.flights).filter((flight) => isMeant(choice, flight));
