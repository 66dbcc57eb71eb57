import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Segment } from '../wire/segment.ts';
import { segmentLength } from '../wire/segment.ts';
import type { Draft } from './draft.ts';
import { discard } from './draft.ts';
import { emitAck } from './emit.ts';
import { connecting } from './working.ts';

/**
 * Answers a segment that was not taken with an acknowledgement that says where this side stands (RFC 9293 §3.10.7.4,
 * first; RFC 5961). Two sides that do not take each other's would do so for ever; therefore one without text and FIN, or with
 * a SYN, is answered only so often (RFC 5961 §7).
 */
export function challenge(draft: Draft, segment: Segment, rule: TcpRule): void {
  if (!challengeLimited(draft, segment)) emitAck(draft, rule);
}

/** Whether such a segment was answered too short a time ago; else it counts as answered now. */
export function challengeLimited(draft: Draft, segment: Segment): boolean {
  const { connection, now } = draft;
  if (segmentLength(segment) > 0 && !segment.flags.syn) return false;
  if (connection.challengedAt !== null && now - connection.challengedAt < connection.config.challengeInterval) {
    discard(draft, 'challenge-limited');
    return true;
  }
  connecting(draft).challengedAt = now;
  return false;
}
