import type { CallName } from '../../engine/posix/call.ts';

/** The calls that the user's hand offers. Nothing is left out because it would fail: failing is what it is for. */
export const MAIN_CALLS = [
  'socket',
  'bind',
  'listen',
  'connect',
  'accept',
  'send',
  'recv',
  'shutdown',
  'close',
] as const satisfies readonly CallName[];
/** The others, by what they are for, behind one disclosure. */
export const MORE_CALLS = {
  bytes: ['read', 'write'],
  waiting: ['poll', 'select', 'epoll_create1', 'epoll_ctl', 'epoll_wait'],
  socket: ['getsockname', 'getpeername', 'setsockopt', 'getsockopt', 'fcntl'],
  process: ['dup', 'dup2', 'fork', 'thread', 'exit', 'kill'],
} as const satisfies Readonly<Record<string, readonly CallName[]>>;

export type CallGroup = keyof typeof MORE_CALLS;
export type HandCall = (typeof MAIN_CALLS)[number] | (typeof MORE_CALLS)[CallGroup][number];

export type FieldName =
  | 'fd'
  | 'newfd'
  | 'family'
  | 'address'
  | 'port'
  | 'backlog'
  | 'data'
  | 'times'
  | 'length'
  | 'how'
  | 'option'
  | 'value'
  | 'as'
  | 'nonblocking'
  | 'cloexec'
  | 'nosignal'
  | 'flags'
  | 'setting'
  | 'fds'
  | 'read'
  | 'write'
  | 'except'
  | 'timeout'
  | 'op'
  | 'target'
  | 'events'
  | 'maxevents';

/** What is typed into a form, as text. A check box holds `yes` or nothing, flags hold names separated by spaces. */
export type Draft = Readonly<Record<FieldName, string>>;

/** The arguments of each call, in the order of its prototype; `more` are those few calls need. */
export const FIELDS: Readonly<
  Record<HandCall, { readonly main: readonly FieldName[]; readonly more: readonly FieldName[] }>
> = {
  socket: { main: ['family', 'as'], more: ['nonblocking', 'cloexec'] },
  bind: { main: ['fd', 'address', 'port'], more: [] },
  listen: { main: ['fd', 'backlog'], more: [] },
  connect: { main: ['fd', 'address', 'port'], more: [] },
  accept: { main: ['fd', 'as'], more: ['nonblocking', 'cloexec'] },
  send: { main: ['fd', 'data', 'nosignal'], more: ['times', 'flags'] },
  recv: { main: ['fd', 'length'], more: ['flags'] },
  read: { main: ['fd', 'length'], more: [] },
  write: { main: ['fd', 'data'], more: ['times'] },
  poll: { main: ['fds', 'timeout'], more: [] },
  select: { main: ['read', 'write', 'timeout'], more: ['except'] },
  epoll_create1: { main: ['as'], more: ['cloexec'] },
  epoll_ctl: { main: ['fd', 'op', 'target', 'events'], more: [] },
  epoll_wait: { main: ['fd', 'timeout'], more: ['maxevents'] },
  fcntl: { main: ['fd', 'setting'], more: [] },
  shutdown: { main: ['fd', 'how'], more: [] },
  close: { main: ['fd'], more: [] },
  getsockname: { main: ['fd'], more: [] },
  getpeername: { main: ['fd'], more: [] },
  setsockopt: { main: ['fd', 'option', 'value'], more: [] },
  getsockopt: { main: ['fd', 'option'], more: [] },
  dup: { main: ['fd', 'as'], more: [] },
  dup2: { main: ['fd', 'newfd', 'as'], more: [] },
  fork: { main: ['as'], more: [] },
  thread: { main: ['as'], more: [] },
  exit: { main: [], more: [] },
  kill: { main: [], more: [] },
};

/** What a field offers to choose from. The first family works; the second shows what a wrong one does. */
export const CHOICES = {
  family: ['AF_INET', 'AF_INET6'],
  how: ['SHUT_WR', 'SHUT_RD', 'SHUT_RDWR'],
  option: [
    'SO_REUSEADDR',
    'SO_REUSEPORT',
    'TCP_NODELAY',
    'SO_KEEPALIVE',
    'SO_RCVBUF',
    'SO_SNDBUF',
    'SO_LINGER',
    'SO_RCVTIMEO',
    'SO_SNDTIMEO',
    'SO_ERROR',
  ],
  setting: ['F_SETFL, O_NONBLOCK', 'F_SETFL, 0', 'F_GETFL'],
  op: ['EPOLL_CTL_ADD', 'EPOLL_CTL_MOD', 'EPOLL_CTL_DEL'],
} as const satisfies Partial<Record<FieldName, readonly string[]>>;

/** MSG_NOSIGNAL has a box of its own: it decides whether a broken connection ends the process. */
export const SEND_FLAGS = ['MSG_DONTWAIT'] as const;
export const EPOLL_EVENTS = ['EPOLLIN', 'EPOLLOUT', 'EPOLLRDHUP', 'EPOLLET', 'EPOLLONESHOT', 'EPOLLEXCLUSIVE'] as const;
export const RECV_FLAGS = ['MSG_DONTWAIT', 'MSG_PEEK', 'MSG_WAITALL'] as const;
