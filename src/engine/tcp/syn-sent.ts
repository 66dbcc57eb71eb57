import type { Segment } from '../wire/segment.ts';
import { advance, isAfter, isAtOrBefore } from '../wire/sequence-number.ts';
import { start } from './alarm.ts';
import { takeAcknowledgement } from './acknowledgement.ts';
import type { Draft } from './draft.ts';
import { discard, enter, fail, handDown } from './draft.ts';
import { establish, sendSynAck } from './handshake.ts';
import { agreeOn, segmentText } from './options.ts';
import { secondOf } from './timestamp-age.ts';
import { takeText } from './receive-text.ts';
import { resetAnswering } from './reset.ts';
import { connecting, receiving, sending } from './working.ts';

/** SEGMENT ARRIVES in SYN-SENT (RFC 9293 §3.10.7.3). */
export function arrivesInSynSent(draft: Draft, segment: Segment): void {
  const { flags } = segment;
  if (flags.ack && !acknowledgesSyn(draft, segment)) {
    refuseAcknowledgement(draft, segment);
  } else if (flags.rst) {
    // Without an acknowledgement of our SYN anybody could have sent it.
    if (flags.ack) fail(draft, 'syn-sent-refused', 'ECONNREFUSED');
    else discard(draft, 'syn-sent-ignored');
  } else if (flags.syn) {
    takeSyn(draft, segment);
  } else {
    discard(draft, 'syn-sent-ignored');
  }
}

const acknowledgesSyn = ({ send }: Draft, { ack }: Segment): boolean =>
  isAfter(ack, send.iss) && isAtOrBefore(ack, send.max);

/**
 * First: an acknowledgement of something else. The peer holds a connection that we know nothing of; the reset ends it.
 *
 * Linux differs: the reset makes room, and so the first SYN is repeated in a moment instead of after its timeout.
 */
function refuseAcknowledgement(draft: Draft, segment: Segment): void {
  discard(draft, 'syn-sent-bad-ack');
  if (!segment.flags.rst) handDown(draft, resetAnswering(segment, 'syn-sent-bad-ack'));
  const soon = draft.connection.config.synRepeatAfterBadAck;
  if (soon !== null && draft.send.retries === 0) start(draft, 'retransmission', soon, 'syn-sent-bad-ack');
}

/** Fourth: the peer's SYN. With our own acknowledged the connection is established; else both have opened at once. */
function takeSyn(draft: Draft, segment: Segment): void {
  const { connection } = draft;
  const agreed = agreeOn(segment, connection.config);
  connecting(draft).agreed = agreed;
  const receive = receiving(draft);
  receive.irs = segment.seq;
  receive.nxt = advance(segment.seq, 1);
  receive.acknowledged = receive.nxt;
  receive.tsRecent = segment.options.timestamps?.value ?? 0;
  receive.tsRecentAt = secondOf(draft.now);
  const send = sending(draft);
  send.mss = segmentText(segment, connection.config, agreed);
  send.wnd = segment.window;
  send.maxWindow = segment.window;
  send.wl1 = segment.seq;
  if (!segment.flags.ack) {
    enter(draft, 'SYN-RECEIVED', 'syn-sent-simultaneous');
    sendSynAck(draft, 'syn-sent-simultaneous', null);
    return;
  }
  takeAcknowledgement(draft, segment);
  establish(draft, 'syn-sent-syn-ack');
  draft.owed = 'syn-sent-syn-ack';
  takeText(draft, segment);
}
