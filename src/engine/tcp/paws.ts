import type { Segment } from '../wire/segment.ts';
import { segmentLength } from '../wire/segment.ts';
import { isAfter, isBefore } from '../wire/sequence-number.ts';
import { challenge } from './challenge.ts';
import { timestampAt } from './clock.ts';
import type { Connection } from './control-block.ts';
import type { Draft } from './draft.ts';
import { discard } from './draft.ts';
import { hurry } from './pace.ts';
import { reportTwice } from './sack-blocks.ts';
import { arrivalOffset } from './stream.ts';
import { restartTimeWait } from './time-wait.ts';
import { secondOf, ticksBehind } from './timestamp-age.ts';

/** Segments of neighbouring ticks of the peer's clock may overtake each other (Linux's TCP_PAWS_WINDOW). */
const TOLERATED_TICKS = 1;
/** For so many seconds a miniature of a connection does not obey an older reset (Linux's TCP_PAWS_MSL). */
const RESET_VALID = 60;
/** The peer's clock may run so much faster than one of milliseconds (Linux's tcp_tsval_replay). */
const FASTEST_CLOCK = 1.2;

/**
 * Protection against wrapped sequence numbers (RFC 7323 §5.3, R1): a segment whose timestamp is older than TS.Recent is a ghost, of
 * an earlier round of the sequence space even. It is dropped, and answered like any unacceptable one; a reset is exempt.
 *
 * Linux differs: a bare acknowledgement that reordering explains is taken, one from before RCV.NXT passed over.
 *
 * True: the segment goes no further.
 */
export function refusesAsOld(draft: Draft, segment: Segment): boolean {
  const { timestamps } = segment.options;
  const { connection, receive } = draft;
  if (timestamps === null || !connection.agreed.timestamps || ((receive.tsRecent - timestamps.value) | 0) <= 0) {
    return false;
  }
  const behind = ticksBehind(receive, timestamps.value, draft.now);
  if (isMiniature(connection)) return behind > 0 && refuseInMiniature(draft, segment);
  if (behind <= TOLERATED_TICKS || segment.flags.rst || isReordered(draft, segment, behind)) return false;
  refuseOld(draft, segment);
  return true;
}

/** Linux keeps only what answers take of a connection that is half open or in TIME-WAIT. */
export const isMiniature = ({ state, opening }: Connection): boolean =>
  state === 'TIME-WAIT' || (state === 'SYN-RECEIVED' && opening === 'passive');

/** There any older timestamp counts, and a reset's, too, for a minute (Linux's tcp_paws_reject). */
function refuseInMiniature(draft: Draft, segment: Segment): boolean {
  const { receive, connection, now } = draft;
  if (segment.flags.rst) {
    if (secondOf(now) >= receive.tsRecentAt + RESET_VALID) return false;
    discard(draft, 'timestamp-too-old');
    return true;
  }
  discard(draft, 'timestamp-too-old');
  if (connection.state === 'TIME-WAIT') restartTimeWait(draft);
  challenge(draft, segment, 'timestamp-too-old');
  return true;
}

/** A bare acknowledgement right at RCV.NXT that says nothing new, and is not too old for the network to have delayed it. */
function isReordered({ send, receive, connection }: Draft, segment: Segment, behind: number): boolean {
  const { seq, ack, flags, window } = segment;
  if (!flags.ack || segmentLength(segment) > 0 || seq !== receive.nxt || ack !== send.una) return false;
  const scaled = window * (1 << connection.agreed.peerShift);
  const updates = isAfter(seq, send.wl1) || (seq === send.wl1 && (scaled > send.wnd || scaled === 0));
  return !updates && behind <= FASTEST_CLOCK * timestampAt(send.rto);
}

function refuseOld(draft: Draft, segment: Segment): void {
  const { receive } = draft;
  const { seq, flags, payload } = segment;
  const rule = flags.syn ? 'syn-challenged' : 'timestamp-too-old';
  discard(draft, rule);
  const before = isBefore(seq, receive.nxt);
  if (before && flags.ack && !flags.syn && segmentLength(segment) === 0) return;
  if (before && payload.length > 0) {
    const from = arrivalOffset(receive, seq);
    reportTwice(draft, from, Math.min(from + payload.length, receive.arrived));
    hurry(draft);
  }
  challenge(draft, segment, rule);
}
