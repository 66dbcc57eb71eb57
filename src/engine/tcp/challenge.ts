import type { TcpRule } from '../trace/tcp-rules.ts';
import type { Segment } from '../wire/segment.ts';
import type { Draft } from './draft.ts';
import { discard } from './draft.ts';
import { emitAck } from './emit.ts';

/**
 * Answers a segment that was not taken with an acknowledgement that says where this side stands (RFC 9293 §3.10.7.4,
 * first; RFC 5961). Two sides that do not take each other's would do so for ever; therefore one without text, or with
 * a SYN, is answered only so often (RFC 5961 §7).
 */
export function challenge(draft: Draft, segment: Segment, rule: TcpRule): void {
  const { connection, now } = draft;
  const limited = segment.payload.length === 0 || segment.flags.syn;
  if (limited && connection.challengedAt !== null) {
    if (now - connection.challengedAt < connection.config.challengeInterval) {
      discard(draft, 'challenge-limited');
      return;
    }
  }
  if (limited) draft.connection = { ...connection, challengedAt: now };
  emitAck(draft, rule);
}
