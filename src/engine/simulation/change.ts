import { losePower, returnPower } from '../kernel/power.ts';
import { setFilter } from '../kernel/packet-filter.ts';
import { land } from '../network/carry.ts';
import { changeLinks, flightsOn } from '../network/change-link.ts';
import { flightProgress } from '../network/network.ts';
import type { ChangeEvent } from '../trace/event.ts';
import type { Change } from './action.ts';
import { draw, inKernel, lose, type Passage } from './passage.ts';

/** The network or a machine becomes different. What is so already leaves no mark. */
export function makeChange(passage: Passage, change: Change, by: ChangeEvent['by']): void {
  const { world, trace } = passage;
  const host = world.hosts[change.host];
  if (host === undefined) return;
  const about = { at: world.now, host: change.host, by } as const;
  switch (change.kind) {
    case 'link':
      return changeLink(passage, change, by);
    case 'power': {
      const { on } = change;
      if ((host.power !== 'off') === on) return;
      trace.push({ ...about, kind: 'power', rule: on ? 'power-back' : 'power-lost', on });
      const secret = on ? Math.floor(draw(world) * 4294967296) : 0;
      return inKernel(passage, change.host, (turn) => (on ? returnPower(turn, secret) : losePower(turn)));
    }
    case 'filter': {
      const { port, policy } = change;
      return inKernel(passage, change.host, (turn) => {
        if (!setFilter(turn, port, policy)) return;
        const rule = policy === null ? 'filter-lifted' : 'filter-set';
        turn.emit({ ...about, kind: 'filter', rule, port, policy });
      });
    }
  }
}

function changeLink(
  passage: Passage,
  { host, peer, both, change }: Extract<Change, { kind: 'link' }>,
  by: ChangeEvent['by'],
): void {
  const { world, trace } = passage;
  const choice = { host, peer, both };
  const network = changeLinks(world.network, choice, change);
  if (network === world.network) return;
  const { down } = change;
  const rule = down === true ? 'link-cut' : down === false ? 'link-healed' : 'link-changed';
  trace.push({ at: world.now, host, by, kind: 'link-changed', rule, peer, both, change });
  // What is on the wire when it is cut is lost.
  const lost = down === true ? flightsOn(network, choice) : [];
  world.network = lost.reduce((rest, flight) => land(rest, flight.id), network);
  for (const flight of lost) lose(passage, flight, 'link-down', flightProgress(flight, world.now));
}
