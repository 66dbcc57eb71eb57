import type { Micros } from '../base/time.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { ControlBlock } from './control-block.ts';
import type { Outcome } from './outcome.ts';

/** shutdown(SHUT_WR): a FIN follows the last byte written (RFC 9293 §3.10.4). In SYN-SENT the connection is gone. */
export function shutdownWrite(_tcb: ControlBlock, _now: Micros): Outcome {
  throw new Error('not yet');
}
/** shutdown(SHUT_RD): the program will read no more. Nothing is sent, and text goes on being taken (shutdown(2)). */
export function shutdownRead(_tcb: ControlBlock): ControlBlock {
  throw new Error('not yet');
}
/** The last descriptor is closed (close(2)): FIN, or a reset when received text was never read (RFC 2525 §2.17). */
export function close(_tcb: ControlBlock, _now: Micros): Outcome {
  throw new Error('not yet');
}
/** Ends the connection at once, with a reset where the peer knows of it (RFC 9293 §3.10.5). `rule` says on whose behalf. */
export function abort(_tcb: ControlBlock, _now: Micros, _rule: TcpRule = 'abort'): Outcome {
  throw new Error('not yet');
}
