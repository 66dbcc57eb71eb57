import type { Bytes } from '../base/bytes.ts';
import type { Address, Endpoint } from '../wire/address.ts';
import type { Errno } from './errno.ts';

/** A file descriptor: a small number that means something only inside one process. Any integer may be passed to a call. */
export type Fd = number;

export type MessageFlag = 'MSG_DONTWAIT' | 'MSG_NOSIGNAL' | 'MSG_PEEK' | 'MSG_WAITALL' | 'MSG_MORE';
export type ShutdownHow = 'SHUT_RD' | 'SHUT_WR' | 'SHUT_RDWR' | number;
export type SocketOption =
  | 'SO_REUSEADDR'
  | 'SO_REUSEPORT'
  | 'SO_LINGER'
  | 'SO_RCVBUF'
  | 'SO_SNDBUF'
  | 'SO_ERROR'
  | 'SO_TYPE'
  | 'SO_ACCEPTCONN'
  | 'SO_RCVTIMEO'
  | 'SO_SNDTIMEO'
  | 'SO_KEEPALIVE'
  | 'TCP_NODELAY'
  | 'TCP_CORK'
  | 'TCP_MAXSEG'
  | 'TCP_KEEPIDLE'
  | 'TCP_KEEPINTVL'
  | 'TCP_KEEPCNT'
  | 'TCP_USER_TIMEOUT';
/** SO_LINGER's structure (socket(7)). */
export interface Linger {
  readonly onoff: number;
  readonly seconds: number;
}
/** The structure of SO_RCVTIMEO and SO_SNDTIMEO (socket(7)); {0, 0}: no limit. */
export interface Timeval {
  readonly seconds: number;
  readonly micros: number;
}
export type OptionValue = number | Linger | Timeval;
export type PollEvent = 'POLLIN' | 'POLLOUT' | 'POLLERR' | 'POLLHUP' | 'POLLRDHUP' | 'POLLNVAL';
/** What epoll reports, and how (epoll_ctl(2)): the last three ask for a manner of reporting. */
export type EpollEvent =
  | 'EPOLLIN'
  | 'EPOLLOUT'
  | 'EPOLLERR'
  | 'EPOLLHUP'
  | 'EPOLLRDHUP'
  | 'EPOLLET'
  | 'EPOLLONESHOT'
  | 'EPOLLEXCLUSIVE';
export type EpollOperation = 'EPOLL_CTL_ADD' | 'EPOLL_CTL_MOD' | 'EPOLL_CTL_DEL';

/** One entry of what epoll_wait filled in; `fd` is the number under which it was registered. */
export interface EpollReport {
  readonly fd: Fd;
  readonly events: readonly EpollEvent[];
}

/** The three sets of select(2): what each held, or holds on return. */
export interface SelectSets {
  readonly read: readonly Fd[];
  readonly write: readonly Fd[];
  readonly except: readonly Fd[];
}

/** One system call with its arguments, as a program hands it to the kernel. */
export type Call =
  | ({ readonly name: 'socket'; readonly family: 'AF_INET' | string } & OpenFlags)
  | { readonly name: 'bind'; readonly fd: Fd; readonly address: Address; readonly port: number }
  | { readonly name: 'listen'; readonly fd: Fd; readonly backlog: number }
  /** `address` null: family AF_UNSPEC, which dissolves the association (connect(2)). */
  | { readonly name: 'connect'; readonly fd: Fd; readonly address: Address | null; readonly port: number }
  /** With a flag it is accept4(2). */
  | ({ readonly name: 'accept'; readonly fd: Fd } & OpenFlags)
  | { readonly name: 'send'; readonly fd: Fd; readonly data: Bytes; readonly flags: readonly MessageFlag[] }
  | { readonly name: 'recv'; readonly fd: Fd; readonly length: number; readonly flags: readonly MessageFlag[] }
  | { readonly name: 'read'; readonly fd: Fd; readonly length: number }
  | { readonly name: 'write'; readonly fd: Fd; readonly data: Bytes }
  | { readonly name: 'shutdown'; readonly fd: Fd; readonly how: ShutdownHow }
  | { readonly name: 'close'; readonly fd: Fd }
  | { readonly name: 'getsockname'; readonly fd: Fd }
  | { readonly name: 'getpeername'; readonly fd: Fd }
  | { readonly name: 'setsockopt'; readonly fd: Fd; readonly option: SocketOption; readonly value: OptionValue }
  | { readonly name: 'getsockopt'; readonly fd: Fd; readonly option: SocketOption }
  /** F_SETFL with O_NONBLOCK set or cleared. */
  | { readonly name: 'fcntl'; readonly fd: Fd; readonly option: 'O_NONBLOCK'; readonly value: boolean }
  | { readonly name: 'fcntl'; readonly fd: Fd; readonly option: 'F_GETFL' }
  | {
      readonly name: 'poll';
      readonly fds: readonly { readonly fd: Fd; readonly events: readonly PollEvent[] }[];
      readonly timeout: number;
    }
  | { readonly name: 'dup'; readonly fd: Fd }
  | { readonly name: 'dup2'; readonly fd: Fd; readonly newfd: Fd }
  /** `child`: what the World calls the new process; the program knows only its number. */
  | { readonly name: 'fork'; readonly child: string }
  /** pthread_create(3). `thread`: what the process calls its new thread. */
  | { readonly name: 'thread'; readonly thread: string }
  /** Null: no such set. `timeout` in milliseconds; negative: none. */
  | {
      readonly name: 'select';
      readonly nfds: number;
      readonly read: readonly Fd[] | null;
      readonly write: readonly Fd[] | null;
      readonly except: readonly Fd[] | null;
      readonly timeout: number;
    }
  | { readonly name: 'epoll_create1'; readonly cloexec: boolean }
  | {
      readonly name: 'epoll_ctl';
      /** The epoll instance. */
      readonly fd: Fd;
      readonly op: EpollOperation;
      readonly target: Fd;
      readonly events: readonly EpollEvent[];
    }
  | { readonly name: 'epoll_wait'; readonly fd: Fd; readonly maxevents: number; readonly timeout: number }
  | { readonly name: 'exit' }
  | { readonly name: 'kill' };

/** SOCK_NONBLOCK and SOCK_CLOEXEC (socket(2)). No program here calls exec, so that the latter has no effect. */
export interface OpenFlags {
  readonly nonblocking: boolean;
  readonly cloexec?: boolean;
}

/** Whether a call returns a new descriptor, to which the program may give a name. */
export const opensDescriptor = (name: CallName): boolean =>
  name === 'socket' || name === 'accept' || name === 'epoll_create1' || name === 'dup' || name === 'dup2';

/** The bytes that a call gives the kernel to send; null: it is another call. */
export const dataOf = (call: Call): Bytes | null => (call.name === 'send' || call.name === 'write' ? call.data : null);

/** How many bytes a call wants from the kernel; null: it is another call. */
export const lengthAsked = (call: Call): number | null =>
  call.name === 'recv' || call.name === 'read' ? call.length : null;

/** The C function that makes a call: accept with flags is accept4(2). */
export const functionOf = (call: Call): string =>
  call.name === 'accept' && (call.nonblocking || call.cloexec === true) ? 'accept4' : call.name;

export type CallName = Call['name'];

/** What a call gave back. `errno` is null unless `returns` is -1. */
export interface CallResult {
  readonly returns: number;
  readonly errno: Errno | null;
  /** recv, read: the bytes read. */
  readonly data: Bytes | null;
  /** accept, getpeername: the peer; getsockname: the socket itself. */
  readonly address: Endpoint | null;
  /** getsockopt. */
  readonly value: OptionValue | null;
  /** poll: what each entry reported. */
  readonly revents: readonly (readonly PollEvent[])[] | null;
  /** select: the descriptors left in each set. */
  readonly sets?: SelectSets;
  /** select: what Linux leaves of the timeout, microseconds. */
  readonly left?: number;
  /** epoll_wait. */
  readonly ready?: readonly EpollReport[];
  /** The signal that ended the process during the call; then `returns` means nothing. */
  readonly signal: 'SIGPIPE' | 'SIGKILL' | null;
}

const NOTHING: CallResult = {
  returns: 0,
  errno: null,
  data: null,
  address: null,
  value: null,
  revents: null,
  signal: null,
};

export const success = (returns: number, more: Partial<CallResult> = {}): CallResult => ({
  ...NOTHING,
  ...more,
  returns,
});
export const failure = (errno: Errno): CallResult => ({ ...NOTHING, returns: -1, errno });

/** What a sleeping thread waits for. */
export type WaitCondition =
  | 'handshake' // connect: until the SYN is answered
  | 'connection' // accept: until the accept queue holds a connection
  | 'data' // recv: until bytes, the end of the stream or an error arrive
  | 'buffer-space' // send: until the send buffer has room
  | 'linger' // close with SO_LINGER: until what was sent is acknowledged
  | 'events'; // poll, select, epoll_wait
