import type { Bytes } from '../../engine/base/bytes.ts';
import type {
  Call,
  CallName,
  EpollEvent,
  MessageFlag,
  OptionValue,
  PollEvent,
  SocketOption,
} from '../../engine/posix/call.ts';
import { type Address, parseAddress } from '../../engine/wire/address.ts';
import { memberPath } from '../../programs/read-json.ts';
import {
  has,
  readBoolean,
  readChoice,
  readInteger,
  readList,
  readNamed,
  readNewName,
  readObject,
  readText,
  refuse,
} from '../../programs/readers.ts';

const INT_MAX = 2 ** 31 - 1;
const DAY = 86_400_000;
/** A set of select(2) holds descriptors below this. */
const FD_SETSIZE = 1024;

const FLAGS: readonly MessageFlag[] = ['MSG_DONTWAIT', 'MSG_NOSIGNAL', 'MSG_PEEK', 'MSG_WAITALL', 'MSG_MORE'];
const EVENTS: readonly PollEvent[] = ['POLLIN', 'POLLOUT', 'POLLERR', 'POLLHUP', 'POLLRDHUP', 'POLLNVAL'];
const OPTIONS: readonly SocketOption[] = [
  'SO_REUSEADDR',
  'SO_REUSEPORT',
  'SO_LINGER',
  'SO_RCVBUF',
  'SO_SNDBUF',
  'SO_ERROR',
  'SO_TYPE',
  'SO_ACCEPTCONN',
  'SO_RCVTIMEO',
  'SO_SNDTIMEO',
  'SO_KEEPALIVE',
  'TCP_NODELAY',
  'TCP_CORK',
  'TCP_MAXSEG',
  'TCP_KEEPIDLE',
  'TCP_KEEPINTVL',
  'TCP_KEEPCNT',
  'TCP_USER_TIMEOUT',
];
const EPOLL_EVENTS: readonly EpollEvent[] = [
  'EPOLLIN',
  'EPOLLOUT',
  'EPOLLERR',
  'EPOLLHUP',
  'EPOLLRDHUP',
  'EPOLLET',
  'EPOLLONESHOT',
  'EPOLLEXCLUSIVE',
];

/** The arguments of every call, as a recording holds them: all are there. */
const ARGUMENTS: Readonly<Record<CallName, readonly string[]>> = {
  socket: ['family', 'nonblocking'],
  bind: ['fd', 'address', 'port'],
  listen: ['fd', 'backlog'],
  connect: ['fd', 'address', 'port'],
  accept: ['fd', 'nonblocking'],
  send: ['fd', 'data', 'flags'],
  recv: ['fd', 'length', 'flags'],
  shutdown: ['fd', 'how'],
  close: ['fd'],
  getsockname: ['fd'],
  getpeername: ['fd'],
  setsockopt: ['fd', 'option', 'value'],
  getsockopt: ['fd', 'option'],
  fcntl: ['fd', 'option', 'value'],
  poll: ['fds', 'timeout'],
  dup: ['fd'],
  dup2: ['fd', 'newfd'],
  fork: ['child'],
  thread: ['thread'],
  read: ['fd', 'length'],
  write: ['fd', 'data'],
  select: ['nfds', 'read', 'write', 'except', 'timeout'],
  epoll_create1: ['cloexec'],
  epoll_ctl: ['fd', 'op', 'target', 'events'],
  epoll_wait: ['fd', 'maxevents', 'timeout'],
  exit: [],
  kill: [],
};

/** Reads a system call with its arguments; throws a Refusal. Arguments that a kernel would refuse are let through: it shall. */
export function readCall(value: unknown, path: string): Call {
  const names = Object.keys(ARGUMENTS) as CallName[];
  const name = readChoice(readNamed(value, path)['name'], memberPath(path, 'name'), names, 'unknown-call');
  const raw = readNamed(value, path);
  const needs = ARGUMENTS[name].filter((key) => key !== 'value' || raw['option'] !== 'F_GETFL');
  const may = name === 'socket' || name === 'accept' ? ['cloexec'] : [];
  const members = readObject(value, path, ['name', ...needs], may);
  const call: Record<string, unknown> = { name };
  for (const key of [...needs, ...may.filter((one) => has(members, one))])
    call[key] = readArgument(name, key, members, memberPath(path, key));
  return call as Call;
}

function readArgument(name: CallName, key: string, members: Readonly<Record<string, unknown>>, path: string): unknown {
  const value = members[key];
  switch (key) {
    case 'child':
    case 'thread':
      return readNewName(value, path);
    case 'fd':
    case 'newfd':
    case 'backlog':
    case 'target':
    case 'nfds':
    case 'maxevents':
      return readInteger(value, path, -INT_MAX - 1, INT_MAX);
    case 'port':
      return readInteger(value, path, 0, 65_535);
    case 'length':
      return readInteger(value, path, 0, INT_MAX);
    case 'timeout':
      return readInteger(value, path, -INT_MAX - 1, DAY);
    case 'family':
      return readText(value, path);
    case 'nonblocking':
    case 'cloexec':
      return readBoolean(value, path);
    case 'address':
      return name === 'connect' && value === null ? null : readAddress(value, path);
    case 'data':
      return readBytes(value, path);
    case 'flags':
      return readList(value, path).map((flag, index) => readChoice(flag, `${path}[${index}]`, FLAGS));
    case 'how':
      return typeof value === 'number'
        ? readInteger(value, path, -INT_MAX - 1, INT_MAX)
        : readChoice(value, path, ['SHUT_RD', 'SHUT_WR', 'SHUT_RDWR']);
    case 'option':
      return name === 'fcntl' ? readChoice(value, path, ['O_NONBLOCK', 'F_GETFL']) : readChoice(value, path, OPTIONS);
    case 'value':
      return name === 'fcntl' ? readBoolean(value, path) : readOptionValue(value, path);
    case 'read':
    case 'write':
    case 'except':
      return value === null
        ? null
        : readList(value, path).map((fd, index) => readInteger(fd, `${path}[${index}]`, 0, FD_SETSIZE - 1));
    case 'op':
      return readChoice(value, path, ['EPOLL_CTL_ADD', 'EPOLL_CTL_MOD', 'EPOLL_CTL_DEL']);
    case 'events':
      return readList(value, path).map((event, index) => readChoice(event, `${path}[${index}]`, EPOLL_EVENTS));
    case 'fds':
      return readList(value, path).map((entry, index) => readPollEntry(entry, `${path}[${index}]`));
    default:
      return refuse('unknown-key', path, value, { kind: 'keys', keys: ARGUMENTS[name] });
  }
}

function readAddress(value: unknown, path: string): Address {
  const address = parseAddress(readText(value, path));
  return address ?? refuse('unknown-address', path, value, { kind: 'ipv4' });
}

/** One character a byte, U+0000 to U+00FF. */
function readBytes(value: unknown, path: string): Bytes {
  const text = readText(value, path);
  return /^[\u0000-\u00ff]*$/.test(text) ? (text as Bytes) : refuse('out-of-range', path, value, { kind: 'text' });
}

function readOptionValue(value: unknown, path: string): OptionValue {
  if (typeof value === 'number') return readInteger(value, path, -INT_MAX - 1, INT_MAX);
  const timed = has(readNamed(value, path), 'micros');
  const members = readObject(value, path, timed ? ['seconds', 'micros'] : ['onoff', 'seconds']);
  const part = (key: 'onoff' | 'seconds' | 'micros'): number =>
    readInteger(members[key], memberPath(path, key), -INT_MAX - 1, INT_MAX);
  return timed
    ? { seconds: part('seconds'), micros: part('micros') }
    : { onoff: part('onoff'), seconds: part('seconds') };
}

function readPollEntry(value: unknown, path: string) {
  const members = readObject(value, path, ['fd', 'events']);
  const events = memberPath(path, 'events');
  return {
    fd: readInteger(members['fd'], memberPath(path, 'fd'), -INT_MAX - 1, INT_MAX),
    events: readList(members['events'], events).map((event, index) => readChoice(event, `${events}[${index}]`, EVENTS)),
  };
}
