import { type Bytes, NO_BYTES } from '../base/bytes.ts';
import { empty } from '../base/empty.ts';
import type { Micros } from '../base/time.ts';
import type { Working } from '../base/working.ts';
import { type ConnectionNote, type Failure, NO_HOST, NO_SOCKET, type TcpState } from '../trace/connection-note.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { SegmentOptions } from '../wire/segment.ts';
import type {
  AcknowledgementPace,
  Connection,
  ControlBlock,
  ReceiveBuffer,
  ReceiveRecord,
  Recovery,
  SendRecord,
  Timers,
} from './control-block.ts';
import { copyOfConnection, copyOfControlBlock } from './copies.ts';
import type { Outcome, Outgoing } from './outcome.ts';

/**
 * The next control block in the making. One exists only while something is done to the connection: the records in it
 * are immutable and shared with the control block it began as, the draft says which ones count now.
 */
export interface Draft {
  /** What it began as; means something only while the draft does not write into it. */
  readonly before: ControlBlock;
  /** All that it began with is its own, and is written into (`own.ts`). */
  readonly own: boolean;
  /** Whose connection it is, for its notes; NO_HOST and NO_SOCKET: the kernel will say. */
  readonly host: string;
  readonly socket: number;
  readonly now: Micros;
  /** It began in the midst of a recovery. */
  readonly repairing: boolean;
  connection: Connection;
  timers: Timers;
  send: SendRecord;
  receive: ReceiveRecord;
  /** The records that this draft has made itself and may write into (`working.ts`). */
  ownSend: SendRecord | null;
  ownRecovery: Recovery | null;
  ownReceive: ReceiveRecord | null;
  ownBuffer: ReceiveBuffer | null;
  ownPace: AcknowledgementPace | null;
  ownTimers: Timers | null;
  /** The options of the last segment, while the next might bear the same: those that leave within a millisecond share them. */
  options: SegmentOptions | null;
  /** TSecr of the segment that has arrived; null without one. */
  echo: number | null;
  /** The connection is CLOSED: nothing of it remains. */
  gone: boolean;
  /** The peer is owed an acknowledgement, and why; any segment with the ACK flag pays it. */
  owed: TcpRule | null;
  /** It may not wait. */
  urgent: boolean;
  readonly segments: Outgoing[];
  readonly notes: ConnectionNote[];
}

export const draftOf = (
  tcb: ControlBlock,
  now: Micros,
  { own = false, host = NO_HOST, socket = NO_SOCKET }: Partial<Pick<Draft, 'own' | 'host' | 'socket'>> = {},
): Draft => ({
  before: tcb,
  own,
  host,
  socket,
  now,
  repairing: tcb.send.recovery.state === 'recovery',
  connection: tcb.connection,
  timers: tcb.connection.timers,
  send: tcb.send,
  receive: tcb.receive,
  ownSend: null,
  ownRecovery: null,
  ownReceive: null,
  ownBuffer: null,
  ownPace: null,
  ownTimers: null,
  options: null,
  echo: null,
  gone: false,
  owed: null,
  urgent: false,
  segments: [],
  notes: [],
});

/** Takes a draft that is finished, and of which nobody needs the outcome any more, for what is done next to its own control block. */
export function renewDraft(draft: Working<Draft>, now: Micros): void {
  const { connection, send, receive } = draft.before;
  draft.now = now;
  draft.repairing = send.recovery.state === 'recovery';
  draft.connection = connection;
  draft.timers = connection.timers;
  draft.send = send;
  draft.receive = receive;
  draft.echo = null;
  draft.gone = false;
  draft.owed = null;
  draft.urgent = false;
  empty(draft.segments);
  empty(draft.notes);
}

/** A segment leaves when the draft is finished. */
export function handDown(draft: Draft, outgoing: Outgoing): void {
  draft.segments.push(outgoing);
}

/** `data`: what a read took; `accepted`: how much of a write was taken. With both, because all outcomes have one shape. */
export const finish = (
  draft: Draft,
  data = NO_BYTES,
  accepted = 0,
): Outcome & { readonly data: Bytes; readonly accepted: number } => ({
  tcb: draft.gone ? null : controlBlockOf(draft),
  segments: draft.segments,
  notes: draft.notes,
  placed: draft.host !== NO_HOST,
  data,
  accepted,
});

function controlBlockOf(draft: Draft): ControlBlock {
  const { before, own, send, receive, timers } = draft;
  let { connection } = draft;
  if (timers !== connection.timers) {
    const timed = copyOfConnection(connection);
    timed.timers = timers;
    connection = timed;
  }
  if (connection === before.connection && send === before.send && receive === before.receive) return before;
  const next: Working<ControlBlock> = own ? before : copyOfControlBlock(before);
  next.connection = connection;
  next.send = send;
  next.receive = receive;
  return next;
}

export function enter(draft: Draft, to: TcpState, rule: TcpRule): void {
  draft.notes.push({
    at: draft.now,
    host: draft.host,
    socket: draft.socket,
    kind: 'state',
    rule,
    from: draft.connection.state,
    to,
  });
  const connection = copyOfConnection(draft.connection);
  connection.state = to;
  draft.connection = connection;
}

/** The connection is CLOSED and forgotten. */
export function vanish(draft: Draft, rule: TcpRule): void {
  enter(draft, 'CLOSED', rule);
  draft.gone = true;
  draft.owed = null;
}

/** As `vanish`, with an error for the program; an orphan has no program to tell. */
export function fail(draft: Draft, rule: TcpRule, errno: Failure): void {
  if (!draft.connection.orphaned)
    draft.notes.push({ at: draft.now, host: draft.host, socket: draft.socket, kind: 'failed', rule, errno });
  vanish(draft, rule);
}

/** No answer came for too long. What an ICMP message said meanwhile says more than ETIMEDOUT (Linux's tcp_write_err). */
export const failUnanswered = (draft: Draft, rule: TcpRule): void =>
  fail(draft, rule, draft.connection.warning ?? 'ETIMEDOUT');

export function discard(draft: Draft, rule: TcpRule): void {
  draft.notes.push({ at: draft.now, host: draft.host, socket: draft.socket, kind: 'discarded', rule });
}
