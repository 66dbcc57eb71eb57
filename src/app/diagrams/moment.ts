import type { Micros } from '../../engine/base/time.ts';
import { traceEndAt } from '../../engine/history/worlds.ts';
import type { Cursor, Timeline } from '../../engine/history/timeline.ts';

/** A cursor as the diagrams take it: how much of the trace has happened, when, and which step made what. */
export interface Moment {
  readonly count: number;
  readonly time: Micros;
  readonly step: number;
  /** How much of the trace had happened at the stop before, if that is known. */
  readonly since?: number;
  stepOf(index: number): number;
}

/** The step that made the trace event at `index` (1: the first), by bisection. */
function stepOf(timeline: Timeline, index: number): number {
  let low = 0;
  let high = timeline.steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeline.steps.items[middle]?.traceEnd ?? Number.POSITIVE_INFINITY) > index) high = middle;
    else low = middle + 1;
  }
  return low + 1;
}

/** `since`: the step of the stop before. */
export const momentAt = (timeline: Timeline, cursor: Cursor, since?: number): Moment => ({
  count: traceEndAt(timeline, cursor.step),
  ...(since === undefined ? {} : { since: traceEndAt(timeline, since) }),
  time: cursor.time,
  step: cursor.step,
  stepOf: (index) => stepOf(timeline, index),
});
