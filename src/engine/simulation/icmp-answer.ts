import { later, type Micros, micros, milliseconds } from '../base/time.ts';
import type { Flight, Network } from '../network/network.ts';
import type { FilterPolicy } from '../trace/change.ts';
import type { HostName } from '../trace/event.ts';
import type { IcmpCode, IcmpMessage } from '../wire/icmp.ts';

/** What a packet filter that rejects answers with, where it is ICMP. */
export const ICMP_OF: Readonly<Record<FilterPolicy, IcmpCode | null>> = {
  drop: null,
  'tcp-reset': null,
  'icmp-port-unreachable': 'port-unreachable',
  'icmp-host-prohibited': 'host-prohibited',
  'icmp-admin-prohibited': 'admin-prohibited',
};

/**
 * How long a kernel looks for the link address of a neighbour that is not there: three requests, a second apart (arp(7),
 * mcast_solicit, retrans_time_ms; observed on Linux: 3.05 to 3.07 s).
 */
export const RESOLUTION: Micros = milliseconds(3_060);

/** How long a message of a host to itself takes. */
const LOOPBACK: Micros = micros(10);

/** An ICMP message that sets out; `from` '': from a router half way. */
export interface IcmpAnswer {
  readonly from: HostName;
  readonly to: HostName;
  readonly message: IcmpMessage;
  readonly arrives: Micros;
}

/** The message that tells the sender of a flight why it was not delivered; null when no way leads back. */
export function answerTo({ links }: Network, flight: Flight, code: IcmpCode, now: Micros): IcmpAnswer | null {
  const byRouter = code === 'fragmentation-needed';
  const way = links.find(({ from, to }) => from === flight.from && to === flight.to);
  const back = links.find(({ from, to }) => from === flight.to && to === flight.from);
  if (back?.down === true || (byRouter && way?.blackHole === true)) return null;
  const delay = back === undefined ? LOOPBACK : back.delay;
  return {
    from: byRouter ? '' : flight.to,
    to: flight.from,
    message: { code, mtu: byRouter ? (way?.mtu ?? null) : null, about: flight.segment },
    arrives: later(now, byRouter ? micros(delay / 2) : delay),
  };
}
