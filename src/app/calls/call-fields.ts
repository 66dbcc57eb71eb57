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
export const MORE_CALLS = [
  'getsockname',
  'getpeername',
  'setsockopt',
  'getsockopt',
  'exit',
  'kill',
] as const satisfies readonly CallName[];

export type HandCall = (typeof MAIN_CALLS)[number] | (typeof MORE_CALLS)[number];

export type FieldName =
  | 'fd'
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
  | 'nosignal'
  | 'flags';

/** What is typed into a form, as text. A check box holds `yes` or nothing, flags hold names separated by spaces. */
export type Draft = Readonly<Record<FieldName, string>>;

/** The arguments of each call, in the order of its prototype; `more` are those few calls need. */
export const FIELDS: Readonly<
  Record<HandCall, { readonly main: readonly FieldName[]; readonly more: readonly FieldName[] }>
> = {
  socket: { main: ['family', 'as'], more: ['nonblocking'] },
  bind: { main: ['fd', 'address', 'port'], more: [] },
  listen: { main: ['fd', 'backlog'], more: [] },
  connect: { main: ['fd', 'address', 'port'], more: [] },
  accept: { main: ['fd', 'as'], more: ['nonblocking'] },
  send: { main: ['fd', 'data', 'nosignal'], more: ['times', 'flags'] },
  recv: { main: ['fd', 'length'], more: ['flags'] },
  shutdown: { main: ['fd', 'how'], more: [] },
  close: { main: ['fd'], more: [] },
  getsockname: { main: ['fd'], more: [] },
  getpeername: { main: ['fd'], more: [] },
  setsockopt: { main: ['fd', 'option', 'value'], more: [] },
  getsockopt: { main: ['fd', 'option'], more: [] },
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
    'SO_ERROR',
  ],
} as const satisfies Partial<Record<FieldName, readonly string[]>>;

/** MSG_NOSIGNAL has a box of its own: it decides whether a broken connection ends the process. */
export const SEND_FLAGS = ['MSG_DONTWAIT'] as const;
export const RECV_FLAGS = ['MSG_DONTWAIT', 'MSG_PEEK', 'MSG_WAITALL'] as const;
