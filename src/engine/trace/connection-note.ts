import type { Micros } from '../base/time.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';
import type { TcpRule } from './tcp-rules.ts';

/** The states of RFC 9293 §3.3.2, in the spelling of the RFC. */
export const TCP_STATES = [
  'CLOSED',
  'LISTEN',
  'SYN-SENT',
  'SYN-RECEIVED',
  'ESTABLISHED',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
] as const;
export type TcpState = (typeof TCP_STATES)[number];

export type TimerName =
  | 'retransmission'
  | 'loss-probe'
  | 'reordering'
  | 'persist'
  | 'time-wait'
  | 'fin-wait-2'
  | 'delayed-ack'
  | 'keep-alive';

/** What may end a connection; the program learns it from a call. */
export type Failure = 'ECONNREFUSED' | 'ECONNRESET' | 'ETIMEDOUT' | 'EPIPE' | 'EHOSTUNREACH';

/** What stands in a note until the kernel has filled in whose connection it is. */
export const NO_HOST = '';
export const NO_SOCKET = 0;

/**
 * What one connection says about what it did: an event of the trace, with room for its place. A connection does not know
 * its host and socket unless it is told; the kernel writes them into the note then, so that none is made twice.
 * Stream offsets count the bytes of one direction from 0.
 */
export type ConnectionNote = { readonly at: Micros; host: string; socket: number } & (
  | { readonly kind: 'state'; readonly rule: TcpRule; readonly from: TcpState; readonly to: TcpState }
  /** SND.UNA moved: stream bytes [from, to) are acknowledged. */
  | { readonly kind: 'acknowledged'; readonly rule: TcpRule; readonly from: number; readonly to: number }
  /** Bytes [from, to) of the peer's stream are in the receive buffer, in order, ready to be read. */
  | { readonly kind: 'received'; readonly rule: TcpRule; readonly from: number; readonly to: number }
  /** Bytes [from, to) arrived ahead of a gap and wait for reassembly. */
  | { readonly kind: 'kept-out-of-order'; readonly rule: TcpRule; readonly from: number; readonly to: number }
  /** An arriving segment had no effect beyond a possible answer. */
  | { readonly kind: 'discarded'; readonly rule: TcpRule }
  | { readonly kind: 'peer-finished'; readonly rule: TcpRule }
  | {
      readonly kind: 'timer';
      readonly rule: TcpRule;
      readonly timer: TimerName;
      readonly change: 'started' | 'restarted' | 'stopped' | 'expired';
      readonly deadline: Micros | null;
    }
  | {
      readonly kind: 'rtt';
      readonly rule: TcpRule;
      readonly sample: Micros;
      readonly smoothed: Micros;
      readonly rto: Micros;
    }
  /** Text waits: for the peer's window, or for Nagle. */
  | { readonly kind: 'held-back'; readonly rule: TcpRule; readonly bytes: number }
  /** An ICMP message says that segments do not get through; it alone does not end the connection. */
  | { readonly kind: 'warned'; readonly rule: TcpRule; readonly errno: Failure }
  /** From here on segments carry at most so many bytes. */
  | { readonly kind: 'segment-size'; readonly rule: TcpRule; readonly bytes: number }
  /** The connection ended abnormally; the socket's pending error (SO_ERROR) becomes this. */
  | {
      readonly kind: 'failed';
      readonly rule: TcpRule;
      readonly errno: Failure;
    }
);

/** A segment that a connection hands down, and why. */
export interface Emission {
  readonly rule: TcpRule;
  /** For a repeated segment: the first sequence number of the text, SYN or FIN that is sent again. */
  readonly retransmits: SequenceNumber | null;
}
