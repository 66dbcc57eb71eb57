import { getTable, removeTable, setTable } from '../base/table.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Sent } from './control-block.ts';
import { copyOfSent } from './copies.ts';
import type { Draft } from './draft.ts';
import { controlBits, emit } from './emit.ts';
import { textRoom } from './sack-blocks.ts';
import { cutText } from './send-buffer.ts';
import { offsetAt, sequenceAt } from './stream.ts';
import { changeSent, inFlight, recovering, sending } from './working.ts';

/**
 * Sends a segment again: joined with short ones after it as far as one segment takes them (Linux's tcp_retrans_try_collapse), or
 * cut where it has become too long for one.
 */
export function resend(draft: Draft, number: number, rule: TcpRule, counts: boolean): void {
  const first = getTable(draft.send.sent, number);
  if (first === undefined) return;
  const mss = textRoom(draft);
  const long = Math.min(first.to, draft.send.written) - first.from > mss;
  const sent = long ? cut(draft, number, first, mss) : join(draft, number, first, mss);
  const { send } = draft;
  const fin = sent.to > send.written;
  const length = Math.min(sent.to, send.written) - sent.from;
  const seq = sequenceAt(send, sent.from);
  const text = length > 0 ? cutText(send, Math.max(sent.chunk, send.firstChunk), sent.from, length) : null;
  emit(draft, rule, controlBits(fin, text?.endsWrite ?? false), seq, text?.bytes, seq);
  const again = copyOfSent(sent);
  again.sentAt = draft.now;
  again.order = recovering(draft).transmissions++;
  again.everResent = true;
  if (counts) again.resent = true;
  changeSent(draft, number, again);
  if (!counts) return;
  if (!sent.resent) sending(draft).resent++;
  const r = recovering(draft);
  r.undoResent = Math.max(r.undoResent, 0) + 1;
  r.resentAt ??= draft.now;
}

/** The rest becomes a segment of its own, and those behind it move up. */
function cut(draft: Draft, number: number, whole: Sent, mss: number): Sent {
  const send = sending(draft);
  const to = whole.from + mss;
  for (let at = send.nextSent - 1; at > number; at--) {
    const moved = getTable(send.sent, at);
    if (moved === undefined) continue;
    send.sent = setTable(removeTable(send.sent, at), at + 1, moved);
  }
  const rest = copyOfSent(whole);
  rest.from = to;
  send.sent = setTable(send.sent, number + 1, rest);
  send.nextSent++;
  send.packets++;
  if (send.hint > number) send.hint++;
  if (whole.lost) send.lost++;
  if (whole.resent) send.resent++;
  const first = copyOfSent(whole);
  first.to = to;
  return first;
}

function join(draft: Draft, number: number, first: Sent, mss: number): Sent {
  const joined = copyOfSent(first);
  const { written } = draft.send;
  for (let at = number + 1; at < draft.send.nextSent; at++) {
    const room = mss - (Math.min(joined.to, written) - joined.from);
    if (room <= 0) break;
    const next = getTable(draft.send.sent, at);
    if (next === undefined) continue;
    if (next.sacked || Math.min(next.to, written) - next.from > room) break;
    if (offsetAt(draft.send, draft.send.una) + draft.send.wnd < next.to) break;
    const send = sending(draft);
    send.packets--;
    if (next.lost) send.lost--;
    if (next.resent) send.resent--;
    send.sent = removeTable(send.sent, at);
    joined.to = next.to;
    if (next.everResent) joined.everResent = true;
  }
  return joined;
}

/** Repeats what counts as lost, as far as the congestion window allows (Linux's tcp_xmit_retransmit_queue). True: the oldest went. */
export function resendLost(draft: Draft, rule: TcpRule): boolean {
  const none = draft.connection.config.congestionControl === 'none';
  let oldest = false;
  const { firstSent } = draft.send;
  let from: number | null = null;
  for (let number = Math.max(draft.send.hint, firstSent); number < draft.send.nextSent; number++) {
    if (draft.send.resent >= draft.send.lost) break;
    if (none ? draft.send.resent > 0 : draft.send.recovery.cwnd <= inFlight(draft.send)) {
      from ??= number;
      break;
    }
    const sent = getTable(draft.send.sent, number);
    if (sent === undefined || !sent.lost || sent.resent) continue;
    resend(draft, number, rule, true);
    const { state } = draft.send.recovery;
    if (state === 'reduced' || state === 'recovery') recovering(draft).sentMeanwhile++;
    if (number === draft.send.firstSent) oldest = true;
    from = number + 1;
  }
  if (from !== null) sending(draft).hint = from;
  return oldest;
}
