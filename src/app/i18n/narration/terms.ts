import type { CallName, WaitCondition } from '../../../engine/posix/call.ts';
import type { Errno } from '../../../engine/posix/errno.ts';
import type { FilterPolicy } from '../../../engine/trace/change.ts';
import type { TcpState, TimerName } from '../../../engine/trace/connection-note.ts';
import type { IcmpCode } from '../../../engine/wire/icmp.ts';
import type { Segment } from '../../../engine/wire/segment.ts';

/** Short labels and meanings of the field's words, for panels and tooltips. No capital at the start, no full stop. */
export interface Terms {
  /** What a connection in that state is doing: a clause that may follow the name and a colon. */
  readonly states: Readonly<Record<TcpState, string>>;
  readonly timers: Readonly<Record<TimerName, string>>;
  /** What a blocked call waits for: `waits for data`. */
  readonly waits: Readonly<Record<WaitCondition, string>>;
  readonly queues: Readonly<Record<'syn' | 'accept', string>>;
  /** What a call is for. */
  readonly calls: Readonly<Record<CallName, string>>;
  /** What the error number says, as strerror(3) puts it. */
  readonly errno: Readonly<Record<Errno, string>>;
  /** What an ICMP message says. */
  readonly icmp: Readonly<Record<IcmpCode, string>>;
  /** What a packet filter does to what comes for a port: a verb of the filter. */
  readonly policies: Readonly<Record<FilterPolicy, string>>;
  /** `SYN`, `SYN ACK`, `PSH ACK, 5 bytes`, `FIN ACK` … */
  segment(segment: Segment): string;
}
