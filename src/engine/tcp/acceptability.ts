import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Segment } from '../wire/segment.ts';
import { segmentEnd, segmentLength } from '../wire/segment.ts';
import { distance } from '../wire/sequence-number.ts';
import { start } from './alarm.ts';
import { challenge, challengeLimited } from './challenge.ts';
import type { ReceiveRecord } from './control-block.ts';
import type { Draft } from './draft.ts';
import { discard } from './draft.ts';
import { emitAck } from './emit.ts';
import { sendSynAck } from './handshake.ts';
import { hurry } from './pace.ts';
import { reportTwice } from './sack-blocks.ts';
import { arrivalOffset } from './stream.ts';
import { restartTimeWait } from './time-wait.ts';

/**
 * RFC 9293 §3.10.7.4, first, and table 6: some of the segment lies in the receive window; that of one without text or
 * control bits, its sequence number does.
 *
 * A window of zero takes no text, but what comes with text right at RCV.NXT (an acknowledgement, a reset) is heeded.
 */
export function isAcceptable({ nxt, wnd }: ReceiveRecord, segment: Segment): boolean {
  const first = distance(nxt, segment.seq);
  if (wnd === 0) return first === 0;
  const last = first + Math.max(segmentLength(segment) - 1, 0);
  return first < wnd && last >= 0;
}

/** An unacceptable segment is dropped, and answered by an acknowledgement unless it is a reset. */
export function refuse(draft: Draft, segment: Segment): void {
  if (segment.flags.rst) {
    discard(draft, 'unacceptable-segment');
    return;
  }
  const rule = reason(draft, segment);
  discard(draft, rule);
  if (rule === 'syn-repeated' && draft.connection.state === 'SYN-RECEIVED') {
    // Our SYN-ACK was lost, or crossed this SYN on its way.
    answerRepeatedSyn(draft, segment);
  } else if (rule === 'fin-repeated') {
    if (draft.connection.state === 'TIME-WAIT') restartTimeWait(draft);
    emitAck(draft, rule);
  } else {
    if (rule === 'text-repeated') {
      const from = arrivalOffset(draft.receive, segment.seq);
      reportTwice(draft, from, from + segment.payload.length);
      hurry(draft);
    }
    challenge(draft, segment, rule);
  }
}

/** The SYN-ACK goes again, and its timer begins anew; a SYN that comes soon after another is not answered (RFC 5961 §7). */
function answerRepeatedSyn(draft: Draft, segment: Segment): void {
  if (challengeLimited(draft, segment)) return;
  sendSynAck(draft, 'syn-repeated', draft.send.iss);
  start(draft, 'retransmission', draft.send.rto, 'rto-restart');
}

/** Which of the harmless causes it was: mostly our acknowledgement was lost and the peer repeats itself. */
function reason({ receive }: Draft, segment: Segment): TcpRule {
  const { syn, fin } = segment.flags;
  if (syn) return segment.seq === receive.irs ? 'syn-repeated' : 'syn-challenged';
  const beyond = distance(receive.nxt, segmentEnd(segment));
  if (fin && receive.finished && beyond === 0) return 'fin-repeated';
  if (segment.payload.length === 0) return 'unacceptable-segment';
  return beyond <= 0 ? 'text-repeated' : 'text-beyond-window';
}
