import type { Segment } from '../wire/segment.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';
import type { ControlBlock } from './control-block.ts';

/** Whether this SYN may replace a connection in TIME-WAIT, being beyond all that the old one received (RFC 9293 §3.6.1). The listener then treats it as new. */
export function acceptsNewSyn(_tcb: ControlBlock, _segment: Segment): boolean {
  throw new Error('not yet');
}
/** An initial sequence number for the connection that replaces this one: beyond all that it ever sent (RFC 6191 §2). */
export function initialSequenceAfter(_tcb: ControlBlock): SequenceNumber {
  throw new Error('not yet');
}
