import type { Micros } from '../base/time.ts';
import { micros } from '../base/time.ts';
import type { TcpConfig } from './config.ts';
import type { Wheel } from './control-block.ts';

export const UNKNOWN_PHASE: Wheel = Object.freeze({ phase: null, slots: Object.freeze({}) });

/** So many ticks ahead the finest level of the wheel reaches; each further level reaches eight times as far, eight times as coarsely. */
const FINEST = 63;
const COARSER = 8;

/** The span in whole ticks, rounded up; as it is where timers are exact. */
export const inTicks = (span: number, { tick }: TcpConfig): Micros =>
  micros(tick === null ? span : Math.ceil(Math.round(span) / tick) * tick);

/**
 * How long after `now` a timer fires that is to fire after `span`, and the multiples to which that was rounded. What is not known
 * of the clock's phase is taken in the middle.
 */
export function rounded(
  span: Micros,
  now: Micros,
  tick: Micros,
  { phase }: Wheel,
): { readonly span: Micros; readonly slot: Micros } {
  const ticks = Math.ceil(span / tick);
  let slot = 1;
  for (let reach = FINEST; ticks >= reach; reach *= COARSER) slot *= COARSER;
  const since = phase === null ? tick / 2 : now - phase.at;
  const passed = phase === null ? 0 : Math.floor(since / tick);
  const target = passed + ticks;
  const known = phase === null ? 1 : Math.min(slot, phase.by / tick);
  const fires = target - (target % known) + (slot + known) / 2;
  return { span: micros(fires * tick - since), slot: micros(slot * tick) };
}
