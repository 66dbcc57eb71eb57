import type { Micros } from '../../engine/base/time.ts';
import type { Call, CallResult, WaitCondition } from '../../engine/posix/call.ts';
import type {
  CallId,
  CallNames,
  FlightId,
  HostName,
  ProcessName,
  SocketId,
  ThreadName,
} from '../../engine/trace/event.ts';
import type { Rule } from '../../engine/trace/rule.ts';
import type { IcmpMessage } from '../../engine/wire/icmp.ts';
import type { Segment } from '../../engine/wire/segment.ts';

/** A call from its entry into the kernel to its return, as it stands at one place of the trace. */
export interface CallRecord {
  readonly callId: CallId;
  readonly host: HostName;
  readonly process: ProcessName;
  readonly thread: ThreadName;
  readonly call: Call;
  readonly names: CallNames;
  /** Index of the script's step; null when the user's hand made it. */
  readonly step: number | null;
  readonly socket: SocketId | null;
  readonly at: Micros;
  readonly blockedUntil: WaitCondition | null;
  readonly result: CallResult | null;
  readonly returnedAt: Micros | null;
  readonly rule: Rule;
}

/** One flight of one segment, from what was sent to what became of it, as it stands at one place of the trace. */
export interface FlightRecord {
  readonly id: FlightId;
  /** Where the trace tells that it was sent, or copied. */
  readonly event: number;
  readonly from: HostName;
  readonly to: HostName;
  readonly segment: Segment;
  readonly sentAt: Micros;
  readonly rule: Rule;
  /** The sender's socket; null for a reset on behalf of no socket. */
  readonly socket: SocketId | null;
  readonly repeats: FlightId | null;
  /** The flight of which the network made this copy. */
  readonly copyOf: FlightId | null;
  readonly relative: { readonly seq: number; readonly ack: number | null };
  readonly streamOffset: number | null;
  readonly outcome: 'flying' | 'arrived' | 'lost';
  /** When it arrives or arrived, or was lost; null while that is not known. */
  readonly endsAt: Micros | null;
  /** How far it came, 0 to 1, when it was lost. */
  readonly reached: number;
  /** Why it was lost, delayed or copied; null when nothing was done to it. */
  readonly fault: Rule | null;
  /** Which of the lanes of its direction it flies in, from 0. */
  readonly lane: number;
}

/** An ICMP message from when it set out to when it was heard, as it stands at one place of the trace. */
export interface IcmpRecord {
  /** '': a router half way. */
  readonly from: HostName;
  readonly to: HostName;
  readonly message: IcmpMessage;
  readonly sentAt: Micros;
  readonly arrives: Micros;
  readonly heard: boolean;
}

/** What one call wrote into a stream, or read out of it: bytes [from, to). */
export interface Boundary {
  readonly from: number;
  readonly to: number;
  readonly callId: CallId;
}

/** The byte stream that one socket sends, and what its program read of the other one. */
export interface StreamRecord {
  /** In the order of the stream. */
  readonly writes: readonly Boundary[];
  readonly reads: readonly Boundary[];
  /** The bytes written, each piece at its offset, ascending. */
  readonly sent: readonly Piece[];
}

/** Bytes of a stream from an offset on. */
export interface Piece {
  readonly at: number;
  readonly text: string;
}
