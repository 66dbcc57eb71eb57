import type { FigureMoment } from '../../diagrams/figure.ts';
import { traceEndAt } from '../../engine/history/worlds.ts';
import type { Cursor, Timeline } from '../../engine/history/timeline.ts';
import { stepOfEvent } from '../store/moments.ts';

/** A cursor as the diagrams take it. */
export interface Moment extends FigureMoment {
  readonly step: number;
  /** How much of the trace had happened at the stop before, if that is known. */
  readonly since?: number;
}

/** `since`: the step of the stop before. */
export const momentAt = (timeline: Timeline, cursor: Cursor, since?: number): Moment => ({
  count: traceEndAt(timeline, cursor.step),
  ...(since === undefined ? {} : { since: traceEndAt(timeline, since) }),
  time: cursor.time,
  step: cursor.step,
  stepOf: (index) => stepOfEvent(timeline, index),
});
