import type { HostName } from '../../engine/trace/event.ts';

/** The colours of one machine; the theme has a pair for each. */
export type HostTone = 'client' | 'server' | 'third' | 'fourth';

/** Where a machine stands on the stage, and how it is called there. */
export interface PlacedHost {
  readonly name: HostName;
  readonly side: 'left' | 'right';
  readonly tone: HostTone;
  readonly role: 'client' | 'server' | 'other';
  /** Tells machines of one role apart, from 1; null when the role has only one. */
  readonly number: number | null;
}

const SERVER = /^(server|servidor)/i;
const CLIENT = /^(client|cliente)/i;

/**
 * Clients stand left and servers right, each side in the scenario's order. A host with another name is a server when
 * nothing else is (the last one then), otherwise it stands left under its own name.
 */
export function arrange(hosts: readonly HostName[]): readonly PlacedHost[] {
  const roleOf = (name: HostName): PlacedHost['role'] =>
    SERVER.test(name) ? 'server' : CLIENT.test(name) ? 'client' : 'other';
  const anyServer = hosts.some((name) => SERVER.test(name));
  const right = (name: HostName): boolean =>
    anyServer ? SERVER.test(name) : hosts.length > 1 && name === hosts[hosts.length - 1];
  const free: Record<'left' | 'right', HostTone[]> = {
    left: ['client', 'third', 'fourth'],
    right: ['server', 'fourth', 'third'],
  };
  const counts = { client: 0, server: 0, other: 0 };
  for (const name of hosts) counts[roleOf(name)]++;
  const seen = { client: 0, server: 0, other: 0 };
  return hosts.map((name) => {
    const role = roleOf(name);
    const side = right(name) ? 'right' : 'left';
    seen[role]++;
    return {
      name,
      side,
      role,
      tone: free[side].shift() ?? 'third',
      number: role !== 'other' && counts[role] > 1 ? seen[role] : null,
    };
  });
}

/** One wire of the network: what flies between the machine at its left end and the one at its right end. */
export interface WireEnds {
  readonly left: HostName;
  readonly right: HostName;
}

/** In place of a host, at the end of a wire that leads to an address that no machine has. */
export const NOWHERE: HostName = '';

/**
 * A wire for each machine on the left to each on the right, and one for any other pair between which something has
 * flown. A machine's traffic with itself has one too, and so has what it sends to nobody.
 */
export function wiresBetween(
  placed: readonly PlacedHost[],
  flown: readonly { readonly from: HostName; readonly to: HostName }[],
): readonly WireEnds[] {
  const lefts = placed.filter((host) => host.side === 'left');
  const rights = placed.filter((host) => host.side === 'right');
  const wires: WireEnds[] = lefts.flatMap((left) => rights.map((right) => ({ left: left.name, right: right.name })));
  for (const { from, to } of flown) {
    const known = wires.some(({ left, right }) => (left === from && right === to) || (left === to && right === from));
    if (known) continue;
    // Its own end is where the machine stands.
    const turned = to === NOWHERE && rights.some(({ name }) => name === from);
    wires.push(turned ? { left: to, right: from } : { left: from, right: to });
  }
  return wires;
}
