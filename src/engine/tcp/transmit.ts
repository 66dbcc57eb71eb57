import { NO_BYTES } from '../base/bytes.ts';
import { setTable } from '../base/table.ts';
import type { TcpState } from '../trace/connection-note.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import { start, stop } from './alarm.ts';
import type { TcpConfig } from './config.ts';
import { noteUsage } from './congestion.ts';
import type { HeldBack, SendRecord } from './control-block.ts';
import type { Draft } from './draft.ts';
import { controlBits, emit } from './emit.ts';
import { rearm, scheduleProbe } from './loss-probe.ts';
import { persistInterval } from './persist-interval.ts';
import { textRoom } from './sack-blocks.ts';
import { type Cut, cutText } from './send-buffer.ts';
import { offsetAt, outstanding, sequenceAt } from './stream.ts';
import { connecting, inFlight, recovering, sending } from './working.ts';

/** The states in which text or a FIN may be on its way out. */
const transmits = (state: TcpState): boolean =>
  state === 'ESTABLISHED' ||
  state === 'CLOSE-WAIT' ||
  state === 'FIN-WAIT-1' ||
  state === 'CLOSING' ||
  state === 'LAST-ACK';

/** What the next segment carries: `length` bytes of text, and the FIN behind them or not. */
interface Load {
  readonly length: number;
  readonly fin: boolean;
}

/**
 * How eager sending is. `override`: what fits the window, however small it is. `pushing`: Nagle does not hold. `probe`:
 * one segment, and neither Nagle nor the congestion window holds it.
 */
export type Eagerness = 'usual' | 'override' | 'pushing' | 'probe';

/**
 * Sends what may be sent for the first time: text that both windows, silly window avoidance and Nagle let go, and the
 * FIN after the last byte. True when something went.
 */
export function transmit(draft: Draft, eagerness: Eagerness = 'usual'): boolean {
  if (draft.gone || !transmits(draft.connection.state)) return false;
  const { config } = draft.connection;
  const end = draft.send.finQueued ? draft.send.written + 1 : draft.send.written;
  const una = offsetAt(draft.send, draft.send.una);
  let offset = offsetAt(draft.send, draft.send.nxt);
  const mss = textRoom(draft);
  let held: HeldBack | null = null;
  let count = 0;
  while (offset < end) {
    if (eagerness !== 'probe' && congested(draft)) {
      held = 'congestion-window-full';
      break;
    }
    const load = next(draft.send, config, mss, offset, una, eagerness);
    if (typeof load === 'string') {
      held = load;
      break;
    }
    launch(draft, offset, load, mss, eagerness);
    offset += load.length + (load.fin ? 1 : 0);
    count++;
    if (eagerness === 'probe') break;
  }
  noteHeldBack(draft, held, offset);
  const { recovery } = draft.send;
  const limited = held === 'congestion-window-full' || inFlight(draft.send) >= recovery.cwnd;
  if (count > 0 || limited) noteUsage(draft, limited);
  if (count > 0) {
    if (recovery.state === 'reduced' || recovery.state === 'recovery') recovering(draft).sentMeanwhile += count;
    if (eagerness !== 'probe') scheduleProbe(draft, false);
  }
  setTimers(draft, held !== null);
  return count > 0;
}

/** The network takes no more now. Without congestion control only what is being repeated holds the new back. */
function congested({ send, connection }: Draft): boolean {
  if (connection.config.congestionControl === 'none') {
    return send.lost > 0 || (send.recovery.state === 'loss' && offsetAt(send, send.una) < send.recovery.high);
  }
  return inFlight(send) >= send.recovery.cwnd;
}

function launch(draft: Draft, offset: number, { length, fin }: Load, mss: number, eagerness: Eagerness): void {
  const before = draft.send;
  const cut: Cut =
    length > 0
      ? cutText(before, before.cursor, offset, length)
      : { bytes: NO_BYTES, cursor: before.cursor, endsWrite: false };
  const rule: TcpRule = length === 0 ? 'close-sends-fin' : RULES[eagerness];
  emit(
    draft,
    rule,
    controlBits(fin, cut.endsWrite || (eagerness === 'override' && draft.connection.config.pushesWithin)),
    sequenceAt(before, offset),
    cut.bytes,
  );
  const to = offset + length + (fin ? 1 : 0);
  const send = sending(draft);
  const r = recovering(draft);
  r.lastSent = draft.now;
  const sent = {
    from: offset,
    to,
    chunk: before.cursor,
    sentAt: draft.now,
    order: r.transmissions++,
    sacked: false,
    lost: false,
    resent: false,
    everResent: false,
  };
  send.sent = setTable(send.sent, send.nextSent, sent, draft.own);
  send.nextSent++;
  send.packets++;
  send.cursor = cut.cursor;
  send.nxt = sequenceAt(send, to);
  send.max = send.nxt;
  if (fin) send.finSent = true;
  if (length > 0 && length < mss) send.smallEnd = to;
  if (send.packets === 1 || draft.timers.lossProbe !== null) rearm(draft);
}

const RULES: Readonly<Record<Eagerness, TcpRule>> = {
  usual: 'send-text',
  pushing: 'send-text',
  override: 'silly-window-override',
  probe: 'loss-probe',
};

function noteHeldBack(draft: Draft, held: HeldBack | null, offset: number): void {
  const { heldBack, written } = draft.send;
  if (held === heldBack) return;
  sending(draft).heldBack = held;
  if (held !== null && written > offset)
    draft.notes.push({
      at: draft.now,
      host: draft.host,
      socket: draft.socket,
      kind: 'held-back',
      rule: held,
      bytes: written - offset,
    });
}

/** What may follow at SND.NXT now, or why nothing may. */
function next(
  send: SendRecord,
  config: TcpConfig,
  mss: number,
  offset: number,
  una: number,
  eagerness: Eagerness,
): Load | HeldBack {
  const unsent = send.written - offset;
  const usable = una + send.wnd - offset;
  if (usable <= 0) return 'send-window-closed';
  const length = Math.min(unsent, mss);
  if (length > usable) {
    if (eagerness === 'override') return { length: usable, fin: false };
    // RFC 9293 §3.8.6.2.1, (3): half of the largest window is not silly, when nothing is on its way. Linux differs.
    const sensible = offset === una && usable >= send.maxWindow / 2 && config.bufferHolds === 'text';
    return sensible ? { length: usable, fin: false } : 'silly-window-avoided';
  }
  if (send.finQueued && length === unsent) return { length, fin: length < usable };
  if (length < mss && eagerness === 'usual') {
    if (config.cork) return 'cork-holds';
    if (nagleHolds(send, config, offset)) return 'nagle-holds';
  }
  return { length, fin: false };
}

/**
 * RFC 9293 §3.7.4: a small segment waits while text is unacknowledged. Linux differs: only while a *small* segment is
 * (Minshall), so that the tail of a long write leaves with the full segments before it.
 */
function nagleHolds(send: SendRecord, config: TcpConfig, offset: number): boolean {
  if (!config.nagle) return false;
  return (config.nagleWaitsFor === 'any' ? offset : send.smallEnd) > send.acknowledged;
}

/** RFC 6298 §5.1 while something is unacknowledged; the persist timer (RFC 9293 §3.8.6.1) when all is, and more waits. */
function setTimers(draft: Draft, waiting: boolean): void {
  const { send, timers } = draft;
  if (outstanding(send)) {
    stop(draft, 'persist', 'window-opened');
    const idle = timers.retransmission === null && timers.lossProbe === null && timers.reordering === null;
    if (idle) start(draft, 'retransmission', send.rto, 'rto-start');
  } else if (!waiting) {
    stop(draft, 'persist', 'window-opened');
  } else if (timers.persist === null) {
    const own = sending(draft);
    own.probes = 0;
    own.probeBackoff = 0;
    if (draft.connection.probedSince !== null) connecting(draft).probedSince = null;
    start(draft, 'persist', persistInterval(own, draft.connection, draft.now), send.heldBack ?? 'send-window-closed');
  }
}
