import type { Micros } from '../base/time.ts';
import type { ControlBlock } from './control-block.ts';
import type { Outcome } from './outcome.ts';

/** When the connection next wants `onDeadline`; null when no timer runs. */
export function nextDeadline(_tcb: ControlBlock): Micros | null {
  throw new Error('not yet');
}
/** Whatever timers are due at `now`. Without one: nothing happens. */
export function onDeadline(_tcb: ControlBlock, _now: Micros): Outcome {
  throw new Error('not yet');
}
