import { milliseconds } from '../base/time.ts';
import { momentAt } from './worlds.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Granularity, Step, Timeline } from './timeline.ts';

/** When only a timer can go on, and not before this long, stepping by call stops first: the wait is worth a look. */
const NOTABLE_WAIT = milliseconds(150);

const stopsCache = new WeakMap<Timeline, Map<Granularity, readonly number[]>>();

/**
 * The steps at which 'forward' and 'back' stop, ascending; the first is 0 (before anything), the last is the end.
 * - `event`: every one.
 * - `segment`: where a segment left, arrived or was lost, and where a call was made.
 * - `call`: where everything that a call set off has happened, just before the next call or change of the network; and before a long wait for a
 *   timer.
 */
export function stopsOf(timeline: Timeline, granularity: Granularity): readonly number[] {
  const known = stopsCache.get(timeline) ?? new Map<Granularity, readonly number[]>();
  stopsCache.set(timeline, known);
  const cached = known.get(granularity);
  if (cached !== undefined) return cached;
  const stops = [0];
  const count = timeline.steps.length;
  for (let k = 1; k < count; k++) if (stopsAt(timeline, k, granularity)) stops.push(k);
  if (count > 0) stops.push(count);
  known.set(granularity, stops);
  return stops;
}

/** Whether the place after `k` events is a stop; 0 < k < the number of events. */
function stopsAt(timeline: Timeline, k: number, granularity: Granularity): boolean {
  if (granularity === 'event') return true;
  const next = timeline.steps.items[k] as Step;
  if (granularity === 'call') {
    return beginsAnew(next) || next.at - momentAt(timeline, k) >= NOTABLE_WAIT;
  }
  const last = timeline.steps.items[k - 1] as Step;
  return beginsAnew(last) || traceOfStep(timeline, k).some(isFlight);
}

/** A call of a program, the user's hand, or a change that the scenario makes. */
const beginsAnew = ({ event: { kind } }: Step): boolean => kind === 'turn' || kind === 'action' || kind === 'planned';

const isFlight = ({ kind }: TraceEvent): boolean =>
  kind === 'sent' || kind === 'arrived' || kind === 'lost' || kind === 'copied' || kind === 'icmp-arrived';

/** What the `k`-th event did; k counts from 1. */
export function traceOfStep(timeline: Timeline, k: number): readonly TraceEvent[] {
  const step = timeline.steps.items[k - 1];
  if (step === undefined || k > timeline.steps.length) return [];
  return timeline.trace.items.slice(k === 1 ? 0 : (timeline.steps.items[k - 2] as Step).traceEnd, step.traceEnd);
}
