import { getTable } from '../base/table.ts';
import { micros } from '../base/time.ts';
import type { Segment } from '../wire/segment.ts';
import { advance, isAfter, isAtOrBefore, isBefore } from '../wire/sequence-number.ts';
import { start } from './alarm.ts';
import { challenge } from './challenge.ts';
import { timestampAt } from './clock.ts';
import { control, restartAfterIdle } from './congestion.ts';
import type { SendRecord } from './control-block.ts';
import type { Draft } from './draft.ts';
import { discard } from './draft.ts';
import { rearm, scheduleProbe, stopAll, takeProbeAnswer } from './loss-probe.ts';
import { persistInterval } from './persist-interval.ts';
import { judge, type Repeat } from './recovery.ts';
import { resendLost } from './resend.ts';
import { takeSample } from './rtt.ts';
import { clean, nothingTold, takeSacks, type Told } from './scoreboard.ts';
import { dropAcknowledged } from './send-buffer.ts';
import { offsetAt } from './stream.ts';
import { transmit } from './transmit.ts';
import { connecting, recovering, sending } from './working.ts';

/**
 * The ACK field in a synchronised state (RFC 9293 §3.10.7.4, fifth). False: the segment goes no further.
 */
export function takeAcknowledgement(draft: Draft, segment: Segment): boolean {
  const { send, connection } = draft;
  const { ack, options } = segment;
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
  if (connection.warning !== null) connecting(draft).warning = null;
  draft.echo = connection.agreed.timestamps && options.timestamps !== null ? options.timestamps.echo : null;
  const advances = isAfter(ack, send.una);
  if (!advances && repeatsItself(draft, segment)) discard(draft, 'ack-duplicate');
  const hadPackets = send.packets > 0;
  if (!hadPackets && !advances && options.sack === null) {
    // Nothing was to be acknowledged: text of the peer alone, as a rule.
    takeWindow(draft, segment);
    postponeProbe(draft);
    return true;
  }
  const told = nothingTold(send.recovery.highestSacked);
  told.advanced = advances;
  const overtaken = isBefore(ack, send.una);
  told.notDuplicate = takeWindow(draft, segment) || segment.payload.length > 0 || segment.flags.fin;
  if (connection.agreed.sack) takeSacks(draft, segment, told);
  if (told.advanced) advanceUna(draft, segment, told);
  if (hadPackets) conclude(draft, segment, told, overtaken);
  else if (told.advanced) afterHandshakeAck(draft);
  else if (told.duplicateReport) judge(draft, told, false);
  if (!hadPackets) postponeProbe(draft);
  return true;
}

/** The peer is there and its window is still shut: the next probe counts from now (Linux's tcp_ack_probe). */
function postponeProbe(draft: Draft): void {
  const { send, timers, connection } = draft;
  if (timers.persist === null || send.packets > 0) return;
  const room = offsetAt(send, send.una) + send.wnd - offsetAt(send, send.nxt);
  if (room >= Math.min(send.mss, send.written - offsetAt(send, send.nxt))) return;
  start(draft, 'persist', persistInterval(send, connection, draft.now), 'send-window-closed');
}

/** What one acknowledgement leads to, in the order of Linux's tcp_ack. */
function conclude(draft: Draft, segment: Segment, told: Told, overtaken: boolean): void {
  if (overtaken && !told.sacked && !told.duplicateReport) return;
  const lostBefore = draft.send.lost;
  if (!overtaken) measure(draft, told);
  noteReordering(draft, told);
  const ack = offsetAt(draft.send, segment.ack);
  if (draft.send.recovery.probeEnd !== null && !overtaken) takeProbeAnswer(draft, ack, told);
  const notDuplicate = told.notDuplicate || told.acked;
  const alert = told.sacked || told.duplicateReport;
  let repeat: Repeat = 'none';
  if (!notDuplicate || alert || draft.send.recovery.state !== 'open') {
    const duplicate = !told.advanced && !notDuplicate && !told.duplicateReport && !overtaken;
    repeat = judge(draft, told, duplicate);
  }
  if (draft.send.packets === 0) stopAll(draft);
  else if (told.setTimer && !scheduleProbe(draft, true)) rearm(draft);
  control(draft, told, draft.send.lost > lostBefore);
  repeatAsTold(draft, repeat);
}

function repeatAsTold(draft: Draft, repeat: Repeat): void {
  if (repeat === 'none') return;
  if (repeat === 'new-first') {
    const before = offsetAt(draft.send, draft.send.nxt);
    transmit(draft, 'pushing');
    if (offsetAt(draft.send, draft.send.nxt) > before) return;
    recovering(draft).frto = false;
  }
  const { state } = draft.send.recovery;
  const rule = state === 'loss' ? 'resend-after-timeout' : draft.repairing ? 'resend-in-recovery' : 'fast-retransmit';
  if (resendLost(draft, rule) && draft.timers.reordering === null) {
    stopProbeAndRestart(draft);
  }
}

function stopProbeAndRestart(draft: Draft): void {
  stopAll(draft);
  rearm(draft);
}

/** Round trips: of the first segment newly acknowledged, or of the echo of its timestamp (RFC 6298 §3, RFC 7323 §4.2). */
function measure(draft: Draft, told: Told): void {
  const { now, echo } = draft;
  if (told.acked || told.trimmed) told.setTimer = true;
  let sample: number | null = null;
  let latest: number | null = null;
  if (told.firstSentAt !== null && !told.resentAcked) {
    sample = now - told.firstSentAt;
    latest = now - (told.lastSentAt ?? told.firstSentAt);
  } else if (told.firstSackedAt !== null) {
    sample = now - told.firstSackedAt;
    latest = now - (told.lastSentAt ?? told.firstSackedAt);
  } else if (told.acked && echo !== null && echo > 0) {
    sample = Math.max(1, (timestampAt(now) - echo) | 0) * 1000;
    latest = sample;
  }
  if (sample === null || latest === null) return;
  takeSample(draft, micros(sample), micros(latest), offsetAt(draft.send, draft.send.una));
  if (told.acked || told.firstSackedAt === null || told.firstSentAt !== null) return;
  const oldest = draft.send.packets > 0 ? getTable(draft.send.sent, draft.send.firstSent) : undefined;
  if (oldest !== undefined && told.firstSackedAt < oldest.sentAt) return;
  if (oldest !== undefined && now - told.firstSackedAt > now - oldest.sentAt) told.setTimer = true;
}

/** Something never repeated filled a gap below what had arrived already: the network reorders (RFC 8985 §6.2, step 3). */
function noteReordering(draft: Draft, told: Told): void {
  const { recovery, mss } = draft.send;
  if (told.reordered === null || !draft.connection.agreed.sack) return;
  const span = Math.floor((recovery.highestSacked - told.reordered + mss - 1) / mss);
  const r = recovering(draft);
  r.reorderingSeen = true;
  r.duplicates = Math.min(300, Math.max(r.duplicates, span));
}

/** Our SYN is acknowledged. */
function afterHandshakeAck(draft: Draft): void {
  const { now, echo } = draft;
  const { synSentAt } = draft.before.send;
  sending(draft).synSentAt = null;
  recovering(draft).resentAt = null;
  if (synSentAt !== null) takeSample(draft, micros(now - synSentAt), micros(now - synSentAt), 0);
  else if (echo !== null && echo > 0 && draft.before.send.una === draft.send.iss) {
    const sample = micros(Math.max(1, (timestampAt(now) - echo) | 0) * 1000);
    takeSample(draft, sample, sample, 0);
  }
  stopAll(draft);
}

/** The window that a segment announces, in bytes (RFC 7323 §2.3); that of a SYN is never scaled. */
const windowOf = ({ connection }: Draft, { window, flags }: Segment): number =>
  flags.syn ? window : window * (1 << connection.agreed.peerShift);

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

/** Takes the window; true when the segment brought one that may be news (Linux's tcp_may_update_window). */
function takeWindow(draft: Draft, segment: Segment): boolean {
  const { send } = draft;
  const { seq, ack } = segment;
  const window = windowOf(draft, segment);
  if (send.probes > 0) sending(draft).probes = 0;
  const news = isAfter(ack, send.una) || isAfter(seq, send.wl1) || (seq === send.wl1 && window !== send.wnd);
  if (!bringsWindow(send, segment) || (window === send.wnd && seq === send.wl1 && ack === send.wl2)) return news;
  // A window that opens after a pause is no reason for a burst (Linux's tcp_ack_update_window).
  if (window !== send.wnd && send.written > offsetAt(send, send.nxt)) restartAfterIdle(draft);
  const own = sending(draft);
  own.wnd = window;
  own.wl1 = seq;
  own.wl2 = ack;
  own.maxWindow = Math.max(own.maxWindow, window);
  return news;
}

/** SND.UNA moves to the ACK number: what lies before it leaves the buffer. */
function advanceUna(draft: Draft, segment: Segment, told: Told): void {
  const send = sending(draft);
  const { ack } = segment;
  const from = send.acknowledged;
  const offset = offsetAt(send, ack);
  const to = Math.max(from, Math.min(offset, send.written));
  dropAcknowledged(send, to);
  send.una = ack;
  send.acknowledged = to;
  send.retries = 0;
  send.probes = 0;
  if (to > from)
    draft.notes.push({
      at: draft.now,
      host: draft.host,
      socket: draft.socket,
      kind: 'acknowledged',
      rule: 'ack-advances',
      from,
      to,
    });
  clean(draft, offset, told);
}
