import type { Bytes } from '../../engine/base/bytes.ts';
import type { Call, CallName, MessageFlag, OptionValue, PollEvent, SocketOption } from '../../engine/posix/call.ts';
import { type Address, parseAddress } from '../../engine/wire/address.ts';
import { memberPath } from '../../programs/read-json.ts';
import {
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

const FLAGS: readonly MessageFlag[] = ['MSG_DONTWAIT', 'MSG_NOSIGNAL', 'MSG_PEEK', 'MSG_WAITALL'];
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
  exit: [],
  kill: [],
};

/** Reads a system call with its arguments; throws a Refusal. Arguments that a kernel would refuse are let through: it shall. */
export function readCall(value: unknown, path: string): Call {
  const names = Object.keys(ARGUMENTS) as CallName[];
  const name = readChoice(readNamed(value, path)['name'], memberPath(path, 'name'), names, 'unknown-call');
  const members = readObject(value, path, ['name', ...ARGUMENTS[name]]);
  const call: Record<string, unknown> = { name };
  for (const key of ARGUMENTS[name]) call[key] = readArgument(name, key, members, memberPath(path, key));
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
      return readInteger(value, path, -INT_MAX - 1, INT_MAX);
    case 'port':
      return readInteger(value, path, 0, 65_535);
    case 'length':
      return readInteger(value, path, 0, INT_MAX);
    case 'timeout':
      return readInteger(value, path, -1, DAY);
    case 'family':
      return readText(value, path);
    case 'nonblocking':
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
      return name === 'fcntl' ? readChoice(value, path, ['O_NONBLOCK']) : readChoice(value, path, OPTIONS);
    case 'value':
      return name === 'fcntl' ? readBoolean(value, path) : readOptionValue(value, path);
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
  const members = readObject(value, path, ['onoff', 'seconds']);
  const part = (key: 'onoff' | 'seconds'): number =>
    readInteger(members[key], memberPath(path, key), -INT_MAX - 1, INT_MAX);
  return { onoff: part('onoff'), seconds: part('seconds') };
}

function readPollEntry(value: unknown, path: string) {
  const members = readObject(value, path, ['fd', 'events']);
  const events = memberPath(path, 'events');
  return {
    fd: readInteger(members['fd'], memberPath(path, 'fd'), -INT_MAX - 1, INT_MAX),
    events: readList(members['events'], events).map((event, index) => readChoice(event, `${events}[${index}]`, EVENTS)),
  };
}
