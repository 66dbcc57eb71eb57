import type { Micros } from '../../engine/base/time.ts';
import type { Cursor } from '../../engine/history/timeline.ts';

/** Wall milliseconds that a virtual millisecond takes at 1x: a flight of 20 ms is seen for 0.9 s. */
const STRETCH = 45;
/** No gap takes longer at 1x, in wall milliseconds: a minute of TIME-WAIT is not waited for. */
const LONGEST_GAP = 1_200;
/** How long playing rests at a place worth reading, in wall milliseconds at 1x. */
const REST = 700;
/** A press of 'forward' arrives within this, in wall milliseconds, whatever lies between. */
export const LONGEST_GLIDE = 1_400;

/**
 * When playing at 1x from the beginning reaches and leaves each step, in wall milliseconds. Step k is the place after k
 * events; between `leave[k]` and `arrive[k + 1]` virtual time flows from moment k to moment k + 1.
 */
export interface Pace {
  readonly moments: Float64Array;
  readonly arrive: Float64Array;
  readonly leave: Float64Array;
}

/** The pace of a run whose step k happens at `moments[k]` (microseconds), resting at the steps in `rests` (ascending). */
export function paceOf(moments: ArrayLike<number>, rests: readonly number[]): Pace {
  const count = moments.length;
  const pace: Pace = {
    moments: Float64Array.from(moments),
    arrive: new Float64Array(count),
    leave: new Float64Array(count),
  };
  let wall = 0;
  let rest = 0;
  for (let step = 0; step < count; step++) {
    if (step > 0) wall += playedGap((moments[step] ?? 0) - (moments[step - 1] ?? 0));
    pace.arrive[step] = wall;
    while ((rests[rest] ?? Infinity) < step) rest++;
    if (rests[rest] === step) wall += REST;
    pace.leave[step] = wall;
  }
  return pace;
}

/** How long a gap of virtual time plays at 1x: `gap` in microseconds, the result in wall milliseconds. */
export const playedGap = (gap: number): number => Math.min((gap / 1_000) * STRETCH, LONGEST_GAP);

/** Where on the pace a cursor is, past its step's rest: what starts from here starts at once. */
export function wallAt({ moments, arrive, leave }: Pace, cursor: Cursor): number {
  const moment = moments[cursor.step] ?? 0;
  const next = cursor.step + 1;
  const from = leave[cursor.step] ?? 0;
  if (next >= moments.length || cursor.time <= moment) return from;
  const gap = (moments[next] ?? 0) - moment;
  const share = gap === 0 ? 0 : Math.min(1, (cursor.time - moment) / gap);
  return from + share * ((arrive[next] ?? 0) - from);
}

/** The cursor at a place on the pace; O(log n). */
export function cursorAtWall({ moments, arrive, leave }: Pace, wall: number): Cursor {
  const step = lastAtOrBefore(arrive, wall);
  const moment = moments[step] ?? 0;
  const from = leave[step] ?? 0;
  const to = arrive[step + 1];
  if (to === undefined || wall <= from || to <= from) return { step, time: moment as Micros };
  const gap = (moments[step + 1] ?? 0) - moment;
  return { step, time: Math.floor(moment + gap * ((wall - from) / (to - from))) as Micros };
}

/** The place on the pace where a step is reached. */
export const wallOfStep = (pace: Pace, step: number): number => pace.arrive[step] ?? 0;

/** Wall milliseconds that a glide over `distance` (wall milliseconds at 1x) takes at `speed`. */
export const glideDuration = (distance: number, speed: number): number => Math.min(distance / speed, LONGEST_GLIDE);

function lastAtOrBefore(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
