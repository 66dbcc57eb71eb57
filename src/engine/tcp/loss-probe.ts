import { getTable } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import { micros, milliseconds } from '../base/time.ts';
import { expire, start, stop } from './alarm.ts';
import type { SendRecord } from './control-block.ts';
import type { Draft } from './draft.ts';
import { beginReduction, endReduction, keepOpen } from './recovery.ts';
import { resend } from './resend.ts';
import type { Told } from './scoreboard.ts';
import { offsetAt } from './stream.ts';
import { recovering } from './working.ts';

/** When the retransmission timeout of the oldest segment is, counted from when it left. */
export function timeoutLeft(send: SendRecord, now: Micros): number {
  const oldest = getTable(send.sent, send.firstSent);
  return oldest === undefined ? send.rto : oldest.sentAt + send.rto - now;
}

/** RFC 8985 §7.2: a probe after two round trips, but not later than the timeout; one segment alone may wait for a delayed ACK. */
export function scheduleProbe(draft: Draft, timeoutBegins: boolean): boolean {
  const { send, connection } = draft;
  const { config, agreed } = connection;
  const { state } = send.recovery;
  if (!config.tailLossProbe || !agreed.sack || send.packets === 0) return false;
  if (state !== 'open' && state !== 'reduced') return false;
  let span = send.srtt === null ? config.initialRto : 2 * send.srtt;
  if (send.srtt !== null) span += send.packets === 1 ? config.minRto : milliseconds(2);
  const left = timeoutBegins ? send.rto : timeoutLeft(send, draft.now);
  if (left > 0) span = Math.min(span, left);
  stop(draft, 'retransmission', 'loss-probe');
  stop(draft, 'reordering', 'loss-probe');
  start(draft, 'lossProbe', micros(span), 'loss-probe');
  return true;
}

/** The retransmission timer runs; what of the timeout has passed already under another timer counts. */
export function rearm(draft: Draft): void {
  const { send, timers } = draft;
  if (send.packets === 0) {
    stopAll(draft);
    return;
  }
  const other = timers.lossProbe !== null || timers.reordering !== null;
  const span = other ? Math.max(timeoutLeft(send, draft.now), 1) : send.rto;
  stop(draft, 'lossProbe', 'rto-restart');
  stop(draft, 'reordering', 'rto-restart');
  start(draft, 'retransmission', micros(span), timers.retransmission === null ? 'rto-start' : 'rto-restart');
}

export function stopAll(draft: Draft): void {
  stop(draft, 'retransmission', 'rto-stop');
  stop(draft, 'lossProbe', 'rto-stop');
  stop(draft, 'reordering', 'rto-stop');
}

/** The probe timer fires: something new if there is any, else the last segment again (RFC 8985 §7.3). */
export function onLossProbe(draft: Draft, sendNew: (draft: Draft) => boolean): void {
  expire(draft, 'lossProbe', 'loss-probe');
  if (draft.send.recovery.probeEnd === null) {
    let repeated = false;
    if (!sendNew(draft)) {
      repeated = draft.send.packets > 0;
      if (repeated) resend(draft, lastNumber(draft.send), 'loss-probe', false);
    }
    const r = recovering(draft);
    r.probeResent = repeated;
    r.probeEnd = offsetAt(draft.send, draft.send.nxt);
  }
  stop(draft, 'lossProbe', 'loss-probe');
  start(draft, 'retransmission', draft.send.rto, 'rto-start');
}

function lastNumber(send: SendRecord): number {
  let number = send.nextSent - 1;
  while (number > send.firstSent && getTable(send.sent, number) === undefined) number--;
  return number;
}

/** What an acknowledgement says of a probe that is out (RFC 8985 §7.4; Linux's tcp_process_tlp_ack). */
export function takeProbeAnswer(draft: Draft, ack: number, told: Told): void {
  const { probeEnd, probeResent } = draft.send.recovery;
  if (probeEnd === null || ack < probeEnd) return;
  if (!probeResent || told.probeReport) {
    recovering(draft).probeEnd = null;
  } else if (ack > probeEnd) {
    // Only the probe can have filled a gap: there was a loss, and the window pays for it.
    beginReduction(draft);
    recovering(draft).state = 'reduced';
    endReduction(draft);
    keepOpen(draft);
  } else if (!told.advanced && !told.notDuplicate && !told.sacked) {
    recovering(draft).probeEnd = null;
  }
}
