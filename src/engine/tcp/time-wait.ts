import type { Micros } from '../base/time.ts';
import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Segment } from '../wire/segment.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';
import { advance, isAfter } from '../wire/sequence-number.ts';
import { start, stop } from './alarm.ts';
import type { ControlBlock } from './control-block.ts';
import type { Draft } from './draft.ts';
import { enter } from './draft.ts';
import { ticksBehind } from './timestamp-age.ts';

/** Both FINs are acknowledged. What is left is to answer the peer should its FIN come again (RFC 9293 §3.6). */
export function startTimeWait(draft: Draft, rule: TcpRule): void {
  enter(draft, 'TIME-WAIT', rule);
  stop(draft, 'retransmission', 'rto-stop');
  stop(draft, 'finWait2', 'time-wait-start');
  start(draft, 'timeWait', draft.connection.config.timeWait, 'time-wait-start');
}

/** The peer's FIN came again, so our acknowledgement of it was lost: acknowledge and wait the whole time once more. */
export function restartTimeWait(draft: Draft): void {
  start(draft, 'timeWait', draft.connection.config.timeWait, 'fin-repeated');
}

/**
 * Whether this SYN may replace a connection in TIME-WAIT, being beyond all that the old one received (RFC 9293 §3.6.1) or younger
 * by its timestamp (RFC 6191); one that is older by it may not. A listener, if there is one, then treats it as new.
 */
export function acceptsNewSyn(
  { connection, receive }: ControlBlock,
  { seq, flags, options }: Segment,
  now: Micros,
): boolean {
  if (connection.state !== 'TIME-WAIT' || !flags.syn || flags.ack || flags.rst) return false;
  const timestamps = connection.agreed.timestamps ? options.timestamps : null;
  if (timestamps !== null && ticksBehind(receive, timestamps.value, now) > 0) return false;
  return isAfter(seq, receive.nxt) || (timestamps !== null && ((timestamps.value - receive.tsRecent) | 0) > 0);
}

/** An initial sequence number for the connection that replaces this one: beyond the largest window that was open when it ended, as Linux chooses it. */
export const initialSequenceAfter = (tcb: ControlBlock): SequenceNumber => advance(tcb.send.max, 65_537);
