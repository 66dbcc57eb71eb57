import { emptyTable, getTable, setTable } from '../base/table.ts';
import { currentThreshold } from './congestion.ts';
import type { Sent } from './control-block.ts';
import type { Draft } from './draft.ts';
import { markLost } from './loss-detection.ts';
import { resendLost } from './resend.ts';
import { cutText } from './send-buffer.ts';
import { offsetAt } from './stream.ts';
import { recovering, sending } from './working.ts';

/** IPv4 and TCP headers without options. */
const HEADERS = 40;
const TIMESTAMPS_LENGTH = 12;

/**
 * A router passes only packets of `mtu` bytes (RFC 1191): segments become smaller, and those under way that were too large
 * go again in pieces. That is no sign of congestion, so the window stays (Linux's tcp_simple_retransmit).
 */
export function lowerPathMtu(draft: Draft, mtu: number): void {
  const mss = mtu - HEADERS - (draft.connection.agreed.timestamps ? TIMESTAMPS_LENGTH : 0);
  if (mss >= draft.send.mss) return;
  draft.notes.push({
    at: draft.now,
    host: draft.host,
    socket: draft.socket,
    kind: 'segment-size',
    rule: 'path-mtu-lowered',
    bytes: mss,
  });
  sending(draft).mss = mss;
  const tooLarge = split(draft, mss);
  if (tooLarge.length === 0) return;
  for (const number of tooLarge) markLost(draft, number, getTable(draft.send.sent, number) as Sent);
  const threshold = currentThreshold(draft.send);
  const r = recovering(draft);
  if (r.state !== 'loss') {
    r.state = 'loss';
    r.ssthresh = threshold;
    r.high = offsetAt(draft.send, draft.send.nxt);
    r.priorThreshold = 0;
    r.undoFrom = null;
    r.frto = false;
  }
  resendLost(draft, 'path-mtu-lowered');
}

/** Cuts what was sent into pieces of at most `mss` bytes, numbered anew; answers the numbers of those that were cut. */
function split(draft: Draft, mss: number): number[] {
  const { firstSent, nextSent, written } = draft.send;
  const cut: number[] = [];
  let sents = emptyTable<Sent>();
  let number = firstSent;
  const put = (sent: Sent): void => {
    sents = setTable(sents, number++, sent);
  };
  for (let at = firstSent; at < nextSent; at++) {
    let rest = getTable(draft.send.sent, at);
    if (rest === undefined) continue;
    const whole = Math.min(rest.to, written) - rest.from <= mss;
    while (Math.min(rest.to, written) - rest.from > mss) {
      const { cursor } = cutText(draft.send, rest.chunk, rest.from, mss);
      cut.push(number);
      put({ ...rest, to: rest.from + mss });
      rest = { ...rest, from: rest.from + mss, chunk: cursor };
    }
    if (!whole) cut.push(number);
    put(rest);
  }
  const all = Array.from({ length: number - firstSent }, (_, index) => getTable(sents, firstSent + index) as Sent);
  const count = (test: (sent: Sent) => boolean): number => all.filter(test).length;
  const send = sending(draft);
  send.sent = sents;
  send.nextSent = number;
  send.packets = all.length;
  // Without SACK the number counts duplicate acknowledgements, and no segment is marked.
  if (draft.connection.agreed.sack) send.sacked = count(({ sacked }) => sacked);
  send.lost = count(({ lost }) => lost);
  send.resent = count(({ resent }) => resent);
  send.hint = firstSent;
  return cut;
}
