import { nextDeadline, onDeadline } from '../tcp/index.ts';
import type { SocketId } from '../trace/event.ts';
import { applyOutcome } from './connection.ts';
import { socketOf, touch, type Turn } from './turn.ts';

/** A moment has come at which a timer of this socket may be due. */
export function deadline(turn: Turn, id: SocketId): void {
  const tcb = socketOf(turn, id)?.tcb ?? null;
  if (tcb === null) return;
  touch(turn, id);
  const due = nextDeadline(tcb);
  if (due !== null && due <= turn.now) applyOutcome(turn, id, onDeadline(tcb, turn.now));
}
