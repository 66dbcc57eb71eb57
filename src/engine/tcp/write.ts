import type { Bytes } from '../base/bytes.ts';
import type { Micros } from '../base/time.ts';
import type { ControlBlock } from './control-block.ts';
import type { Outcome } from './outcome.ts';

/** SEND (RFC 9293 §3.10.2): takes as many bytes as the send buffer has room for (`accepted`, perhaps 0) and transmits what may go. */
export function write(_tcb: ControlBlock, _bytes: Bytes, _now: Micros): Outcome & { readonly accepted: number } {
  throw new Error('not yet');
}
/** Free bytes in the send buffer. */
export function sendSpace(_tcb: ControlBlock): number {
  throw new Error('not yet');
}
