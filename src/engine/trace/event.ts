import type { Micros } from '../base/time.ts';
import type { Call, CallResult, Fd, WaitCondition } from '../posix/call.ts';
import type { Endpoint } from '../wire/address.ts';
import type { IcmpMessage } from '../wire/icmp.ts';
import type { Segment } from '../wire/segment.ts';
import type { FilterPolicy, LinkChange } from './change.ts';
import type { ConnectionNote } from './connection-note.ts';
import type { NetworkRule } from './network-rules.ts';
import type { Rule } from './rule.ts';
import type { SocketRule } from './socket-rules.ts';
import type { TcpRule } from './tcp-rules.ts';

export type HostName = string;
export type ProcessName = string;
/** Unique in its process; the first thread is `main`. */
export type ThreadName = string;
/** Unique in the World; a call keeps its number from entry to return. */
export type CallId = number;
/** Unique in the World: one number for one flight of one segment. A repeat or a copy made by the network has its own. */
export type FlightId = number;
/** Unique on its host, never reused. */
export type SocketId = number;

export interface SocketRef {
  readonly host: HostName;
  readonly socket: SocketId;
}

/** Names that the program gave to descriptors: for source code and labels. Null where the caller used a number. */
export interface CallNames {
  readonly fd: string | null;
  readonly as: string | null;
}

interface Common {
  readonly at: Micros;
  readonly host: HostName;
}

/** What a process did. */
export type CallEvent = Common & {
  readonly process: ProcessName;
  readonly thread: number;
  readonly callId: CallId;
  readonly call: Call;
  readonly names: CallNames;
  /** The socket behind the descriptor when the call entered the kernel; null for `socket` and bad descriptors. */
  readonly socket: SocketId | null;
  /** Index of the step in the scenario's script; null when the user's hand made the call. */
  readonly step: number | null;
} & (
    | { readonly kind: 'call'; readonly rule: Rule }
    /** The call went to sleep (once per call, however often it looked again). */
    | { readonly kind: 'block'; readonly rule: SocketRule; readonly until: WaitCondition }
    /** `called` is when the call entered the kernel, so `at - called` is how long it took. */
    | {
        readonly kind: 'return';
        readonly rule: Rule;
        readonly result: CallResult;
        readonly called: Micros;
        readonly blocked: boolean;
        readonly newSocket: SocketId | null;
      }
  );

/** A call that could not be made: its thread sleeps, its process has ended or was never begun. */
export type RefusedEvent = Common & {
  readonly kind: 'refused';
  readonly rule: 'call-while-blocked' | 'call-after-end' | 'call-before-start';
  readonly process: ProcessName;
  readonly call: Call;
  readonly step: number | null;
};

export type ProcessEvent = Common & {
  readonly kind: 'process-ended';
  readonly rule: SocketRule | 'power-lost';
  readonly process: ProcessName;
  readonly by: 'exit' | 'SIGKILL' | 'SIGPIPE' | 'power-loss';
};

/** Somebody new who can make calls. */
export type StartEvent = Common & {
  readonly rule: SocketRule;
  readonly process: ProcessName;
} /** fork made it: it has a copy of its parent's descriptors, which refer to the same open file descriptions. */ & (
    | { readonly kind: 'process-started'; readonly parent: ProcessName; readonly pid: number }
    | { readonly kind: 'thread-started'; readonly thread: number; readonly name: ThreadName; readonly tid: number }
  );

/** The life of a socket. */
export type SocketEvent = Common & {
  readonly socket: SocketId;
} /** `parent` is the listening socket, when a SYN made this one. */ & (
    | {
        readonly kind: 'socket-created';
        readonly rule: Rule;
        readonly process: ProcessName | null;
        readonly fd: Fd | null;
        readonly parent: SocketId | null;
      }
    | {
        readonly kind: 'socket-bound';
        readonly rule: SocketRule;
        readonly local: Endpoint;
        readonly automatic: boolean;
      }
    | { readonly kind: 'socket-connected-to'; readonly rule: Rule; readonly local: Endpoint; readonly remote: Endpoint }
    /** accept gave the socket a descriptor. */
    | {
        readonly kind: 'socket-accepted';
        readonly rule: SocketRule;
        readonly process: ProcessName;
        readonly fd: Fd;
        readonly listener: SocketId;
      }
    /** A socket begins or ceases to listen; the states of a connection are in ConnectionEvent. */
    | {
        readonly kind: 'state';
        readonly rule: SocketRule;
        readonly from: 'CLOSED' | 'LISTEN';
        readonly to: 'CLOSED' | 'LISTEN';
      }
    /** The last descriptor is closed; the kernel finishes the connection alone. */
    | { readonly kind: 'socket-orphaned'; readonly rule: Rule }
    | { readonly kind: 'socket-destroyed'; readonly rule: Rule }
    | {
        readonly kind: 'written';
        readonly rule: SocketRule;
        readonly from: number;
        readonly to: number;
        readonly callId: CallId;
      }
    | {
        readonly kind: 'read';
        readonly rule: SocketRule;
        readonly from: number;
        readonly to: number;
        readonly callId: CallId;
      }
    | {
        readonly kind: 'queue';
        readonly rule: SocketRule;
        readonly queue: 'syn' | 'accept';
        readonly change: 'entered' | 'left' | 'refused';
        readonly child: SocketId | null;
        readonly length: number;
        readonly limit: number;
      }
  );

/** What a connection did; see ConnectionNote. */
export type ConnectionEvent = Readonly<ConnectionNote>;

/** What the network did with a segment. `host` is the sender for `sent`, `lost` and `copied`, the receiver for `arrived`. */
export type FlightEvent = Common & {
  readonly flight: FlightId;
  readonly from: HostName;
  readonly to: HostName;
  readonly segment: Segment;
} & (
    | {
        readonly kind: 'sent';
        readonly rule: TcpRule;
        /** The sender's socket; null for a reset sent on behalf of no socket. */
        readonly socket: SocketId | null;
        /** When it will arrive unless something happens to it. Null: it is already known to be lost on the way. */
        readonly arrives: Micros | null;
        /** The flight this one repeats, or null. */
        readonly repeats: FlightId | null;
        /** Relative to the initial sequence numbers, as analysers show them; `ack` null without the ACK flag. */
        readonly relative: { readonly seq: number; readonly ack: number | null };
        /** Offset of the first payload byte in its stream; null without payload. */
        readonly streamOffset: number | null;
      }
    | { readonly kind: 'arrived'; readonly rule: NetworkRule; readonly socket: SocketId | null }
    /** A segment that no host sent arrives in the name of `from`; `host` is its receiver. */
    | { readonly kind: 'injected'; readonly rule: NetworkRule; readonly socket: SocketId | null }
    | { readonly kind: 'lost'; readonly rule: NetworkRule /** How far it came, 0 to 1. */; readonly progress: number }
    | { readonly kind: 'delayed'; readonly rule: NetworkRule; readonly arrives: Micros }
    | { readonly kind: 'corrupted'; readonly rule: NetworkRule }
    | { readonly kind: 'copied'; readonly rule: NetworkRule; readonly original: FlightId; readonly arrives: Micros }
  );

/** An ICMP message on its way to `to`, the sender of what it is about. `from` '': from a router between the hosts, or the kernel of `to` itself. */
export type IcmpEvent = Common & {
  readonly rule: NetworkRule;
  readonly from: HostName;
  readonly to: HostName;
  readonly message: IcmpMessage;
} & (
    | { readonly kind: 'icmp-sent'; readonly arrives: Micros }
    /** `socket`: whose connection it concerns; null when there is none. `sentAt`: when it set out. */
    | { readonly kind: 'icmp-arrived'; readonly socket: SocketId | null; readonly sentAt: Micros }
  );

/** Somebody changed the network or a machine: the user's hand, or the scenario at its hour. */
export type ChangeEvent = Common & { readonly by: 'hand' | 'scenario' } & (
    | {
        readonly kind: 'link-changed';
        readonly rule: 'link-cut' | 'link-healed' | 'link-changed';
        /** `host` is the one end; null: every link of `host`. */
        readonly peer: HostName | null;
        /** Both directions; else only from `host` to `peer`. */
        readonly both: boolean;
        readonly change: LinkChange;
      }
    | { readonly kind: 'power'; readonly rule: 'power-lost' | 'power-back'; readonly on: boolean }
    | {
        readonly kind: 'filter';
        readonly rule: 'filter-set' | 'filter-lifted';
        readonly port: number;
        /** Null: the port is open again. */
        readonly policy: FilterPolicy | null;
      }
  );

/** The script lets time pass, or has nothing left to do. */
export type ScriptEvent = {
  readonly at: Micros;
  readonly host: null;
  readonly kind: 'wait' | 'script-ended';
  readonly rule: 'script';
  readonly duration: Micros;
  readonly step: number | null;
};

/** Everything that can happen. Codes and numbers, never sentences. */
export type TraceEvent =
  | CallEvent
  | RefusedEvent
  | ProcessEvent
  | StartEvent
  | SocketEvent
  | ConnectionEvent
  | FlightEvent
  | IcmpEvent
  | ChangeEvent
  | ScriptEvent;

export type TraceKind = TraceEvent['kind'];
export type TraceEventOf<K extends TraceKind> = Extract<TraceEvent, { readonly kind: K }>;
