import type { Micros } from '../base/time.ts';

/** The clock behind TSval ticks every millisecond, as Linux's does. */
export const timestampAt = (now: Micros): number => Math.floor(now / 1000) >>> 0;
