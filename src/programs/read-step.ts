import { assertNever } from '../engine/base/assert-never.ts';
import { MAIN_THREAD } from '../engine/kernel/host.ts';
import type { Call, EpollEvent, MessageFlag, PollEvent, SocketOption } from '../engine/posix/call.ts';
import { parseAddress } from '../engine/wire/address.ts';
import type { CallStep, FdReference, ScriptStep } from './call-script.ts';
import { memberPath } from './read-json.ts';
import {
  has,
  readBoolean,
  readChoice,
  readInteger,
  readList,
  readNamed,
  readNewName,
  readNumber,
  readObject,
  readText,
  refuse,
} from './readers.ts';

/** What a step may refer to: what the file has said before it. */
export interface StepContext {
  /** Addresses of hosts. */
  readonly addresses: readonly string[];
  /** Names of processes. */
  readonly processes: readonly string[];
  /** The names that earlier steps of each process give. */
  readonly given: ReadonlyMap<string, ReadonlySet<string>>;
  /** The threads of each process that earlier steps have begun. */
  readonly threads: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether names that nobody gave, and binding to strange addresses, are let through. */
  readonly lenient: boolean;
}

/** The longest wait: a day. */
const DAY = 86_400_000;
/** The most bytes that one send may fill in. */
const MOST_BYTES = 100_000_000;
const INT_MAX = 2 ** 31 - 1;

type Key = Exclude<keyof CallStep, 'process' | 'thread' | 'call'>;
type CallName = Call['name'];

const FD = ['fd'] as const;

/** What each call takes: keys it needs, keys it may have. */
const ARGUMENTS: Readonly<Record<CallName, { readonly needs: readonly Key[]; readonly may?: readonly Key[] }>> = {
  socket: { needs: [], may: ['as', 'family', 'flags'] },
  bind: { needs: ['fd', 'address', 'port'] },
  listen: { needs: ['fd', 'backlog'] },
  connect: { needs: ['fd', 'address', 'port'], may: ['family'] },
  accept: { needs: FD, may: ['as', 'flags'] },
  send: { needs: FD, may: ['data', 'bytes', 'flags'] },
  recv: { needs: ['fd', 'length'], may: ['flags'] },
  read: { needs: ['fd', 'length'] },
  write: { needs: FD, may: ['data', 'bytes'] },
  shutdown: { needs: ['fd', 'how'] },
  close: { needs: FD },
  getsockname: { needs: FD },
  getpeername: { needs: FD },
  setsockopt: { needs: ['fd', 'option', 'value'] },
  getsockopt: { needs: ['fd', 'option'] },
  fcntl: { needs: ['fd', 'option'], may: ['value'] },
  poll: { needs: ['fds'], may: ['timeout'] },
  dup: { needs: FD, may: ['as'] },
  dup2: { needs: ['fd', 'newfd'], may: ['as'] },
  fork: { needs: ['as'] },
  thread: { needs: ['as'] },
  select: { needs: [], may: ['read', 'write', 'except', 'nfds', 'timeout'] },
  epoll_create1: { needs: [], may: ['as', 'flags'] },
  epoll_ctl: { needs: ['fd', 'op', 'target'], may: ['events'] },
  epoll_wait: { needs: FD, may: ['maxevents', 'timeout'] },
  exit: { needs: [] },
  kill: { needs: [] },
};

const SOCKET_OPTIONS: readonly SocketOption[] = [
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
const MESSAGE_FLAGS: readonly MessageFlag[] = ['MSG_DONTWAIT', 'MSG_NOSIGNAL', 'MSG_PEEK', 'MSG_WAITALL', 'MSG_MORE'];
const POLL_EVENTS: readonly PollEvent[] = ['POLLIN', 'POLLOUT', 'POLLERR', 'POLLHUP', 'POLLRDHUP', 'POLLNVAL'];
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
const EPOLL_OPERATIONS = ['EPOLL_CTL_ADD', 'EPOLL_CTL_MOD', 'EPOLL_CTL_DEL'] as const;
/** A set of select(2) holds descriptors below this (FD_SETSIZE); beyond, FD_SET writes past its end. */
const FD_SETSIZE = 1024;
const FAMILIES = ['AF_INET', 'AF_INET6', 'AF_UNIX', 'AF_UNSPEC'] as const;

/** Every call that a step may make. */
export const CALL_NAMES = Object.keys(ARGUMENTS) as readonly CallName[];

/** Reads one step; throws a Refusal. */
export function readStep(value: unknown, path: string, context: StepContext): ScriptStep {
  const raw = readNamed(value, path);
  if (has(raw, 'wait')) {
    const members = readObject(value, path, ['wait']);
    return { wait: readNumber(members['wait'], memberPath(path, 'wait'), 0, DAY) };
  }
  if (!has(raw, 'call')) {
    return refuse('missing', memberPath(path, 'call'), undefined, { kind: 'required', keys: ['call', 'wait'] });
  }
  const call = readChoice(raw['call'], memberPath(path, 'call'), CALL_NAMES, 'unknown-call');
  const { needs, may = [] } = ARGUMENTS[call];
  // AF_UNSPEC dissolves the association, and names no peer (connect(2)).
  const disconnects = call === 'connect' && raw['family'] === 'AF_UNSPEC';
  // F_SETFL has a value, F_GETFL has none (fcntl(2)).
  const sets = call === 'fcntl' && raw['option'] !== 'F_GETFL';
  const required = disconnects ? FD : sets ? [...needs, ...may] : needs;
  const optional = disconnects ? ['family', 'address', 'port'] : call === 'fcntl' ? [] : may;
  const members = readObject(value, path, ['process', 'call', ...required], ['thread', ...optional]);
  const process = readChoice(members['process'], memberPath(path, 'process'), context.processes, 'unknown-process');
  if ((call === 'send' || call === 'write') && has(members, 'data') === has(members, 'bytes')) {
    const surplus = has(members, 'data') ? members['bytes'] : undefined;
    const key = surplus === undefined ? 'data' : 'bytes';
    return refuse(surplus === undefined ? 'missing' : 'duplicate', memberPath(path, key), surplus, {
      kind: 'required',
      keys: ['data', 'bytes'],
    });
  }
  if (call === 'epoll_ctl' && raw['op'] !== 'EPOLL_CTL_DEL' && !has(members, 'events')) {
    return refuse('missing', memberPath(path, 'events'), undefined, { kind: 'required', keys: ['events'] });
  }
  const step: Record<string, unknown> = { process, call };
  if (has(members, 'thread')) {
    const threads = [MAIN_THREAD, ...(context.threads.get(process) ?? [])];
    step['thread'] = readChoice(members['thread'], memberPath(path, 'thread'), threads, 'unknown-thread');
  }
  for (const key of [...required, ...optional] as Key[]) {
    if (has(members, key)) step[key] = readArgument(call, key, members, memberPath(path, key), process, context);
  }
  return step as unknown as CallStep;
}

function readArgument(
  call: CallName,
  key: Key,
  members: Readonly<Record<string, unknown>>,
  path: string,
  process: string,
  context: StepContext,
): CallStep[Key] {
  const value = members[key];
  switch (key) {
    case 'as':
      return call === 'fork' || call === 'thread'
        ? readUnusedName(value, path, call, process, context)
        : readNewName(value, path);
    case 'fd':
    case 'newfd':
      return readDescriptor(value, path, process, context);
    case 'family':
      return readChoice(value, path, call === 'connect' ? (['AF_INET', 'AF_UNSPEC'] as const) : FAMILIES);
    case 'address':
      return readAddress(value, path, call, context);
    case 'port':
      return readPort(value, path, context);
    case 'backlog':
      return readInteger(value, path, -INT_MAX - 1, INT_MAX);
    case 'data':
      return readText(value, path);
    case 'bytes':
      return readInteger(value, path, 0, MOST_BYTES);
    case 'length':
      return readInteger(value, path, 0, INT_MAX);
    case 'flags': {
      const choices =
        call === 'send' || call === 'recv'
          ? MESSAGE_FLAGS
          : call === 'epoll_create1'
            ? (['EPOLL_CLOEXEC'] as const)
            : (['SOCK_NONBLOCK', 'SOCK_CLOEXEC'] as const);
      return readList(value, path).map((flag, index) => readChoice(flag, `${path}[${index}]`, choices));
    }
    case 'how':
      return typeof value === 'number'
        ? readInteger(value, path, -INT_MAX - 1, INT_MAX)
        : readChoice(value, path, ['SHUT_RD', 'SHUT_WR', 'SHUT_RDWR'] as const);
    case 'option':
      return call === 'fcntl'
        ? readChoice(value, path, ['O_NONBLOCK', 'F_GETFL'] as const)
        : readChoice(value, path, SOCKET_OPTIONS);
    case 'value':
      return call === 'fcntl' ? readBoolean(value, path) : readOptionValue(value, path, String(members['option']));
    case 'fds':
      return readList(value, path).map((entry, index) => readPollEntry(entry, `${path}[${index}]`, process, context));
    case 'timeout':
      return readInteger(value, path, -INT_MAX - 1, DAY);
    case 'read':
    case 'write':
    case 'except':
      return readList(value, path).map((entry, index) => readMember(entry, `${path}[${index}]`, process, context));
    case 'nfds':
    case 'maxevents':
      return readInteger(value, path, -INT_MAX - 1, INT_MAX);
    case 'op':
      return readChoice(value, path, EPOLL_OPERATIONS);
    case 'target':
      return readDescriptor(value, path, process, context);
    case 'events':
      return readList(value, path).map((event, index) => readChoice(event, `${path}[${index}]`, EPOLL_EVENTS));
    default:
      return assertNever(key);
  }
}

/** The name of a new process, which no other process has; or of a new thread, which no other thread of its process has. */
function readUnusedName(
  value: unknown,
  path: string,
  call: 'fork' | 'thread',
  process: string,
  context: StepContext,
): string {
  const name = readNewName(value, path);
  const taken = call === 'fork' ? context.processes : [MAIN_THREAD, ...(context.threads.get(process) ?? [])];
  return taken.includes(name) ? refuse('duplicate', path, name, { kind: 'unused-name', of: call, taken }) : name;
}

function readDescriptor(value: unknown, path: string, process: string, context: StepContext): FdReference {
  const names = [...(context.given.get(process) ?? [])];
  const expected = { kind: 'descriptor', process, names } as const;
  if (typeof value === 'number') {
    return Number.isInteger(value) && Math.abs(value) <= INT_MAX
      ? value
      : refuse('out-of-range', path, value, expected);
  }
  if (typeof value !== 'string') return refuse('wrong-type', path, value, expected);
  return context.lenient || names.includes(value) ? value : refuse('unknown-name', path, value, expected);
}

/** A descriptor in a set of select(2). */
function readMember(value: unknown, path: string, process: string, context: StepContext): FdReference {
  const fd = readDescriptor(value, path, process, context);
  return typeof fd === 'number' && (fd < 0 || fd >= FD_SETSIZE) ? readInteger(fd, path, 0, FD_SETSIZE - 1) : fd;
}

function readAddress(value: unknown, path: string, call: CallName, context: StepContext): string {
  const any = call === 'bind';
  const expected = { kind: 'host-address', hosts: context.addresses, any } as const;
  if (typeof value !== 'string') return refuse('wrong-type', path, value, expected);
  const strange = any && context.lenient && parseAddress(value) !== null;
  return context.addresses.includes(value) || (any && value === '0.0.0.0') || strange
    ? value
    : refuse('unknown-address', path, value, expected);
}

function readPort(value: unknown, path: string, context: StepContext): number | string {
  const names = [...context.given].flatMap(([process, own]) => [...own].map((name) => `${process}.${name}`));
  const expected = { kind: 'port', names } as const;
  if (typeof value === 'number') {
    return Number.isInteger(value) && value >= 0 && value <= 65_535
      ? value
      : refuse('out-of-range', path, value, expected);
  }
  if (typeof value !== 'string') return refuse('wrong-type', path, value, expected);
  const isReference = context.processes.some((process) => value.startsWith(`${process}.`));
  return names.includes(value) || (context.lenient && isReference)
    ? value
    : refuse('unknown-name', path, value, expected);
}

function readOptionValue(value: unknown, path: string, option: string): CallStep['value'] {
  const linger = option === 'SO_LINGER';
  if (linger && typeof value === 'object' && value !== null) {
    const members = readObject(value, path, ['onoff', 'seconds']);
    return {
      onoff: readInteger(members['onoff'], memberPath(path, 'onoff'), 0, INT_MAX),
      seconds: readInteger(members['seconds'], memberPath(path, 'seconds'), 0, INT_MAX),
    };
  }
  const timed = option === 'SO_RCVTIMEO' || option === 'SO_SNDTIMEO';
  if (timed && typeof value === 'object' && value !== null) {
    const members = readObject(value, path, ['seconds', 'micros']);
    return {
      seconds: readInteger(members['seconds'], memberPath(path, 'seconds'), -INT_MAX - 1, INT_MAX),
      micros: readInteger(members['micros'], memberPath(path, 'micros'), -INT_MAX - 1, INT_MAX),
    };
  }
  const shape = linger ? 'linger' : timed ? 'timeval' : 'number';
  return shape === 'number' && typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= INT_MAX
    ? value
    : refuse('wrong-type', path, value, { kind: 'option-value', option, shape });
}

function readPollEntry(value: unknown, path: string, process: string, context: StepContext) {
  const members = readObject(value, path, ['fd', 'events']);
  const events = memberPath(path, 'events');
  return {
    fd: readDescriptor(members['fd'], memberPath(path, 'fd'), process, context),
    events: readList(members['events'], events).map((event, index) =>
      readChoice(event, `${events}[${index}]`, POLL_EVENTS),
    ),
  };
}
