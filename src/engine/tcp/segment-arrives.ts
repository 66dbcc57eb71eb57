import type { Micros } from '../base/time.ts';
import type { Segment } from '../wire/segment.ts';
import { isAfter, isAtOrBefore } from '../wire/sequence-number.ts';
import { isAcceptable, refuse } from './acceptability.ts';
import { takeAcknowledgement } from './acknowledgement.ts';
import { challenge } from './challenge.ts';
import { settle } from './delayed-ack.ts';
import type { ControlBlock } from './control-block.ts';
import type { Draft } from './draft.ts';
import { discard, fail, finish, handDown, vanish } from './draft.ts';
import { onFinAcknowledged } from './fin-acknowledged.ts';
import { establish } from './handshake.ts';
import type { Outcome, Owner } from './outcome.ts';
import { noteHeard } from './keep-alive.ts';
import { noteTimestamp } from './options.ts';
import { lastingDraft } from './own.ts';
import { isMiniature, refusesAsOld } from './paws.ts';
import { takeText } from './receive-text.ts';
import { resetAnswering } from './reset.ts';
import { makeRoom } from './send-memory.ts';
import { finAcknowledged } from './stream.ts';
import { arrivesInSynSent } from './syn-sent.ts';
import { transmit } from './transmit.ts';

/** SEGMENT ARRIVES (RFC 9293 §3.10.7). What its owner has fresh of an open connection is written into. */
export function onSegment(tcb: ControlBlock, segment: Segment, now: Micros, owner?: Owner): Outcome {
  // In any other state it may be compared with what it was, or end and leave what had arrived.
  const open = tcb.connection.state === 'ESTABLISHED' && !tcb.connection.readShut;
  const draft = lastingDraft(tcb, now, open ? owner : undefined);
  noteHeard(draft);
  if (tcb.connection.state === 'SYN-SENT') arrivesInSynSent(draft, segment);
  else arrives(draft, segment);
  transmit(draft);
  makeRoom(draft);
  settle(draft);
  return finish(draft);
}

/** RFC 9293 §3.10.7.4, "Otherwise": the steps in their order. Each may end the matter by answering false. */
function arrives(draft: Draft, segment: Segment): void {
  if (isMute(draft, segment)) {
    discard(draft, 'no-ack-dropped');
    return;
  }
  if (refusesAsOld(draft, segment)) return;
  const crossed = isCrossedSynAck(draft, segment);
  if (!crossed && !isAcceptable(draft.receive, segment)) {
    refuse(draft, segment);
  } else if (segment.flags.rst) {
    takeReset(draft, segment);
  } else if (segment.flags.syn && !crossed) {
    takeSyn(draft, segment);
  } else if (!segment.flags.ack) {
    discard(draft, 'no-ack-dropped');
  } else if (takeAck(draft, segment)) {
    noteTimestamp(draft, segment);
    if (crossed) draft.owed = 'syn-received-ack';
    takeText(draft, segment);
  }
}

/** Neither ACK nor RST nor SYN. Linux differs: where it keeps the whole of the connection it does not even look at the number. */
const isMute = ({ connection }: Draft, { flags }: Segment): boolean =>
  !flags.ack && !flags.rst && !flags.syn && !isMiniature(connection);

/**
 * After a simultaneous open each side's SYN comes a second time, with the acknowledgement of ours. The SYN lies just
 * before the window, and yet the segment completes the handshake (RFC 9293 §3.5, figure 8).
 */
function isCrossedSynAck(draft: Draft, segment: Segment): boolean {
  const { connection, receive } = draft;
  const { syn, ack, rst } = segment.flags;
  return connection.state === 'SYN-RECEIVED' && syn && ack && !rst && segment.seq === receive.irs;
}

/** Second: RST. RFC 5961 §3.2: only one right at RCV.NXT counts; one elsewhere in the window may be a guess. */
function takeReset(draft: Draft, segment: Segment): void {
  const { state, opening } = draft.connection;
  if (segment.seq !== draft.receive.nxt) {
    discard(draft, 'reset-challenged');
    challenge(draft, segment, 'reset-challenged');
    return;
  }
  switch (state) {
    case 'SYN-RECEIVED':
      if (opening === 'passive') vanish(draft, 'syn-received-reset');
      else fail(draft, 'syn-received-reset', 'ECONNREFUSED');
      break;
    case 'CLOSE-WAIT':
      // Linux differs: the FIN had said already that the peer is done, so what is broken is our writing to it.
      fail(draft, 'reset-received', 'EPIPE');
      break;
    case 'CLOSING':
    case 'LAST-ACK':
    case 'TIME-WAIT':
      vanish(draft, 'reset-received');
      break;
    default:
      fail(draft, 'reset-received', 'ECONNRESET');
  }
}

/** Fourth: SYN in the window. RFC 5961 §4.2: a challenge ACK; a peer that did start anew answers it with a reset. */
function takeSyn(draft: Draft, segment: Segment): void {
  const { state, opening, orphaned } = draft.connection;
  if ((state === 'SYN-RECEIVED' && opening === 'passive') || (state === 'FIN-WAIT-2' && orphaned)) {
    // Linux differs: the peer is told that there is nothing any more.
    const rule = state === 'FIN-WAIT-2' ? 'text-after-close' : 'syn-received-new-syn';
    handDown(draft, resetAnswering(segment, rule));
    vanish(draft, rule);
    return;
  }
  discard(draft, 'syn-challenged');
  challenge(draft, segment, 'syn-challenged');
}

/** Fifth: the ACK field. */
function takeAck(draft: Draft, segment: Segment): boolean {
  if (draft.connection.state === 'TIME-WAIT') return takeAckInTimeWait(draft, segment);
  if (draft.connection.state === 'SYN-RECEIVED') {
    const { una, max } = draft.send;
    if (!isAfter(segment.ack, una) || !isAtOrBefore(segment.ack, max)) {
      discard(draft, 'syn-received-bad-ack');
      handDown(draft, resetAnswering(segment, 'syn-received-bad-ack'));
      return false;
    }
    takeAcknowledgement(draft, segment);
    establish(draft, 'syn-received-ack');
    return true;
  }
  if (!takeAcknowledgement(draft, segment)) return false;
  if (finAcknowledged(draft.send) && !finAcknowledged(draft.before.send)) onFinAcknowledged(draft);
  return !draft.gone;
}

/** Everything of this connection has been acknowledged; whatever still comes in order is of no use to anybody. */
function takeAckInTimeWait(draft: Draft, segment: Segment): boolean {
  const empty = segment.payload.length === 0 && !segment.flags.fin;
  discard(draft, empty ? 'ack-duplicate' : 'text-after-fin');
  if (!empty) draft.owed = 'text-after-fin';
  return false;
}
