import type {
  Call,
  EpollEvent,
  EpollOperation,
  MessageFlag,
  OptionValue,
  PollEvent,
  ShutdownHow,
  SocketOption,
} from '../engine/posix/call.ts';
import type { FilterPolicy } from '../engine/trace/change.ts';

/** A text in the languages of the product. */
export interface ScriptText {
  readonly en: string;
  readonly 'pt-BR': string;
}

/** A descriptor: a name that an earlier step gave, or a number. */
export type FdReference = string | number;

/** One step of a script, as the file writes it. */
export type ScriptStep = CallStep | WaitStep;

export interface WaitStep {
  /** Milliseconds of virtual time. */
  readonly wait: number;
}

/** A call. Which arguments a call takes is decided by `call`; parsing has checked them. */
export interface CallStep {
  readonly process: string;
  /** The thread of the process that makes the call; absent: `main`. */
  readonly thread?: string;
  readonly call: Call['name'];
  /** What the call's result is called: a descriptor; for fork the new process, for thread the new thread. */
  readonly as?: string;
  readonly fd?: FdReference;
  /** dup2: the number that is to refer to the same. */
  readonly newfd?: FdReference;
  readonly family?: string;
  readonly address?: string;
  /** A number, or `P.name`: the local port of that descriptor. */
  readonly port?: number | string;
  readonly backlog?: number;
  readonly data?: string;
  readonly bytes?: number;
  readonly length?: number;
  readonly flags?: readonly (MessageFlag | OpenFlag)[];
  readonly how?: ShutdownHow;
  readonly option?: SocketOption | FcntlOption;
  readonly value?: OptionValue | boolean;
  readonly fds?: readonly { readonly fd: FdReference; readonly events: readonly PollEvent[] }[];
  /** poll, select, epoll_wait: milliseconds; negative: none. */
  readonly timeout?: number;
  /** select: the sets. A set that is absent is NULL; `nfds` absent: one more than the highest number in them. */
  readonly read?: readonly FdReference[];
  readonly write?: readonly FdReference[];
  readonly except?: readonly FdReference[];
  readonly nfds?: number;
  /** epoll_ctl: `fd` is the epoll instance, `target` what it watches. */
  readonly op?: EpollOperation;
  readonly target?: FdReference;
  readonly events?: readonly EpollEvent[];
  readonly maxevents?: number;
}

/** What a call that opens a descriptor may be asked for. */
export type OpenFlag = 'SOCK_NONBLOCK' | 'SOCK_CLOEXEC' | 'EPOLL_CLOEXEC';

/** `O_NONBLOCK` with a value is F_SETFL. */
export type FcntlOption = 'O_NONBLOCK' | 'F_GETFL';

/** Which segments a rule of the network means; times in milliseconds since the beginning. */
export interface ScriptMatch {
  /** `client->server` (names of hosts), or `both`: every direction, each counting for itself. Absent: both. */
  readonly direction?: string;
  readonly match?: 'any' | 'data' | 'syn' | 'synack' | 'ack' | 'fin' | 'rst';
  /** Only these of the segments that match, counted from 1: a number, `3-8`, `3-` (from the third on), or several of them. */
  readonly nth?: number | string | readonly (number | string)[];
  /** Only text that begins at this sequence number, relative to the sender's initial one. */
  readonly seq?: number;
  /** Only this connection, counted from 0 in the order of first SYNs. */
  readonly conn?: number;
  readonly from_ms?: number;
  readonly to_ms?: number;
}

/** A fault of a link as the file writes it; times in milliseconds. */
export interface ScriptFault extends ScriptMatch {
  readonly rate?: number;
  readonly action:
    | 'drop'
    | 'duplicate'
    | 'corrupt'
    | { readonly delay_ms: number }
    | { readonly duplicate_after_ms: number };
}

/** A segment that no host sends: the network makes it, in the name of `as`, and it arrives at the other end at once. */
export interface ScriptInjection {
  readonly at_ms?: number;
  /** In place of `at_ms`: `delay_ms` after such a segment was sent. */
  readonly after?: ScriptMatch;
  readonly delay_ms?: number;
  readonly as: string;
  /** Letters of S, A, F, R, P. */
  readonly flags: string;
  /** Relative to the initial number, or `nxt`, `nxt+10`, `nxt-1`: from just after the highest that went by. */
  readonly seq?: number | string;
  readonly ack?: number | string;
  readonly len?: number;
  readonly win?: number;
  /** Bears timestamps: the last seen ones, or its own so many ticks (ms) later, when negative: older. */
  readonly ts?: boolean | number;
  readonly conn?: number;
}

/** The network falls apart, and heals at `to_ms`; absent: never. */
export interface ScriptPartition {
  readonly hosts?: readonly string[];
  readonly from_ms: number;
  readonly to_ms?: number;
}

/** A machine without power from `from_ms` to `to_ms`; absent: for ever. Its processes begin anew when the power returns. */
export interface ScriptOutage {
  readonly host: string;
  readonly from_ms: number;
  readonly to_ms?: number;
}

/** A packet filter in front of a port of a host; `from_ms` absent: from the beginning, `to_ms` absent: for ever. */
export interface ScriptFilter {
  readonly host: string;
  readonly port: number;
  readonly policy: FilterPolicy;
  readonly from_ms?: number;
  readonly to_ms?: number;
}

/** One number for every direction, or by direction, `{ "client->server": 20 }`, the others as by default. */
export type ByDirection = number | Readonly<Record<string, number>>;

export interface ScriptNetwork {
  /** One way, milliseconds. */
  readonly delay_ms?: ByDirection;
  /** Every segment is late by a span from 0 to this, drawn anew. */
  readonly jitter_ms?: ByDirection;
  readonly bandwidth_kbps?: ByDirection;
  /** So many segments may wait for the transmitter. */
  readonly queue_packets?: ByDirection;
  /** The largest packet that a host's own interface sends, bytes; or by host. It decides the MSS. */
  readonly mtu?: number | Readonly<Record<string, number>>;
  /** The largest packet that a router on the way passes on, bytes; it tells the sender of a larger one. */
  readonly path_mtu?: ByDirection;
  /** It does not tell. */
  readonly black_hole?: boolean;
  /** A SYN travels so much faster than other segments. */
  readonly syn_faster_ms?: number;
  /** Spans in which nothing passes between two parts of the network: these hosts, and the others; absent: between any two. */
  readonly partitions?: readonly ScriptPartition[];
  readonly outages?: readonly ScriptOutage[];
  readonly filters?: readonly ScriptFilter[];
  readonly faults?: readonly ScriptFault[];
  readonly inject?: readonly ScriptInjection[];
}

/** One for all hosts, or by name of host, the others as by default. */
export type ByHost<T extends string> = T | Readonly<Record<string, T>>;

/** A call script: the simplest program, and the exchange format between the application, its command line and a real kernel. */
export interface CallScript {
  readonly name: string;
  readonly hosts: Readonly<Record<string, string>>;
  readonly processes: Readonly<Record<string, { readonly host: string; readonly root?: boolean }>>;
  readonly steps: readonly ScriptStep[];
  readonly title?: ScriptText;
  readonly about?: ScriptText;
  readonly network?: ScriptNetwork;
  /** What each machine's TCP is like: one for all, or by host. */
  readonly profile?: ByHost<'linux' | 'textbook'>;
  /** Congestion control of the `linux` machines. */
  readonly congestion?: ByHost<'reno' | 'cubic'>;
  /** For the presenter, by index of step. */
  readonly notes?: Readonly<Record<string, ScriptText>>;
  readonly seed?: number;
}
