import { getTable } from '../base/table.ts';
import { micros, milliseconds } from '../base/time.ts';
import { start, stop } from './alarm.ts';
import type { Sent } from './control-block.ts';
import { copyOfSent } from './copies.ts';
import type { Draft } from './draft.ts';
import { changeSent, recovering, sending } from './working.ts';

/** Counts a segment, or the repeat of it that is on its way, as lost (Linux's tcp_mark_skb_lost). */
export function markLost(draft: Draft, number: number, sent: Sent): void {
  if (sent.sacked || (sent.lost && !sent.resent)) return;
  const send = sending(draft);
  if (!sent.lost) send.lost++;
  if (sent.resent) send.resent--;
  const marked = copyOfSent(sent);
  marked.lost = true;
  marked.resent = false;
  changeSent(draft, number, marked);
  if (number < send.hint) send.hint = number;
}

/** How long a segment may be late before it counts as lost (RFC 8985 §6.2, step 4; Linux's tcp_rack_reo_wnd). */
function lateness({ send }: Draft): number {
  const { recovery } = send;
  if (!recovery.reorderingSeen) {
    if (recovery.state === 'recovery' || recovery.state === 'loss') return 0;
    if (send.sacked >= recovery.duplicates) return 0;
  }
  return Math.min((recovery.minRtt / 4) * recovery.patience, (send.srtt ?? 0) / 8);
}

/** How long until a segment sent at this moment counts as lost, the newest delivered one being what it is. */
export const remaining = (draft: Draft, sent: Sent, late: number): number =>
  draft.send.recovery.newestRtt + late - (draft.now - sent.sentAt);

/** RACK: what left before the newest delivered segment, and long enough ago, is lost. Answers how long to wait for the rest; 0: no need. */
export function detect(draft: Draft): number {
  const late = lateness(draft);
  const { newestOrder } = draft.send.recovery;
  const { firstSent, nextSent } = draft.send;
  let wait = 0;
  for (let number = firstSent; number < nextSent; number++) {
    const sent = getTable(draft.send.sent, number);
    if (sent === undefined || sent.sacked || (sent.lost && !sent.resent)) continue;
    if (sent.order >= newestOrder) {
      if (sent.everResent) continue;
      // What follows left still later.
      break;
    }
    const left = remaining(draft, sent, late);
    if (left <= 0) markLost(draft, number, sent);
    else wait = Math.max(wait, left);
  }
  return wait;
}

/** Marks what an acknowledgement shows to be lost; true when the reordering timer took the place of the others. */
export function identifyLoss(draft: Draft, advanced: boolean): boolean {
  const { send, connection } = draft;
  if (send.packets === 0) return false;
  if (!connection.agreed.sack) {
    markOldest(draft, advanced);
    return false;
  }
  if (!send.recovery.newestIsNews) return false;
  recovering(draft).newestIsNews = false;
  const wait = detect(draft);
  if (wait === 0) return false;
  stop(draft, 'lossProbe', 'reordering-timer');
  stop(draft, 'retransmission', 'rto-stop');
  start(draft, 'reordering', micros(wait + milliseconds(2)), 'reordering-timer');
  return true;
}

/** NewReno: without SACK only the oldest segment can be told to be lost (RFC 6582). */
function markOldest(draft: Draft, advanced: boolean): void {
  const { send } = draft;
  const { state, duplicates } = send.recovery;
  const begins = state !== 'recovery' && state !== 'loss' && send.sacked >= duplicates;
  if (!begins && !(state === 'recovery' && advanced)) return;
  const sent = getTable(send.sent, send.firstSent);
  if (sent !== undefined && !sent.lost) markLost(draft, send.firstSent, sent);
}
