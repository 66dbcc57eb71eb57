import type { Micros } from '../base/time.ts';
import type { Failure } from '../trace/connection-note.ts';
import type { IcmpCode, IcmpMessage } from '../wire/icmp.ts';
import { isAtOrAfter, isAtOrBefore } from '../wire/sequence-number.ts';
import type { ControlBlock } from './control-block.ts';
import { draftOf, fail, finish, vanish } from './draft.ts';
import type { Outcome } from './outcome.ts';
import { lowerPathMtu } from './path-mtu.ts';
import { connecting } from './working.ts';

/** What a program is told of each (icmp(7); Linux's icmp_err_convert). */
const ERRNO = {
  'host-unreachable': 'EHOSTUNREACH',
  'port-unreachable': 'ECONNREFUSED',
  'host-prohibited': 'EHOSTUNREACH',
  'admin-prohibited': 'EHOSTUNREACH',
} as const satisfies Record<Exclude<IcmpCode, 'fragmentation-needed'>, Failure>;

/**
 * An ICMP message about a segment of this connection (RFC 9293 §3.9.2.2). One that quotes what is not under way is ignored:
 * anybody could have made it (RFC 5927 §4.1).
 *
 * Linux differs from the RFC in what ends a connection, and so do both profiles: any of these ends an attempt to connect
 * (RFC 5461 §4.1), and none of them a connection; what it says is kept, and told in place of ETIMEDOUT if the connection
 * times out.
 */
export function onIcmp(tcb: ControlBlock, { code, mtu, about }: IcmpMessage, now: Micros): Outcome {
  const draft = draftOf(tcb, now);
  const { una, max } = tcb.send;
  const { state, opening } = tcb.connection;
  if (!isAtOrAfter(about.seq, una) || !isAtOrBefore(about.seq, max) || state === 'TIME-WAIT') return finish(draft);
  if (code === 'fragmentation-needed') {
    if (mtu !== null && state !== 'SYN-SENT' && state !== 'SYN-RECEIVED') lowerPathMtu(draft, mtu);
    return finish(draft);
  }
  const errno = ERRNO[code];
  if (state === 'SYN-RECEIVED' && opening === 'passive') {
    // A half-open connection is nobody's yet (Linux's tcp_req_err).
    if (code === 'host-unreachable') vanish(draft, 'icmp-ends-attempt');
  } else if (state === 'SYN-SENT' || state === 'SYN-RECEIVED') {
    fail(draft, 'icmp-ends-attempt', errno);
  } else if (tcb.connection.warning !== errno) {
    connecting(draft).warning = errno;
    draft.notes.push({
      at: draft.now,
      host: draft.host,
      socket: draft.socket,
      kind: 'warned',
      rule: 'icmp-noted',
      errno,
    });
  }
  return finish(draft);
}
