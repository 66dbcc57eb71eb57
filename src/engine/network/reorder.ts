import { setTable, tableValues } from '../base/table.ts';
import { later, type Micros, micros } from '../base/time.ts';
import { copyOfFlight } from './copies.ts';
import type { Flight, Network } from './network.ts';

/** How far apart two segments are that have changed places. */
const APART = micros(500);

/**
 * Lets a segment under way change places with those that go the same way: `ahead`, it arrives before them all; `behind`,
 * after them all. Null when there is none to pass, or none to be passed by.
 */
export function moveFlight(
  network: Network,
  flight: Flight,
  way: 'ahead' | 'behind',
  now: Micros,
): { network: Network; flight: Flight } | null {
  const others = tableValues(network.flights).filter(
    ({ id, from, to, lostBy }) => id !== flight.id && from === flight.from && to === flight.to && lostBy === null,
  );
  const ends = others.map(({ endsAt }) => endsAt);
  const before = ends.filter((end) => end <= flight.endsAt);
  const after = ends.filter((end) => end >= flight.endsAt);
  if ((way === 'ahead' ? before : after).length === 0) return null;
  const endsAt =
    way === 'ahead' ? micros(Math.max(now, Math.min(...before) - APART)) : later(micros(Math.max(...after)), APART);
  const moved = copyOfFlight(flight);
  moved.endsAt = endsAt;
  return { network: { ...network, flights: setTable(network.flights, flight.id, moved) }, flight: moved };
}
