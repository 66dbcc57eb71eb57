import { getTable } from '../base/table.ts';
import type { TcpConfig } from './config.ts';
import type { Connection, SendRecord } from './control-block.ts';
import { expire, start, stop } from './alarm.ts';
import { micros } from '../base/time.ts';
import { currentThreshold, reduce, reducedThreshold, UNBOUNDED } from './congestion.ts';
import { copyOfSent } from './copies.ts';
import type { Draft } from './draft.ts';
import { failUnanswered, vanish } from './draft.ts';
import { sendSyn, sendSynAck } from './handshake.ts';
import { detect, markLost, remaining } from './loss-detection.ts';
import { rearm } from './loss-probe.ts';
import { beginUndo, enterRecovery } from './recovery.ts';
import { resend, resendLost } from './resend.ts';
import { backedOff } from './rtt.ts';
import { offsetAt } from './stream.ts';
import { changeSent, inFlight, recovering, sending } from './working.ts';

/**
 * The retransmission timer fires (RFC 6298 §5.4 to §5.6): the oldest unacknowledged segment goes again, the timeout
 * doubles, and nothing is measured until new text is acknowledged (Karn).
 */
export function onRetransmission(draft: Draft): void {
  const { connection, send } = draft;
  expire(draft, 'retransmission', 'rto-expired');
  if (isOver(draft)) {
    giveUp(draft);
    return;
  }
  const handshake = send.una === send.iss;
  if (!handshake) enterLoss(draft);
  const own = sending(draft);
  own.retries = send.retries + 1;
  own.synSentAt = null;
  if (handshake) {
    if (connection.state === 'SYN-SENT') sendSyn(draft, 'rto-expired', send.iss);
    else sendSynAck(draft, 'rto-expired', send.iss);
  } else {
    resend(draft, draft.send.firstSent, 'rto-expired', true);
  }
  const { rto, retries } = draft.send;
  const next = growsLinearly(connection, retries) ? rto : backedOff(rto, connection.config);
  sending(draft).rto = next;
  start(draft, 'retransmission', untilGivenUp(draft, next), 'rto-expired');
}

/** The user timeout may come before the next repeat (RFC 5482). */
function untilGivenUp(draft: Draft, rto: SendRecord['rto']): SendRecord['rto'] {
  const { userTimeout } = draft.connection.config;
  const { resentAt } = draft.send.recovery;
  if (userTimeout === null || resentAt === null) return rto;
  return micros(Math.max(1, Math.min(rto, resentAt + userTimeout - draft.now)));
}

/** Everything under way counts as lost, and the window begins at one segment (RFC 5681 §3.1; Linux's tcp_enter_loss). */
function enterLoss(draft: Draft): void {
  const { recovery, retries } = draft.send;
  const { state } = recovery;
  const begins = state !== 'recovery' && state !== 'loss';
  markAllLost(draft);
  const una = offsetAt(draft.send, draft.send.una);
  if (state === 'open' || state === 'disorder' || recovery.high <= una || (state === 'loss' && retries === 0)) {
    const threshold = currentThreshold(draft.send);
    const ssthresh = reducedThreshold(draft);
    const r = recovering(draft);
    r.priorThreshold = threshold;
    r.priorWindow = r.cwnd;
    r.ssthresh = ssthresh;
    beginUndo(draft);
  }
  const r = recovering(draft);
  if (r.cwnd < UNBOUNDED) r.cwnd = inFlight(draft.send) + 1;
  r.count = 0;
  r.stamp = draft.now;
  r.state = 'loss';
  r.high = offsetAt(draft.send, draft.send.nxt);
  r.probeEnd = null;
  r.frto = draft.connection.config.congestionControl !== 'none' && (begins || retries > 0);
}

function markAllLost(draft: Draft): void {
  const { firstSent, nextSent } = draft.send;
  const head = getTable(draft.send.sent, firstSent);
  const reneges = head?.sacked === true;
  if (!draft.connection.agreed.sack) sending(draft).sacked = 0;
  for (let number = firstSent; number < nextSent; number++) {
    let sent = getTable(draft.send.sent, number);
    if (sent === undefined) continue;
    if (reneges && sent.sacked) {
      const reneged = copyOfSent(sent);
      reneged.sacked = false;
      changeSent(draft, number, reneged);
      sent = reneged;
      sending(draft).sacked--;
    } else if (number !== firstSent && draft.connection.agreed.sack && remaining(draft, sent, 0) > 0) {
      continue;
    }
    markLost(draft, number, sent);
  }
}

/** The reordering timer fires: what has not come by now is lost (RFC 8985 §6.3). */
export function onReordering(draft: Draft): void {
  expire(draft, 'reordering', 'reordering-timer');
  const before = inFlight(draft.send);
  detect(draft);
  if (inFlight(draft.send) !== before) {
    if (draft.send.recovery.state !== 'recovery') {
      enterRecovery(draft);
      reduce(draft, 1, false, false);
    }
    if (resendLost(draft, 'reordering-timer')) {
      stop(draft, 'retransmission', 'rto-restart');
      start(draft, 'retransmission', draft.send.rto, 'rto-restart');
    }
  }
  if (draft.timers.retransmission === null) rearm(draft);
}

/** Linux differs: the first SYN repeats come at even intervals (tcp(7), tcp_syn_linear_timeouts). */
const growsLinearly = (connection: Connection, retries: number): boolean =>
  connection.state === 'SYN-SENT' && retries <= connection.config.synLinearTimeouts;

/** Whether it has been tried often enough. Text: as long as so many repeats would take from a timeout of the least length on, as Linux counts. */
function isOver({ connection, send, now }: Draft): boolean {
  const { state, opening, orphaned, config } = connection;
  if (state === 'SYN-SENT') {
    return send.recovery.resentAt !== null && now - send.recovery.resentAt >= 0.995 * synSpan(config);
  }
  if (state === 'SYN-RECEIVED') {
    return send.retries >= (opening === 'passive' ? config.synAckRetries : config.synRetries);
  }
  const { resentAt } = send.recovery;
  if (resentAt === null || send.retries === 0) return false;
  const limit = orphaned ? config.orphanRetries : config.retries;
  if (config.userTimeout !== null) return now - resentAt >= config.userTimeout;
  if (config.minRtoBounds === 'rto') return send.retries >= limit;
  return now - resentAt >= 0.995 * spanOf(limit, config);
}

/** How long `repeats` repeats at doubling intervals take. */
function spanOf(repeats: number, { minRto, maxRto }: TcpConfig): number {
  const doublings = Math.min(repeats, Math.floor(Math.log2(maxRto / minRto)));
  return (2 ** (doublings + 1) - 1) * minRto + (repeats - doublings) * maxRto;
}

/** The time that so many repeats take when each interval is double the one before, whatever the intervals are. */
const synSpan = ({ synRetries, initialRto }: TcpConfig): number => (2 ** (synRetries + 1) - 1) * initialRto;

/** RFC 9293 §3.8.3, (d). A connection that nobody has been told of ends without a word. */
function giveUp(draft: Draft): void {
  const { state, opening, config } = draft.connection;
  const rule = config.userTimeout === null ? 'retransmission-limit' : 'user-timeout';
  if (state === 'SYN-RECEIVED' && opening === 'passive') vanish(draft, rule);
  else failUnanswered(draft, rule);
}
