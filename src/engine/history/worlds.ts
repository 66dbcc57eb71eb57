import type { World } from '../simulation/world.ts';
import type { Step, Timeline } from './timeline.ts';

/** A lesson's run keeps every World. */
const ALL_UP_TO = 256;
/** A longer run keeps one in so many from there on: the others are made again from the one before. */
const INTERVAL = 256;

/** Whether the World after so many events is kept. The last one of a run is kept besides. */
export const keepsWorld = (count: number): boolean => count <= ALL_UP_TO || count % INTERVAL === 0;

/** Worlds made again, in a row: after `from`, `from + 1`, … events. */
interface Stretch {
  readonly from: number;
  readonly worlds: World[];
}

/** The stretch that was looked at last, by the array in which the steps lie. So each step back is not made again. */
const stretches = new WeakMap<readonly Step[], Stretch>();

/** The World after `count` events; 0 is the beginning. The same place gives the same object while one looks around it. */
export function worldAt(timeline: Timeline, count: number): World {
  const wanted = Math.min(count, timeline.steps.length);
  if (wanted <= 0) return timeline.beginning;
  const { items } = timeline.steps;
  const { world } = items[wanted - 1] as Step;
  if (world !== null) return world;
  const from = keptBefore(items, wanted);
  const known = stretches.get(items);
  const stretch =
    known?.from === from ? known : { from, worlds: [from === 0 ? timeline.beginning : worldAt(timeline, from)] };
  stretches.set(items, stretch);
  const { worlds } = stretch;
  for (let at = from + worlds.length; at <= wanted; at++) {
    const { event } = items[at - 1] as Step;
    worlds.push(timeline.follow(worlds.at(-1) as World, event, timeline.recording.programs));
  }
  return worlds[wanted - from] as World;
}

function keptBefore(items: readonly Step[], count: number): number {
  let at = count - 1;
  while (at > 0 && items[at - 1]?.world === null) at--;
  return at;
}

/** How long the trace was after `count` events. */
export const traceEndAt = (timeline: Timeline, count: number): number =>
  count <= 0 ? 0 : (timeline.steps.items[Math.min(count, timeline.steps.length) - 1] as Step).traceEnd;

/** The moment of the World after `count` events, for which no World is needed. */
export const momentAt = (timeline: Timeline, count: number): World['now'] =>
  count <= 0 ? timeline.beginning.now : (timeline.steps.items[Math.min(count, timeline.steps.length) - 1] as Step).at;

/** The first `count` events of a run, as if no more had been run: nothing that comes later can be found in it. */
export const beginningOf = (timeline: Timeline, count: number): Timeline => {
  const traced = traceEndAt(timeline, count);
  const steps = timeline.steps.items.slice(0, Math.min(count, timeline.steps.length));
  // Copies: a log shares its array with the longer versions of it.
  return {
    ...timeline,
    steps: { items: steps, length: steps.length },
    trace: { items: timeline.trace.items.slice(0, traced), length: traced },
    end: 'cut',
  };
};
