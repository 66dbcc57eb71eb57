import { micros } from '../base/time.ts';
import type { Segment } from '../wire/segment.ts';
import { advance, isAfter, isAtOrAfter, isAtOrBefore, isBefore } from '../wire/sequence-number.ts';
import { start, stop } from './alarm.ts';
import { challenge } from './challenge.ts';
import type { SendRecord } from './control-block.ts';
import type { Draft } from './draft.ts';
import { discard } from './draft.ts';
import { estimate } from './rtt.ts';
import { dropAcknowledged } from './send-buffer.ts';
import { offsetAt, outstanding } from './stream.ts';

/**
 * The ACK field in a synchronised state (RFC 9293 §3.10.7.4, fifth). False: the segment goes no further.
 */
export function takeAcknowledgement(draft: Draft, segment: Segment): boolean {
  const { send } = draft;
  const { ack } = segment;
  if (isAfter(ack, send.max)) {
    discard(draft, 'ack-unsent');
    challenge(draft, segment, 'ack-unsent');
    return false;
  }
  // RFC 5961 §5.2: nothing that old can still be on its way; somebody guesses.
  if (isBefore(ack, advance(send.una, -Math.max(send.maxWindow, 1)))) {
    discard(draft, 'ack-too-old');
    challenge(draft, segment, 'ack-too-old');
    return false;
  }
  const advances = isAfter(ack, send.una);
  if (!advances && repeatsItself(draft, segment)) discard(draft, 'ack-duplicate');
  if (advances) advanceUna(draft, segment);
  else takeWindow(draft, segment);
  return true;
}

/** The window that a segment announces, in bytes (RFC 7323 §2.3); that of a SYN is never scaled. */
const windowOf = ({ connection }: Draft, { window, flags }: Segment): number =>
  flags.syn ? window : window * 2 ** connection.agreed.peerShift;

/** It says nothing that was not known: no text, no FIN, no new ACK number, no new window. */
function repeatsItself(draft: Draft, segment: Segment): boolean {
  const { send } = draft;
  if (segment.payload.length > 0 || segment.flags.fin || segment.flags.syn) return false;
  return segment.ack !== send.una || windowOf(draft, segment) === send.wnd;
}

/**
 * SND.WND follows the newest segment (WL1) and the newest acknowledgement in it (WL2), so that one that was overtaken
 * on its way does not bring an old window back.
 */
function bringsWindow(send: SendRecord, { seq, ack }: Segment): boolean {
  if (isBefore(ack, send.una)) return false;
  return isBefore(send.wl1, seq) || (send.wl1 === seq && isAtOrBefore(send.wl2, ack));
}

function takeWindow(draft: Draft, segment: Segment): void {
  const { send } = draft;
  const { seq, ack } = segment;
  const window = windowOf(draft, segment);
  if (send.probes > 0) draft.send = { ...send, probes: 0 };
  if (!bringsWindow(send, segment) || (window === send.wnd && seq === send.wl1 && ack === send.wl2)) return;
  draft.send = { ...draft.send, wnd: window, wl1: seq, wl2: ack, maxWindow: Math.max(send.maxWindow, window) };
}

/** SND.UNA moves to the ACK number: what lies before it leaves the buffer, and the retransmission timer starts over. */
function advanceUna(draft: Draft, segment: Segment): void {
  const { send, connection } = draft;
  const { ack, seq } = segment;
  const window = windowOf(draft, segment);
  const from = send.acknowledged;
  const to = Math.max(from, Math.min(offsetAt(send, ack), send.written));
  const timed = send.timing !== null && isAtOrAfter(ack, send.timing.end);
  const kept = dropAcknowledged(send, to);
  const newer = bringsWindow(send, segment);
  let next: SendRecord = {
    ...send,
    chunks: kept.chunks,
    firstChunk: kept.firstChunk,
    cursor: kept.cursor,
    una: ack,
    nxt: isAfter(ack, send.nxt) ? ack : send.nxt,
    wnd: newer ? window : send.wnd,
    wl1: newer ? seq : send.wl1,
    wl2: newer ? ack : send.wl2,
    maxWindow: newer ? Math.max(send.maxWindow, window) : send.maxWindow,
    acknowledged: to,
    timing: timed ? null : send.timing,
    retries: 0,
    probes: 0,
  };
  if (to > from) draft.notes.push({ kind: 'acknowledged', rule: 'ack-advances', from, to });
  if (send.timing !== null && timed) {
    const sample = micros(draft.now - send.timing.sentAt);
    const estimated = estimate(send, connection.config, sample);
    next = { ...next, ...estimated };
    draft.notes.push({
      kind: 'rtt',
      rule: 'rtt-sample',
      sample,
      smoothed: estimated.srtt,
      rto: estimated.rto,
    });
  }
  draft.send = next;
  if (outstanding(next)) start(draft, 'retransmission', next.rto, 'rto-restart');
  else stop(draft, 'retransmission', 'rto-stop');
}
