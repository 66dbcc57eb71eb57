import type { Micros } from '../../engine/base/time.ts';

/** How much of the wire a capsule takes, 0 to 1: two closer than this need two lanes. */
const CAPSULE = 0.5;
/** More than this would not fit; further ones share lanes again. */
export const LANES = 5;

/** When something flies: from `sentAt` to `endsAt`, null while that is not known. */
export interface FlightSpan {
  readonly sentAt: Micros;
  readonly endsAt: Micros | null;
}

/**
 * The lane of a flight that starts: the first in which none of the `others` under way in its direction is in the way.
 * Assigned once, when it starts, so that a flight keeps its lane while others land.
 */
export function freeLane(others: readonly (FlightSpan & { readonly lane: number })[], flight: FlightSpan): number {
  const taken = new Set<number>();
  for (const other of others) if (isClose(other, flight)) taken.add(other.lane);
  let lane = 0;
  while (taken.has(lane) && lane < LANES - 1) lane++;
  return lane;
}

export const isUnderWay = ({ endsAt }: FlightSpan, at: Micros): boolean => endsAt === null || endsAt > at;

/** Whether `other` is less than a capsule ahead when `flight` starts, or will be caught up with. */
function isClose(other: FlightSpan, flight: FlightSpan): boolean {
  if (other.endsAt === null || flight.endsAt === null) return true;
  const span = other.endsAt - other.sentAt;
  const ahead = span <= 0 ? 1 : (flight.sentAt - other.sentAt) / span;
  return ahead < CAPSULE || flight.endsAt < other.endsAt;
}
