import type { FlightId } from '../../engine/trace/event.ts';
import type { FlightRecord } from '../stage/ledger.ts';

/** How much of the wire a capsule takes, 0 to 1: two closer than this need two lanes. */
const CAPSULE = 0.5;
/** More than this would not fit; further ones share lanes again. */
export const LANES = 5;

/**
 * The lane of every flight, per direction: the first in which no earlier one is in the way when it starts. Made from
 * the whole history, so that a flight keeps its lane while others land.
 */
export function assignLanes(flights: Iterable<FlightRecord>): ReadonlyMap<FlightId, number> {
  const lanes = new Map<FlightId, number>();
  const underWay = new Map<string, FlightRecord[]>();
  for (const flight of flights) {
    const direction = `${flight.from}>${flight.to}`;
    const before = (underWay.get(direction) ?? []).filter((other) => (other.endsAt ?? Infinity) > flight.sentAt);
    const taken = new Set<number>();
    for (const other of before) if (isClose(other, flight)) taken.add(lanes.get(other.id) ?? 0);
    let lane = 0;
    while (taken.has(lane) && lane < LANES - 1) lane++;
    lanes.set(flight.id, lane);
    underWay.set(direction, [...before, flight]);
  }
  return lanes;
}

/** Whether `other` is less than a capsule ahead when `flight` starts, or will be caught up with. */
function isClose(other: FlightRecord, flight: FlightRecord): boolean {
  if (other.endsAt === null || flight.endsAt === null) return true;
  const span = other.endsAt - other.sentAt;
  const ahead = span <= 0 ? 1 : (flight.sentAt - other.sentAt) / span;
  return ahead < CAPSULE || flight.endsAt < other.endsAt;
}
