import { getTable } from '../base/table.ts';
import type { Recovery, Sent } from './control-block.ts';
import { currentThreshold, reducedThreshold, UNBOUNDED } from './congestion.ts';
import { copyOfSent } from './copies.ts';
import type { Draft } from './draft.ts';
import { identifyLoss } from './loss-detection.ts';
import { limitDuplicates, type Told } from './scoreboard.ts';
import { offsetAt } from './stream.ts';
import { changeSent, recovering, sending } from './working.ts';

/** What is to be sent once the window has moved: repeats, or first something new to find out whether the timeout was none. */
export type Repeat = 'none' | 'lost' | 'new-first';

const una = ({ send }: Draft): number => offsetAt(send, send.una);
const nxt = ({ send }: Draft): number => offsetAt(send, send.nxt);
const stateOf = ({ send }: Draft): Recovery['state'] => send.recovery.state;
const hasSack = (draft: Draft): boolean => draft.connection.agreed.sack;

/** What an acknowledgement means for the state of recovery (Linux's tcp_fastretrans_alert; RFC 6582, RFC 6675, RFC 8985). */
export function judge(draft: Draft, told: Told, duplicate: boolean): Repeat {
  const { send } = draft;
  if (send.packets === 0 && send.sacked > 0) sending(draft).sacked = 0;
  if (send.recovery.state === 'open') recovering(draft).resentAt = null;
  else if (una(draft) >= send.recovery.high && leave(draft)) return 'none';
  switch (draft.send.recovery.state) {
    case 'recovery':
      return inRecovery(draft, told, duplicate);
    case 'loss': {
      const repeat = inLoss(draft, told, duplicate);
      identify(draft, told);
      if (stateOf(draft) !== 'open' && !told.lostResent) return repeat;
      const next = usual(draft, told, duplicate);
      return next === 'none' ? repeat : next;
    }
    default:
      return usual(draft, told, duplicate);
  }
}

/** Everything of the recovery is acknowledged. True: nothing more is to be done. */
function leave(draft: Draft): boolean {
  const { state, high } = draft.send.recovery;
  if (state === 'reduced') {
    if (una(draft) !== high) {
      endReduction(draft);
      recovering(draft).state = 'open';
    }
  } else if (state === 'recovery') {
    if (!hasSack(draft)) sending(draft).sacked = 0;
    if (undoRecovery(draft)) return true;
    endReduction(draft);
  }
  return false;
}

function identify(draft: Draft, told: Told): void {
  const { resent } = draft.send;
  if (identifyLoss(draft, told.advanced)) told.setTimer = false;
  if (draft.send.resent < resent) told.lostResent = true;
}

function usual(draft: Draft, told: Told, duplicate: boolean): Repeat {
  if (!hasSack(draft)) {
    if (told.advanced) sending(draft).sacked = 0;
    addDuplicate(draft, told, duplicate);
  }
  const { state } = draft.send.recovery;
  if (state === 'open' || state === 'disorder') undoByReports(draft);
  identify(draft, told);
  if (draft.send.lost === 0) {
    tryToOpen(draft);
    return 'none';
  }
  enterRecovery(draft);
  return 'lost';
}

function inRecovery(draft: Draft, told: Told, duplicate: boolean): Repeat {
  if (!told.advanced) {
    if (!hasSack(draft)) addDuplicate(draft, told, duplicate);
  } else if (undoPartly(draft)) {
    return 'none';
  }
  if (undoByReports(draft)) tryToOpen(draft);
  identify(draft, told);
  if (draft.send.recovery.state !== 'recovery') {
    if (draft.send.lost === 0) return 'none';
    enterRecovery(draft);
  }
  return 'lost';
}

/** After a timeout (Linux's tcp_process_loss; F-RTO, RFC 5682). */
function inLoss(draft: Draft, told: Told, duplicate: boolean): Repeat {
  const recovered = una(draft) >= draft.send.recovery.high;
  if (told.advanced && undoLoss(draft, false)) return 'none';
  if (draft.send.recovery.frto) {
    if (told.original && undoLoss(draft, true)) return 'none';
    if (nxt(draft) > draft.send.recovery.high) {
      if (told.sacked || duplicate) recovering(draft).frto = false;
    } else if (told.advanced && !recovered) {
      recovering(draft).high = nxt(draft);
      const { send } = draft;
      if (send.written > nxt(draft) && una(draft) + send.wnd > nxt(draft)) return 'new-first';
      recovering(draft).frto = false;
    }
  }
  if (recovered) {
    undoRecovery(draft);
    return 'none';
  }
  if (!hasSack(draft)) {
    if (nxt(draft) > draft.send.recovery.high && duplicate) addDuplicate(draft, told, true);
    else if (told.advanced) sending(draft).sacked = 0;
  }
  return 'lost';
}

/** Without SACK each duplicate acknowledgement stands for a segment that has arrived (RFC 5681 §3.2). */
function addDuplicate(draft: Draft, told: Told, duplicate: boolean): void {
  if (!duplicate) return;
  const { sacked } = draft.send;
  sending(draft).sacked++;
  limitDuplicates(draft, 0);
  told.delivered += Math.max(0, draft.send.sacked - sacked);
}

function tryToOpen(draft: Draft): void {
  if (!anyRepeated(draft)) recovering(draft).resentAt = null;
  if (draft.send.recovery.state !== 'reduced') keepOpen(draft);
}

export function keepOpen(draft: Draft): void {
  const { send } = draft;
  const r = recovering(draft);
  const state = send.sacked + send.lost > 0 || anyRepeated(draft) ? 'disorder' : 'open';
  if (r.state === state) return;
  r.state = state;
  r.high = nxt(draft);
}

/** Repeats are on their way, or the oldest segment was repeated. */
function anyRepeated({ send }: Draft): boolean {
  if (send.resent > 0) return true;
  return send.packets > 0 && getTable(send.sent, send.firstSent)?.everResent === true;
}

/** The window begins to shrink to half, in proportion to what arrives. */
export function beginReduction(draft: Draft): void {
  const ssthresh = reducedThreshold(draft);
  const r = recovering(draft);
  r.high = nxt(draft);
  r.probeEnd = null;
  r.count = 0;
  r.priorWindow = r.cwnd;
  r.delivered = 0;
  r.sentMeanwhile = 0;
  r.ssthresh = ssthresh;
}

export function endReduction(draft: Draft): void {
  const r = recovering(draft);
  if (r.ssthresh >= UNBOUNDED || (r.state !== 'reduced' && r.undoFrom === null)) return;
  r.cwnd = r.ssthresh;
  r.stamp = draft.now;
}

export function beginUndo(draft: Draft): void {
  const r = recovering(draft);
  r.undoFrom = una(draft);
  r.undoResent = draft.send.resent > 0 ? draft.send.resent : -1;
}

export function enterRecovery(draft: Draft): void {
  const r = recovering(draft);
  if (!anyRepeated(draft)) r.resentAt = null;
  r.priorThreshold = 0;
  beginUndo(draft);
  if (r.state !== 'reduced') {
    r.priorThreshold = currentThreshold(draft.send);
    beginReduction(draft);
  }
  recovering(draft).state = 'recovery';
}

/** What was repeated had arrived all the same: duplicate reports account for all repeats, or an echo is older than the first. */
function mayUndo(draft: Draft): boolean {
  const { undoFrom, undoResent } = draft.send.recovery;
  return undoFrom !== null && (undoResent === 0 || wasDelayed(draft));
}

function wasDelayed(draft: Draft): boolean {
  const { resentAt } = draft.send.recovery;
  // Nothing was repeated yet; but without SACK that is forgotten while the old state is held.
  if (resentAt === null) return hasSack(draft) || una(draft) < draft.send.recovery.high;
  return draft.echo !== null && draft.echo < Math.floor(resentAt / 1000);
}

function undo(draft: Draft, unmark: boolean): void {
  if (unmark) unmarkAll(draft);
  const r = recovering(draft);
  if (r.priorThreshold > 0) {
    r.cwnd = Math.max(r.cwnd, r.priorWindow);
    r.ssthresh = Math.max(r.ssthresh, r.priorThreshold);
  }
  r.stamp = draft.now;
  r.undoFrom = null;
  r.newestIsNews = true;
}

function unmarkAll(draft: Draft): void {
  const { firstSent, nextSent, lost } = draft.send;
  if (lost === 0) return;
  for (let number = firstSent; number < nextSent; number++) {
    const sent: Sent | undefined = getTable(draft.send.sent, number);
    if (sent?.lost !== true) continue;
    const found = copyOfSent(sent);
    found.lost = false;
    changeSent(draft, number, found);
  }
  sending(draft).lost = 0;
}

/** Without SACK the old state holds until something above its end is acknowledged: late duplicates must not begin anew. */
function holdsState(draft: Draft): boolean {
  if (hasSack(draft) || una(draft) !== draft.send.recovery.high) return false;
  const r = recovering(draft);
  if (!anyRepeated(draft)) r.resentAt = null;
  return true;
}

function undoRecovery(draft: Draft): boolean {
  if (mayUndo(draft)) undo(draft, false);
  if (holdsState(draft)) return true;
  recovering(draft).state = 'open';
  return false;
}

function undoLoss(draft: Draft, byFrto: boolean): boolean {
  if (!byFrto && !mayUndo(draft)) return false;
  undo(draft, true);
  sending(draft).retries = 0;
  if (holdsState(draft)) return true;
  if (byFrto || hasSack(draft)) recovering(draft).state = 'open';
  return true;
}

function undoPartly(draft: Draft): boolean {
  const { recovery, resent } = draft.send;
  if (recovery.undoFrom === null || !wasDelayed(draft)) return false;
  recovering(draft).reorderingSeen = true;
  if (resent > 0) return true;
  if (!anyRepeated(draft)) recovering(draft).resentAt = null;
  undo(draft, true);
  keepOpen(draft);
  return false;
}

function undoByReports(draft: Draft): boolean {
  const { undoFrom, undoResent } = draft.send.recovery;
  if (undoFrom === null || undoResent !== 0) return false;
  undo(draft, false);
  return true;
}
