import type { Micros } from '../base/time.ts';
import type { ReceiveRecord } from './control-block.ts';

/**
 * For so many seconds TS.Recent is worth something. RFC 7323 §5.5 says 24 days, half the round of a clock of milliseconds; Linux
 * has, since its clock may count microseconds, half the round of that one.
 */
const VALID = 2_147;

/** The unit in which the age of TS.Recent is kept: a second. */
export const secondOf = (now: Micros): number => Math.floor(now / 1_000_000);

/** By how many ticks this timestamp is older than TS.Recent, while that counts; 0 or less: it is not. */
export function ticksBehind({ tsRecent, tsRecentAt }: ReceiveRecord, value: number, now: Micros): number {
  const behind = (tsRecent - value) | 0;
  if (behind <= 0) return behind;
  // Some stacks begin with 0, and go on with anything.
  return tsRecent === 0 || secondOf(now) >= tsRecentAt + VALID ? 0 : behind;
}
