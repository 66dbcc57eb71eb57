import { getTable } from '../base/table.ts';
import { corruptFlight, delayFlight, duplicateFlight, land } from '../network/carry.ts';
import { flightProgress } from '../network/network.ts';
import { moveFlight } from '../network/reorder.ts';
import type { Action, Change } from './action.ts';
import { aboutFlight, lose, noteCopy, type Passage, scheduleFlight } from './passage.ts';

/** The user's hand does something to a segment under way. */
export function actOnFlight(passage: Passage, action: Exclude<Action, Change | { kind: 'call' }>): void {
  const flight = getTable(passage.world.network.flights, action.flight);
  if (flight === undefined) return;
  const { now } = passage.world;
  if (action.kind === 'drop') {
    passage.world.network = land(passage.world.network, flight.id);
    lose(passage, flight, 'dropped-by-hand', flightProgress(flight, now));
  } else if (action.kind === 'delay') {
    const delayed = delayFlight(passage.world.network, flight, action.by);
    passage.world.network = delayed.network;
    passage.trace.push({
      ...aboutFlight(flight, now),
      kind: 'delayed',
      host: flight.from,
      rule: 'delayed-by-hand',
      arrives: delayed.flight.endsAt,
    });
    scheduleFlight(passage, delayed.flight);
  } else if (action.kind === 'reorder') {
    const moved = moveFlight(passage.world.network, flight, action.way, now);
    if (moved === null) return;
    passage.world.network = moved.network;
    const rule = action.way === 'ahead' ? 'moved-ahead-by-hand' : 'moved-behind-by-hand';
    const arrives = moved.flight.endsAt;
    passage.trace.push({ ...aboutFlight(flight, now), kind: 'delayed', host: flight.from, rule, arrives });
    scheduleFlight(passage, moved.flight);
  } else if (action.kind === 'corrupt') {
    if (flight.lostBy !== null) return;
    passage.world.network = corruptFlight(passage.world.network, flight);
    passage.trace.push({
      ...aboutFlight(flight, now),
      kind: 'corrupted',
      host: flight.from,
      rule: 'corrupted-by-hand',
    });
  } else {
    const doubled = duplicateFlight(passage.world.network, flight);
    passage.world.network = doubled.network;
    noteCopy(passage, doubled.flight, flight, 'duplicated-by-hand');
    scheduleFlight(passage, doubled.flight);
  }
}
