import type { Table } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { Call, EpollEvent, Fd, Linger, WaitCondition } from '../posix/call.ts';
import type { Errno } from '../posix/errno.ts';
import type { ControlBlock, ReceiveRecord, TcpConfig } from '../tcp/control-block.ts';
import type { FilterPolicy } from '../trace/change.ts';
import type { CallId, CallNames, FlightId, HostName, ProcessName, SocketId, ThreadName } from '../trace/event.ts';
import type { Address, Endpoint } from '../wire/address.ts';
import type { Segment } from '../wire/segment.ts';
import type { SequenceNumber } from '../wire/sequence-number.ts';

/** One machine: its processes and what its kernel keeps for them. Immutable. */
export interface Host {
  readonly name: HostName;
  readonly address: Address;
  readonly profile: Profile;
  /** What its administrator set otherwise than the profile has it (sysctl(8), ip-route(8)). */
  readonly tuning?: Partial<TcpConfig>;
  /** Absent while it runs. Without power it has no sockets and no processes, and segments for it get lost. */
  readonly power?: 'off';
  /** What its packet filter does to segments for a port of its own (iptables(8), chain INPUT); other ports are open. */
  readonly filter?: readonly FilterRule[];
  /** Addresses to which packets must be smaller than the interface allows, as ICMP has told, and until when that is believed. */
  readonly pathMtu?: Readonly<Record<string, PathMtu>>;
  readonly processes: Readonly<Record<ProcessName, Process>>;
  /** The number that the next process or thread gets. Different on every host, so that a run's numbers are unique. */
  readonly nextPid: number;
  /** Open file descriptions (open(2)): what descriptors refer to, counted, shared by dup and fork. */
  readonly descriptions: Table<OpenDescription>;
  readonly nextDescription: number;
  readonly sockets: Table<Socket>;
  readonly nextSocket: SocketId;
  /** The sockets on each local port. */
  readonly ports: Table<PortEntry>;
  /** What makes initial sequence numbers unguessable (RFC 6528). */
  readonly secret: number;
  /** Where the search for a free ephemeral port begins (32768–60999, ip(7)). */
  readonly nextEphemeral: number;
}

export interface FilterRule {
  readonly port: number;
  readonly policy: FilterPolicy;
}

export interface PathMtu {
  readonly mtu: number;
  readonly until: Micros;
}

/** `linux`: as Linux does; `textbook`: RFC 9293 alone. */
export type Profile = 'linux' | 'textbook';

/** What holds descriptors. */
export interface Process {
  readonly name: ProcessName;
  readonly pid: number;
  /** The process that forked it; null: there from the beginning. */
  readonly parent: ProcessName | null;
  /** May bind ports below 1024. */
  readonly root: boolean;
  readonly ended: 'exit' | 'SIGKILL' | 'SIGPIPE' | 'power-loss' | null;
  /** Index is the descriptor, value the description or null. 0, 1 and 2 are the standard streams and hold STANDARD_STREAM. */
  readonly descriptors: readonly (number | null)[];
  /** Numbers that were open once: tells 'closed already' from 'never opened'. */
  readonly everOpened: number;
  /** By identifier; the first one is the program's main function. */
  readonly threads: readonly Thread[];
}

/** What descriptors 0, 1 and 2 hold: no socket. */
export const STANDARD_STREAM = -1;

/** What a process's first thread is called. */
export const MAIN_THREAD: ThreadName = 'main';

/** What blocks. */
export interface Thread {
  readonly id: number;
  /** Its number in the system; the main thread's is its process's (gettid(2)). */
  readonly tid: number;
  readonly name: ThreadName;
  readonly activity: Activity;
}

export type Activity =
  /** Runs its own code; it may make a call. */
  | { readonly kind: 'running' }
  /** Sleeps inside a call. */
  | {
      readonly kind: 'blocked';
      readonly pending: PendingCall;
      readonly until: WaitCondition;
      readonly fd: Fd;
      readonly on: readonly SocketId[];
      /** Epoll instances it sleeps on, by description. */
      readonly epolls: readonly number[];
    }
  /** Its condition has come true: it will look again when it is its turn. */
  | {
      readonly kind: 'woken';
      readonly pending: PendingCall;
      readonly until: WaitCondition;
      readonly fd: Fd;
      readonly on: readonly SocketId[];
      /** Epoll instances it sleeps on, by description. */
      readonly epolls: readonly number[];
    }
  | { readonly kind: 'ended' };

/** A call that has entered the kernel and has not returned. */
export interface PendingCall {
  readonly callId: CallId;
  readonly call: Call;
  readonly names: CallNames;
  readonly step: number | null;
  readonly entered: Micros;
  /** The socket behind the descriptor when the call entered. */
  readonly socket: SocketId | null;
  /** The open file description behind the descriptor when the call entered: the call goes on with it, whatever becomes of the number. */
  readonly description: number | null;
  /** Descriptions that the sleeping call keeps open: another thread may close their descriptors meanwhile. */
  readonly holds: readonly number[];
  /** accept: the number that it has taken for the connection to come, so that no other thread gets it. */
  readonly reserved: Fd | null;
  /** send, and recv with MSG_WAITALL: bytes moved so far. */
  readonly moved: number;
  /** recv with MSG_WAITALL: what was read so far. */
  readonly gathered: string;
  readonly blocked: boolean;
  /** connect: this call began the handshake, and did not find one under way. */
  readonly began: boolean;
}

export type OpenDescription = SocketDescription | EpollDescription;

interface Counted {
  readonly references: number;
  readonly nonblocking: boolean;
}

export interface SocketDescription extends Counted {
  readonly socket: SocketId;
}

export interface EpollDescription extends Counted {
  readonly socket: null;
  readonly epoll: Epoll;
}

/** An epoll instance (epoll(7)). */
export interface Epoll {
  /** In the order of registration. */
  readonly interest: readonly Watch[];
  readonly nextWatch: number;
  /** Those of the interest list that may have something to tell, by their numbers, in the order in which it came. */
  readonly ready: readonly number[];
  /** Epoll instances that watch this one, by description. */
  readonly watchers: readonly number[];
  /** Threads asleep on it, in the order in which they fell asleep. */
  readonly sleepers: readonly Sleeper[];
}

/** One registration: an open file description, under the number that the program registered. */
export interface Watch {
  readonly id: number;
  readonly description: number;
  readonly fd: Fd;
  /** The socket behind the description; null: another epoll instance. */
  readonly socket: SocketId | null;
  readonly events: readonly EpollEvent[];
  /** False once an EPOLLONESHOT registration has told, until EPOLL_CTL_MOD. */
  readonly armed: boolean;
}

export interface Socket {
  readonly id: SocketId;
  /** Null while unbound. */
  readonly local: Endpoint | null;
  readonly remote: Endpoint | null;
  /** It occupies `local.port`. A name may be stale: after a refused connect getsockname still tells the port (F09). */
  readonly holdsPort: boolean;
  /** The program chose the port itself: it is kept when the connection ends. */
  readonly portChosen: boolean;
  /** The program chose the address itself: it is kept when a connect fails. */
  readonly addressChosen: boolean;
  readonly options: SocketOptions;
  /** Not null while it listens. */
  readonly listening: Listening | null;
  /**
   * Not null from connect, or from the SYN, until the connection is gone. A descriptor may still refer to a connection
   * in TIME-WAIT; for the calls such a socket is closed, as on Linux, where TIME-WAIT is a record of its own.
   */
  readonly tcb: ControlBlock | null;
  /** For a connection made by a SYN and not yet accepted: its listener. */
  readonly listener: SocketId | null;
  /**
   * Whether the program has associated the socket with a peer (Linux's `socket->state`). It outlives the connection:
   * a socket whose connection was reset still answers EISCONN to connect (F81).
   */
  readonly association: 'none' | 'connecting' | 'connected';
  /** How the last connection of this socket ended; 'never' before the first end. */
  readonly past: 'never' | 'refused' | 'reset' | 'timed-out' | 'ended';
  /** SO_ERROR: reported once by the next call. */
  readonly error: Errno | null;
  readonly sendShut: boolean;
  readonly receiveShut: boolean;
  /** What a connection that is gone leaves to be read: a reset does not take back what had arrived (F31). */
  readonly remains: ReceiveRecord | null;
  /** No descriptor refers to it. */
  readonly orphaned: boolean;
  /** Threads asleep on it, as process name and thread number, in the order in which they fell asleep. */
  readonly sleepers: readonly Sleeper[];
  /** The flights that last carried text, SYN or FIN for the first time: a repeat names the one it repeats. */
  readonly flown: readonly Flown[];
  /** Epoll instances that watch it, by description. */
  readonly watchers: readonly number[];
  /** Somebody wanted to send and found no room: will be told when there is some (Linux's SOCK_NOSPACE). */
  readonly wantsSpace: boolean;
  /** Made by a process with the rights of root: SO_REUSEPORT shares a port within one user only (socket(7)). */
  readonly byRoot: boolean;
  /** When the simulation will next look at its timers; null when no look is due. */
  readonly alarm: Micros | null;
}

export interface Flown {
  readonly seq: SequenceNumber;
  readonly flight: FlightId;
}

export interface Sleeper {
  readonly process: ProcessName;
  readonly thread: number;
}

export interface SocketOptions {
  readonly reuseAddress: boolean;
  readonly reusePort: boolean;
  readonly linger: Linger;
  readonly receiveBuffer: number | null;
  readonly sendBuffer: number | null;
  readonly noDelay: boolean;
  readonly keepAlive: boolean;
  /** TCP_CORK: only full segments leave (tcp(7)). Absent, like every option below: as by default. */
  readonly cork?: boolean;
  /** TCP_MAXSEG, bytes. */
  readonly maxSegment?: number | undefined;
  /** TCP_KEEPIDLE and TCP_KEEPINTVL, seconds; TCP_KEEPCNT. */
  readonly keepIdle?: number;
  readonly keepInterval?: number;
  readonly keepCount?: number;
  /** TCP_USER_TIMEOUT, milliseconds. */
  readonly userTimeout?: number;
  /** SO_RCVTIMEO and SO_SNDTIMEO; 0: the call does not wait at all. */
  readonly receiveTimeout?: Micros | undefined;
  readonly sendTimeout?: Micros | undefined;
}

export interface Listening {
  readonly backlog: number;
  /** Half-open connections (SYN-RECEIVED), oldest first. */
  readonly synQueue: readonly SocketId[];
  /** Complete connections that wait for accept, oldest first; at most backlog + 1. */
  readonly acceptQueue: readonly SocketId[];
  /** The SYNs that were answered by a cookie lately, the newest last. Absent: none. */
  readonly cookies?: readonly Cookie[];
}

/**
 * A SYN that was answered without a half-open connection being kept. Linux keeps nothing at all and finds it encoded in our initial
 * sequence number, which comes back with the ACK.
 */
export interface Cookie {
  readonly syn: Segment;
  readonly iss: SequenceNumber;
}

/** Who uses a local port. */
export interface PortEntry {
  /** Sockets that hold the port and have no connection: bound or listening. */
  readonly bound: readonly SocketId[];
  /** Sockets with a connection from this port, keyed by the peer's port. */
  readonly connections: Table<readonly SocketId[]>;
}
