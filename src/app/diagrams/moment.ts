import type { FigureMoment } from '../../diagrams/figure.ts';
import { traceEndAt } from '../../engine/history/worlds.ts';
import type { Cursor, Timeline } from '../../engine/history/timeline.ts';

/** A cursor as the diagrams take it. */
export interface Moment extends FigureMoment {
  readonly step: number;
  /** How much of the trace had happened at the stop before, if that is known. */
  readonly since?: number;
}

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

/** `since`: the step of the stop before. */
export const momentAt = (timeline: Timeline, cursor: Cursor, since?: number): Moment => ({
  count: traceEndAt(timeline, cursor.step),
  ...(since === undefined ? {} : { since: traceEndAt(timeline, since) }),
  time: cursor.time,
  step: cursor.step,
  stepOf: (index) => stepOfEvent(timeline, index),
});
