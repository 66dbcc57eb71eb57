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
export type OptionValue = number | Linger;
export type PollEvent = 'POLLIN' | 'POLLOUT' | 'POLLERR' | 'POLLHUP' | 'POLLRDHUP' | 'POLLNVAL';

/** One system call with its arguments, as a program hands it to the kernel. */
export type Call =
  | { readonly name: 'socket'; readonly family: 'AF_INET' | string; readonly nonblocking: boolean }
  | { readonly name: 'bind'; readonly fd: Fd; readonly address: Address; readonly port: number }
  | { readonly name: 'listen'; readonly fd: Fd; readonly backlog: number }
  /** `address` null: family AF_UNSPEC, which dissolves the association (connect(2)). */
  | { readonly name: 'connect'; readonly fd: Fd; readonly address: Address | null; readonly port: number }
  | { readonly name: 'accept'; readonly fd: Fd; readonly nonblocking: boolean }
  | { readonly name: 'send'; readonly fd: Fd; readonly data: Bytes; readonly flags: readonly MessageFlag[] }
  | { readonly name: 'recv'; readonly fd: Fd; readonly length: number; readonly flags: readonly MessageFlag[] }
  | { readonly name: 'shutdown'; readonly fd: Fd; readonly how: ShutdownHow }
  | { readonly name: 'close'; readonly fd: Fd }
  | { readonly name: 'getsockname'; readonly fd: Fd }
  | { readonly name: 'getpeername'; readonly fd: Fd }
  | { readonly name: 'setsockopt'; readonly fd: Fd; readonly option: SocketOption; readonly value: OptionValue }
  | { readonly name: 'getsockopt'; readonly fd: Fd; readonly option: SocketOption }
  | { readonly name: 'fcntl'; readonly fd: Fd; readonly option: 'O_NONBLOCK'; readonly value: boolean }
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
  | { readonly name: 'exit' }
  | { readonly name: 'kill' };

export type CallName = Call['name'];

/** What a call gave back. `errno` is null unless `returns` is -1. */
export interface CallResult {
  readonly returns: number;
  readonly errno: Errno | null;
  /** recv: the bytes read. */
  readonly data: Bytes | null;
  /** accept, getpeername: the peer; getsockname: the socket itself. */
  readonly address: Endpoint | null;
  /** getsockopt. */
  readonly value: OptionValue | null;
  /** poll: what each entry reported. */
  readonly revents: readonly (readonly PollEvent[])[] | null;
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
  | 'events'; // poll
