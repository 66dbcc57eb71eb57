import { assertNever } from '../../engine/base/assert-never.ts';
import type { Bytes } from '../../engine/base/bytes.ts';
import {
  type Call,
  type CallResult,
  type EpollEvent,
  functionOf,
  type MessageFlag,
  type OpenFlags,
  type OptionValue,
  type PollEvent,
} from '../../engine/posix/call.ts';
import { ERRNO_NUMBERS } from '../../engine/posix/errno-number.ts';
import type { Endpoint } from '../../engine/wire/address.ts';
import { ERROR_TEXT } from './error-text.ts';

/** Where a buffer that the kernel did not fill is said to lie. */
const BUFFER = '0x7ffd5c0a1b40';
/** Where a child's number is put, and where a new thread's stack and local storage lie. */
const TID_ADDRESS = '0x7f1c4a9fe990';
const STACK = '0x7f1c4a1fe000';
const TLS = '0x7f1c4a9fe6c0';
const FORK_FLAGS = 'CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD';
const THREAD_FLAGS =
  'CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD|CLONE_SYSVSEM|CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_CLEARTID';
/** So many bytes of a string are shown (strace(1), -s). */
const SHOWN = 32;

/** The system call's name: send and recv are sendto and recvfrom without an address. */
export function nameOf(call: Call): string {
  if (call.name === 'send') return 'sendto';
  if (call.name === 'recv') return 'recvfrom';
  if (call.name === 'exit') return 'exit_group';
  // What glibc's fork and pthread_create call.
  if (call.name === 'fork') return 'clone';
  if (call.name === 'thread') return 'clone3';
  // The C library makes select by it.
  return call.name === 'select' ? 'pselect6' : functionOf(call);
}

/** What is printed when the call enters the kernel: the arguments that it reads. */
export function showEntry(call: Call): string {
  const name = nameOf(call);
  switch (call.name) {
    case 'socket':
      return `${name}(${call.family}, ${['SOCK_STREAM', ...openFlags(call)].join('|')}, IPPROTO_IP`;
    case 'bind':
      return `${name}(${call.fd}, ${showAddress(call)}, 16`;
    case 'connect':
      return call.address === null
        ? `${name}(${call.fd}, {sa_family=AF_UNSPEC, sa_data="${'\\0'.repeat(14)}"}, 16`
        : `${name}(${call.fd}, ${showAddress({ address: call.address, port: call.port })}, 16`;
    case 'listen':
      return `${name}(${call.fd}, ${call.backlog}`;
    case 'accept':
      // The programs here do not ask who the peer is: getpeername tells them.
      return [`${name}(${call.fd}, NULL, NULL`, openFlags(call).join('|')].filter((part) => part !== '').join(', ');
    case 'recv':
    case 'read':
    case 'getsockname':
    case 'getpeername':
    case 'epoll_wait':
      return `${name}(${call.fd}, `;
    case 'write':
      return `${name}(${call.fd}, ${showBytes(call.data)}, ${call.data.length}`;
    case 'send':
      return `${name}(${call.fd}, ${showBytes(call.data)}, ${call.data.length}, ${showFlags(call.flags)}, NULL, 0`;
    case 'shutdown':
      return `${name}(${call.fd}, ${typeof call.how === 'number' ? `0x${call.how.toString(16)} /* SHUT_??? */` : call.how}`;
    case 'dup':
    case 'close':
      return `${name}(${call.fd}`;
    case 'dup2':
      return `${name}(${call.fd}, ${call.newfd}`;
    case 'fork':
      return `${name}(child_stack=NULL, flags=${FORK_FLAGS}, child_tidptr=${TID_ADDRESS}`;
    case 'thread':
      return `${name}({flags=${THREAD_FLAGS}, child_tid=${TID_ADDRESS}, parent_tid=${TID_ADDRESS}, exit_signal=0, stack=${STACK}, stack_size=0x7fff80, tls=${TLS}}`;
    case 'setsockopt': {
      const { level, option } = optionNames(call.option);
      return `${name}(${call.fd}, ${level}, ${option}, ${showValue(call.value)}, ${sizeOf(call.value)}`;
    }
    case 'getsockopt': {
      const { level, option } = optionNames(call.option);
      return `${name}(${call.fd}, ${level}, ${option}, `;
    }
    case 'fcntl':
      if (call.option === 'F_GETFL') return `${name}(${call.fd}, F_GETFL`;
      return `${name}(${call.fd}, F_SETFL, ${showStatus(call.value)}`;
    case 'poll': {
      const fds = call.fds.map(({ fd, events }) => `{fd=${fd}, events=${showEvents(events)}}`);
      return `${name}([${fds.join(', ')}], ${call.fds.length}, ${call.timeout}`;
    }
    case 'select': {
      const sets = [call.read, call.write, call.except].map((set) => showSet(set, call.nfds));
      const time = call.timeout < 0 ? 'NULL' : showTime(call.timeout * 1_000);
      return `${name}(${[call.nfds, ...sets, time, 'NULL'].join(', ')}`;
    }
    case 'epoll_create1':
      return `${name}(${call.cloexec ? 'EPOLL_CLOEXEC' : '0'}`;
    case 'epoll_ctl': {
      const event = call.op === 'EPOLL_CTL_DEL' ? 'NULL' : showReport(call.target, call.events);
      return `${name}(${call.fd}, ${call.op}, ${call.target}, ${event}`;
    }
    case 'exit':
      return `${name}(0`;
    case 'kill':
      return `${name}(`;
    default:
      return assertNever(call);
  }
}

/** What is printed when the call returns, up to the closing bracket: the arguments that the kernel filled. */
export function showExit(call: Call, result: CallResult): string {
  const failed = result.returns < 0;
  switch (call.name) {
    case 'thread':
      return `${failed ? '' : ` => {parent_tid=[${result.returns}]}`}, 88)`;
    case 'recv': {
      const buffer = failed ? BUFFER : showBytes(result.data ?? ('' as Bytes));
      return `${buffer}, ${call.length}, ${showFlags(call.flags)}, NULL, NULL)`;
    }
    case 'read':
      return `${failed ? BUFFER : showBytes(result.data ?? ('' as Bytes))}, ${call.length})`;
    case 'epoll_wait': {
      const reports = (result.ready ?? []).map(({ fd, events }) => showReport(fd, events));
      return `${failed ? BUFFER : `[${reports.join(', ')}]`}, ${call.maxevents}, ${call.timeout})`;
    }
    case 'getsockname':
    case 'getpeername':
      return `${result.address === null ? BUFFER : showAddress(result.address)}, [16])`;
    case 'getsockopt': {
      if (result.value === null) return `${BUFFER}, [4])`;
      const shown = call.option === 'SO_ERROR' ? showError(result.value) : showValue(result.value);
      return `${shown}, [${sizeOf(result.value)}])`;
    }
    default:
      return ')';
  }
}

/** What stands behind `= `. */
export function showResult(call: Call, result: CallResult): string {
  const { returns, errno, revents } = result;
  if (errno !== null) return `-1 ${errno} (${ERROR_TEXT[errno]})`;
  if (call.name === 'select') return showSelected(call, result);
  if (call.name === 'fcntl' && call.option === 'F_GETFL') {
    return `0x${returns.toString(16)} (flags O_RDWR${returns === 2 ? '' : '|O_NONBLOCK'})`;
  }
  if (call.name !== 'poll') return String(returns);
  if (returns === 0) return '0 (Timeout)';
  const ready = call.fds.flatMap(({ fd }, index) => {
    const events = revents?.[index] ?? [];
    return events.length === 0 ? [] : [`{fd=${fd}, revents=${showEvents(events)}}`];
  });
  return `${returns} ([${ready.join(', ')}])`;
}

/** The flags of a socket's open file description. */
const showStatus = (nonblocking: boolean): string => `O_RDWR${nonblocking ? '|O_NONBLOCK' : ''}`;

const showAddress = ({ address, port }: Endpoint): string =>
  `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("${address}")}`;

const openFlags = ({ nonblocking, cloexec }: OpenFlags): string[] => [
  ...(cloexec === true ? ['SOCK_CLOEXEC'] : []),
  ...(nonblocking ? ['SOCK_NONBLOCK'] : []),
];

/** The names by which strace knows an option; the time-outs have two numbers, of which 64-bit programs use the old one. */
const optionNames = (option: string): { readonly level: string; readonly option: string } => ({
  level: option.startsWith('TCP_') ? 'SOL_TCP' : 'SOL_SOCKET',
  option: option.endsWith('TIMEO') ? `${option}_OLD` : option,
});

const sizeOf = (value: OptionValue): number => (typeof value === 'number' ? 4 : 'onoff' in value ? 8 : 16);

/** strace knows no structure in the time-outs: it shows the bytes of a timeval. */
const showValue = (value: OptionValue): string =>
  typeof value === 'number'
    ? `[${value}]`
    : 'onoff' in value
      ? `{l_onoff=${value.onoff}, l_linger=${value.seconds}}`
      : showBytes(`${long(value.seconds)}${long(value.micros)}` as Bytes);

/** A number as eight bytes, the least significant first. */
const long = (value: number): string =>
  Array.from({ length: 8 }, (_, place) => String.fromCharCode(Math.floor(value / 256 ** place) & 255)).join('');

/** In the order of their bits. */
const EPOLL_EVENTS: readonly EpollEvent[] = [
  'EPOLLIN',
  'EPOLLOUT',
  'EPOLLERR',
  'EPOLLHUP',
  'EPOLLRDHUP',
  'EPOLLEXCLUSIVE',
  'EPOLLONESHOT',
  'EPOLLET',
];

const showReport = (fd: number, events: readonly EpollEvent[]): string =>
  `{events=${EPOLL_EVENTS.filter((event) => events.includes(event)).join('|') || '0'}, data={u32=${fd}, u64=${fd}}}`;

const ascending = (fds: readonly number[]): string => fds.toSorted((a, b) => a - b).join(' ');

const showSet = (set: readonly number[] | null, nfds: number): string =>
  set === null ? 'NULL' : `[${ascending(set.filter((fd) => fd < nfds))}]`;

const showTime = (micros: number): string =>
  `{tv_sec=${Math.floor(micros / 1_000_000)}, tv_nsec=${(micros % 1_000_000) * 1_000}}`;

function showSelected(
  { nfds, timeout }: Extract<Call, { name: 'select' }>,
  { returns, sets, left }: CallResult,
): string {
  if (returns === 0) return '0 (Timeout)';
  const named = (['in', 'out', 'except'] as const).map((name, index) => {
    const set = [sets?.read, sets?.write, sets?.except][index]?.filter((fd) => fd < nfds) ?? [];
    return set.length === 0 ? '' : `${name} [${ascending(set)}]`;
  });
  const rest = timeout < 0 ? '' : `left ${showTime(left ?? 0)}`;
  return `${returns} (${[...named, rest].filter((part) => part !== '').join(', ')})`;
}

function showError(value: OptionValue): string {
  const name = Object.entries(ERRNO_NUMBERS).find(([, number]) => number === value)?.[0];
  return name === undefined ? showValue(value) : `[${name}]`;
}

/** In the order of their bits, as strace has them. */
const FLAGS: readonly MessageFlag[] = ['MSG_PEEK', 'MSG_DONTWAIT', 'MSG_WAITALL', 'MSG_NOSIGNAL', 'MSG_MORE'];
const showFlags = (flags: readonly MessageFlag[]): string =>
  FLAGS.filter((flag) => flags.includes(flag)).join('|') || '0';

const EVENTS: readonly PollEvent[] = ['POLLIN', 'POLLOUT', 'POLLERR', 'POLLHUP', 'POLLNVAL', 'POLLRDHUP'];
const showEvents = (events: readonly PollEvent[]): string =>
  EVENTS.filter((event) => events.includes(event)).join('|') || '0';

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\f': '\\f',
};

/** A string in quotes: what is not printable as the shortest octal escape that the next character allows. */
function showBytes(bytes: Bytes): string {
  const shown = bytes.slice(0, SHOWN);
  let out = '';
  for (let index = 0; index < shown.length; index++) {
    const character = shown[index] ?? '';
    const code = character.charCodeAt(0);
    const digitFollows = /[0-7]/.test(shown[index + 1] ?? '');
    out +=
      ESCAPES[character] ??
      (code >= 0x20 && code < 0x7f ? character : `\\${code.toString(8).padStart(digitFollows ? 3 : 1, '0')}`);
  }
  return `"${out}"${bytes.length > SHOWN ? '...' : ''}`;
}
