import type { Micros } from '../base/time.ts';
import { micros } from '../base/time.ts';
import { getTable, removeTable } from '../base/table.ts';
import type { Segment } from '../wire/segment.ts';
import type { Sent } from './control-block.ts';
import { copyOfSent } from './copies.ts';
import type { Draft } from './draft.ts';
import { offsetAt } from './stream.ts';
import { changeSent, recovering, sending } from './working.ts';

/** What one acknowledgement told. */
export interface Told {
  /** Stream offset just after the highest byte known to have arrived before this acknowledgement. */
  readonly highestBefore: number;
  /** SND.UNA moved. */
  advanced: boolean;
  /** Sent text or a FIN was acknowledged for the first time, cumulatively or selectively. */
  acked: boolean;
  sacked: boolean;
  /** Something never repeated was newly acknowledged, sent before the present recovery began. */
  original: boolean;
  resentAcked: boolean;
  duplicateReport: boolean;
  probeReport: boolean;
  /** The window or the text in the segment shows that it is no mere duplicate. */
  notDuplicate: boolean;
  delivered: number;
  lostResent: boolean;
  /** Part of a segment was acknowledged. */
  trimmed: boolean;
  setTimer: boolean;
  firstSentAt: Micros | null;
  lastSentAt: Micros | null;
  firstSackedAt: Micros | null;
  /** Lowest never-repeated offset newly acknowledged below what was known to have arrived. */
  reordered: number | null;
}

export const nothingTold = (highestBefore: number): Told => ({
  highestBefore,
  advanced: false,
  acked: false,
  sacked: false,
  original: false,
  resentAcked: false,
  duplicateReport: false,
  probeReport: false,
  notDuplicate: false,
  delivered: 0,
  lostResent: false,
  trimmed: false,
  setTimer: false,
  firstSentAt: null,
  lastSentAt: null,
  firstSackedAt: null,
  reordered: null,
});

/** Notes a delivered transmission when it is the newest so far (RFC 8985 §6.2, step 2). */
function noteDelivered(draft: Draft, { everResent, sentAt, order }: Sent): void {
  const rtt = micros(draft.now - sentAt);
  const now = draft.send.recovery;
  if (rtt < now.minRtt && everResent) return;
  const recovery = recovering(draft);
  recovery.newestIsNews = true;
  recovery.newestRtt = rtt;
  if (order > recovery.newestOrder) {
    recovery.newestAt = sentAt;
    recovery.newestOrder = order;
  }
}

/** The SACK option (RFC 2018), and in its first block perhaps a report of what came twice (RFC 2883). */
export function takeSacks(draft: Draft, segment: Segment, told: Told): void {
  const blocks = segment.options.sack;
  if (blocks === null || blocks.length === 0) return;
  const ranges = blocks.map(([left, right]) => ({ from: offsetAt(draft.send, left), to: offsetAt(draft.send, right) }));
  const ack = offsetAt(draft.send, segment.ack);
  const [first, second] = ranges;
  if (
    first !== undefined &&
    (first.from < ack || (second !== undefined && first.from >= second.from && first.to <= second.to))
  ) {
    ranges.shift();
    takeDuplicateReport(draft, first.from, first.to, told);
  }
  for (const { from, to } of ranges) mark(draft, from, to, told);
}

function takeDuplicateReport(draft: Draft, from: number, to: number, told: Told): void {
  const { recovery } = draft.send;
  told.duplicateReport = true;
  if (recovery.probeEnd !== null && to === recovery.probeEnd) told.probeReport = true;
  const r = recovering(draft);
  r.reorderingSeen = true;
  if (r.undoFrom !== null && r.undoResent > 0 && from >= r.undoFrom) {
    r.undoResent = Math.max(0, r.undoResent - Math.max(1, Math.ceil((to - from) / draft.send.mss)));
  }
}

function mark(draft: Draft, from: number, to: number, told: Told): void {
  const { firstSent, nextSent } = draft.send;
  for (let number = firstHolding(draft, from, firstSent, nextSent); number < nextSent; number++) {
    const sent = getTable(draft.send.sent, number);
    if (sent === undefined) continue;
    if (sent.from >= to) break;
    if (sent.sacked || sent.from < from || sent.to > to) continue;
    noteDelivered(draft, sent);
    const { recovery } = draft.send;
    if (!sent.everResent) {
      if (sent.from < recovery.highestSacked) told.reordered = Math.min(told.reordered ?? sent.from, sent.from);
      if (sent.to <= recovery.high) told.original = true;
      told.firstSackedAt ??= sent.sentAt;
      told.lastSentAt = sent.sentAt;
    }
    const send = sending(draft);
    send.sacked++;
    if (sent.lost) send.lost--;
    if (sent.resent) send.resent--;
    const marked = copyOfSent(sent);
    marked.sacked = true;
    marked.lost = false;
    marked.resent = false;
    changeSent(draft, number, marked);
    if (sent.to > recovery.highestSacked) recovering(draft).highestSacked = sent.to;
    told.sacked = true;
    told.delivered++;
  }
}

/** The segments lie in the order of their offsets: the first that may hold `offset`. */
function firstHolding(draft: Draft, offset: number, low: number, high: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >> 1;
    // One that was joined to its predecessor is missing: look at the ones before it.
    let at = middle;
    let sent = getTable(draft.send.sent, at);
    while (sent === undefined && at > from) sent = getTable(draft.send.sent, --at);
    if (sent === undefined || sent.to <= offset) from = middle + 1;
    else to = at;
  }
  return from;
}

/** Takes what is acknowledged out of the queue (Linux's tcp_clean_rtx_queue). */
export function clean(draft: Draft, una: number, told: Told): void {
  const before = told.highestBefore;
  const hasSack = draft.connection.agreed.sack;
  const packets = draft.send.packets;
  while (draft.send.firstSent < draft.send.nextSent) {
    const number = draft.send.firstSent;
    const sent = getTable(draft.send.sent, number);
    if (sent !== undefined) {
      if (sent.to > una) {
        if (sent.from < una) {
          const rest = copyOfSent(sent);
          rest.from = una;
          rest.chunk = draft.send.firstChunk;
          changeSent(draft, number, rest);
          told.trimmed = true;
        }
        break;
      }
      if (sent.everResent) {
        told.resentAcked = true;
      } else if (!sent.sacked) {
        told.lastSentAt = sent.sentAt;
        told.firstSentAt ??= sent.sentAt;
        if (sent.to <= draft.send.recovery.high) told.original = true;
        if (sent.from < before) told.reordered = Math.min(told.reordered ?? sent.from, sent.from);
      }
      const send = sending(draft);
      if (sent.resent) send.resent--;
      if (sent.sacked) send.sacked--;
      else if (hasSack) {
        told.delivered++;
        noteDelivered(draft, sent);
      }
      if (sent.lost) send.lost--;
      send.packets--;
      send.sent = removeTable(send.sent, number, draft.own);
      told.acked = true;
    }
    sending(draft).firstSent++;
  }
  if (draft.send.hint < draft.send.firstSent) sending(draft).hint = draft.send.firstSent;
  if (!hasSack) eatDuplicates(draft, packets - draft.send.packets, told);
}

/** Without SACK: one of the segments acknowledged filled the hole, the others the duplicates had stood for (Linux's tcp_remove_reno_sacks). */
function eatDuplicates(draft: Draft, acked: number, told: Told): void {
  if (acked > 0) {
    const { sacked } = draft.send;
    told.delivered += Math.max(acked - sacked, 1);
    if (sacked > 0) sending(draft).sacked = Math.max(0, sacked - (acked - 1));
    limitDuplicates(draft, acked);
  }
  // Whether it was the first transmission that arrived cannot be told.
  if (told.resentAcked) told.original = false;
}

/** Duplicates cannot stand for more segments than are out beside the hole; if they do, segments overtake one another here. */
export function limitDuplicates(draft: Draft, acked: number): void {
  const { packets, sacked, lost } = draft.send;
  const holes = Math.min(Math.max(lost, 1), packets);
  if (sacked + holes <= packets) return;
  sending(draft).sacked = packets - holes;
  const r = recovering(draft);
  r.duplicates = Math.min(300, packets + acked);
  r.reorderingSeen = true;
}
