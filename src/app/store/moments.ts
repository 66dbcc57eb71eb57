import type { Micros } from '../../engine/base/time.ts';
import { momentAt } from '../../engine/history/worlds.ts';
import { stopsOf } from '../../engine/history/stops.ts';
import type { Timeline } from '../../engine/history/timeline.ts';
import { perTimeline } from './per-timeline.ts';
import { paceOf } from './playback-pace.ts';

/** The moment of virtual time at which step `step` happened (0: the beginning). */
export const momentOf = (timeline: Timeline, step: number): Micros => momentAt(timeline, step);

/** The pace at which a run is played: it rests where calls have done all that they set off. */
export const paceOfTimeline = perTimeline((timeline) =>
  paceOf(
    Float64Array.from({ length: timeline.steps.length + 1 }, (_, step) => momentOf(timeline, step)),
    stopsOf(timeline, 'call'),
  ),
);

/** The step that made the trace event at `index` (1: the first), by bisection. */
export function stepOfEvent(timeline: Timeline, index: number): number {
  let low = 0;
  let high = timeline.steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeline.steps.items[middle]?.traceEnd ?? Number.POSITIVE_INFINITY) > index) high = middle;
    else low = middle + 1;
  }
  return low + 1;
}
