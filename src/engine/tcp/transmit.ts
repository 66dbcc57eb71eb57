import { NO_BYTES } from '../base/bytes.ts';
import type { TcpState } from '../trace/connection-note.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Flags } from '../wire/segment.ts';
import { isAfter } from '../wire/sequence-number.ts';
import { start, stop } from './alarm.ts';
import type { TcpConfig } from './config.ts';
import type { HeldBack, SendRecord } from './control-block.ts';
import type { Draft } from './draft.ts';
import { ACK, emit, FIN_ACK, FIN_PSH_ACK, PSH_ACK } from './emit.ts';
import { persistInterval } from './persist-interval.ts';
import { type Cut, cutText } from './send-buffer.ts';
import { offsetAt, outstanding, sequenceAt } from './stream.ts';

/** The states in which text or a FIN may be on its way out. */
const TRANSMITS: ReadonlySet<TcpState> = new Set(['ESTABLISHED', 'CLOSE-WAIT', 'FIN-WAIT-1', 'CLOSING', 'LAST-ACK']);

const NOTHING: Omit<Cut, 'cursor'> = { bytes: NO_BYTES, endsWrite: false };

/** What the next segment carries: `length` bytes of text, and the FIN behind them or not. */
interface Load {
  readonly length: number;
  readonly fin: boolean;
}

/**
 * Sends what may be sent: text that the window, silly window avoidance and Nagle let go, and the FIN after the last
 * byte. After a timeout, first what was sent before, one segment for each acknowledgement.
 *
 * `resend` is the rule that a repeated segment bears; `override` sends what fits the window however small it is.
 */
export function transmit(draft: Draft, resend: TcpRule = 'resend-after-timeout', override = false): void {
  if (draft.gone || !TRANSMITS.has(draft.connection.state)) return;
  const { send } = draft;
  const end = send.finQueued ? send.written + 1 : send.written;
  const una = offsetAt(send, send.una);
  let furthest = offsetAt(send, send.max);
  let offset = offsetAt(send, send.nxt);
  let { cursor, smallEnd, timing } = send;
  let held: HeldBack | null = null;

  while (offset < end) {
    const repeats = offset < furthest;
    // Nothing tells yet how much of the old flight is lost, so one segment goes, and its acknowledgement shows the next.
    if (repeats && offset > una) {
      held = send.heldBack;
      break;
    }
    const load = repeats
      ? repetition(send, offset, furthest)
      : next(send, draft.connection.config, offset, una, smallEnd, override);
    if (typeof load === 'string') {
      held = load;
      break;
    }
    const { length, fin } = load;
    const cut: Cut = length > 0 ? cutText(send, cursor, offset, length) : { ...NOTHING, cursor };
    const seq = sequenceAt(send, offset);
    emit(
      draft,
      ruleOf(load, repeats, resend, override),
      controlBits(fin, cut.endsWrite),
      seq,
      cut.bytes,
      repeats ? seq : null,
    );
    cursor = cut.cursor;
    offset += length + (fin ? 1 : 0);
    if (length > 0 && length < send.mss) smallEnd = offset;
    if (offset > furthest) furthest = offset;
    if (timing === null && !repeats) timing = { end: sequenceAt(send, offset), sentAt: draft.now };
  }

  const nxt = sequenceAt(send, offset);
  if (nxt !== send.nxt || held !== send.heldBack) {
    const max = isAfter(nxt, send.max) ? nxt : send.max;
    const finSent = send.finSent || furthest > send.written;
    // What the draft's emissions changed is the receive record; the send record is still the one read above.
    draft.send = { ...send, nxt, max, cursor, smallEnd, timing, finSent, heldBack: held };
    const bytes = send.written - offset;
    if (held !== null && held !== send.heldBack && bytes > 0) {
      draft.notes.push({ kind: 'held-back', rule: held, bytes });
    }
  }
  setTimers(draft, held !== null);
}

/** What was sent from `offset` on, as much as one segment takes; nothing new is added to it. */
function repetition(send: SendRecord, offset: number, furthest: number): Load {
  const length = Math.min(send.mss, Math.min(furthest, send.written) - offset);
  return { length, fin: furthest > send.written && offset + length === send.written };
}

/** What may follow at SND.NXT now, or why nothing may. The peer's window is the only bound; congestion control will be the second. */
function next(
  send: SendRecord,
  config: TcpConfig,
  offset: number,
  una: number,
  smallEnd: number,
  override: boolean,
): Load | HeldBack {
  const unsent = send.written - offset;
  const usable = una + send.wnd - offset;
  if (usable <= 0) return 'send-window-closed';
  const length = Math.min(unsent, send.mss);
  if (length > usable) {
    // RFC 9293 §3.8.6.2.1, (3): half of the largest window is not silly, when nothing is on its way.
    const idle = offset === una;
    return override || (idle && usable >= send.maxWindow / 2) ? { length: usable, fin: false } : 'silly-window-avoided';
  }
  if (send.finQueued && length === unsent) return { length, fin: length < usable };
  if (length < send.mss && !override && nagleHolds(send, config, offset, smallEnd)) return 'nagle-holds';
  return { length, fin: false };
}

/**
 * RFC 9293 §3.7.4: a small segment waits while text is unacknowledged. Linux differs: only while a *small* segment is
 * (Minshall), so that the tail of a long write leaves with the full segments before it.
 */
function nagleHolds(send: SendRecord, config: TcpConfig, offset: number, smallEnd: number): boolean {
  if (!config.nagle) return false;
  return (config.nagleWaitsFor === 'any' ? offset : smallEnd) > send.acknowledged;
}

function ruleOf(load: Load, repeats: boolean, resend: TcpRule, override: boolean): TcpRule {
  if (repeats) return resend;
  if (load.length === 0) return 'close-sends-fin';
  return override ? 'silly-window-override' : 'send-text';
}

function controlBits(fin: boolean, push: boolean): Flags {
  if (fin) return push ? FIN_PSH_ACK : FIN_ACK;
  return push ? PSH_ACK : ACK;
}

/** RFC 6298 §5.1 while something is unacknowledged; the persist timer (RFC 9293 §3.8.6.1) when all is, and more waits. */
function setTimers(draft: Draft, waiting: boolean): void {
  const { send, timers } = draft;
  if (outstanding(send)) {
    stop(draft, 'persist', 'window-opened');
    if (timers.retransmission === null) start(draft, 'retransmission', send.rto, 'rto-start');
  } else if (!waiting) {
    stop(draft, 'persist', 'window-opened');
  } else if (timers.persist === null) {
    draft.send = { ...send, probes: 0, probeBackoff: 0 };
    start(
      draft,
      'persist',
      persistInterval(draft.send, draft.connection.config),
      send.heldBack ?? 'send-window-closed',
    );
  }
}
