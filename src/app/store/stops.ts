import { interestingSteps } from '../../engine/history/interesting.ts';
import { stopsOf } from '../../engine/history/stops.ts';
import type { Granularity, Timeline } from '../../engine/history/timeline.ts';
import { firstAfter, lastBefore, lastUpTo } from './ascending.ts';
import { perTimeline } from './per-timeline.ts';

const interesting = perTimeline((timeline) =>
  interestingSteps(timeline)
    .filter(({ kind }) => kind !== 'call')
    .map(({ step }) => step),
);

/** Where one press of 'forward' leads from `step`: the last step when no stop is left. */
export const stopAfter = (timeline: Timeline, by: Granularity, step: number): number =>
  firstAfter(stopsOf(timeline, by), step) ?? timeline.steps.length;

export const stopBefore = (timeline: Timeline, by: Granularity, step: number): number =>
  lastBefore(stopsOf(timeline, by), step) ?? 0;

/** The stop that `step` belongs to: itself, or the one passed last. What the screen speaks of while the cursor moves. */
export const stopAt = (timeline: Timeline, by: Granularity, step: number): number =>
  lastUpTo(stopsOf(timeline, by), step) ?? 0;

/** The next (1) or previous (-1) loss, reset, error or blocked call; null when there is none on that side. */
export const interestingFrom = (timeline: Timeline, step: number, direction: 1 | -1): number | null =>
  (direction === 1 ? firstAfter(interesting(timeline), step) : lastBefore(interesting(timeline), step)) ?? null;
