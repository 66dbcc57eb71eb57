import type { CallName } from '../../../engine/posix/call.ts';
import type { TcpState } from '../../../engine/trace/connection-note.ts';

/**
 * What the sentences may mention about one trace event, looked up and named in the reader's language. Never undefined:
 * what the trace does not tell has a phrase that stands for it ("the other side").
 */
export interface Facts {
  /** The host, the process where a host runs several, or the thread where it is not the first. */
  readonly me: string;
  readonly peer: string;
  /** Null where no call is concerned. */
  readonly call: CallName | null;
  /** `3`, or `3 (ls)` where the program has a name for it. */
  readonly fd: string;
  /** The same for a descriptor that the call returned. */
  readonly made: string;
  /** The call in which the process sleeps; null when it does not. */
  readonly asleepIn: CallName | null;
  /** The address and the port that the call names, else those of the socket itself. */
  readonly address: string;
  readonly port: string;
  readonly target: string;
  /** The two ends of the socket's connection. */
  readonly local: string;
  readonly remote: string;
  /** What the call returned. */
  readonly returns: number;
  readonly errno: string;
  readonly signal: string;
  /** How long the call took in microseconds. */
  readonly took: number;
  readonly blocked: boolean;
  /** Bytes moved, acknowledged, received, held back. */
  readonly bytes: number;
  /** Bytes that the call asked for. */
  readonly asked: number;
  /** The bytes as text in quotes, shortened; empty when they are none. */
  readonly text: string;
  /** The address that the call gave back; of fork and thread: who was begun. */
  readonly name: string;
  readonly option: string;
  readonly value: string;
  readonly how: string;
  readonly backlog: number;
  readonly nonblocking: boolean;
  /** epoll_ctl: the descriptor that is to be watched, and for what. */
  readonly watched: string;
  readonly events: string;
  /** What a call that waits for several descriptors found: `4 IN, 5 IN|OUT`; empty when nothing. */
  readonly ready: string;
  readonly state: TcpState;
  /** Bytes sent and unacknowledged on this connection just before the event. */
  readonly outstanding: number;
  /** Microseconds that TIME-WAIT on this host will still last; null when none does. */
  readonly timeWaitLeft: number | null;
  /** The other side lost its power during the connection and knows nothing of it any more. */
  readonly peerStartedAnew: boolean;
  /** The user's hand made the call, or the call that ended the process. */
  readonly byHand: boolean;
}
