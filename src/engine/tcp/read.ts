import type { Bytes } from '../base/bytes.ts';
import type { Micros } from '../base/time.ts';
import type { ControlBlock, ReceiveRecord } from './control-block.ts';
import type { Outcome } from './outcome.ts';

/** RECEIVE (RFC 9293 §3.10.3): takes at most `length` bytes, in order. May announce the window that this opens. */
export function read(_tcb: ControlBlock, _length: number, _now: Micros): Outcome & { readonly data: Bytes } {
  throw new Error('not yet');
}
/** The bytes that `read` would take, left where they are (MSG_PEEK). */
export function peek(_tcb: Pick<ControlBlock, 'receive'>, _length: number): Bytes {
  throw new Error('not yet');
}
/** Bytes in order and unread. */
export function readable(_tcb: Pick<ControlBlock, 'receive'>): number {
  throw new Error('not yet');
}
/** Everything has been read and the peer's FIN has been taken: the next read finds the end of the stream. */
export function endOfStream(_tcb: Pick<ControlBlock, 'receive'>): boolean {
  throw new Error('not yet');
}
/** As `read`, from what a connection that is gone left behind: nothing is announced to anyone. */
export function readRemains(
  _receive: ReceiveRecord,
  _length: number,
): { readonly receive: ReceiveRecord; readonly data: Bytes } {
  throw new Error('not yet');
}
