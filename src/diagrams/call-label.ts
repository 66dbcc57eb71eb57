import type { Bytes } from '../engine/base/bytes.ts';
import {
  type Call,
  type CallResult,
  type Fd,
  functionOf,
  type OpenFlags,
  type OptionValue,
} from '../engine/posix/call.ts';

/**
 * The first bytes of a payload in quotation marks, at most `length` of them: `"hello"`, `"xxxxxx…"`. What is not printable
 * ASCII shows as a dot.
 */
export function excerpt(bytes: Bytes, length: number): string {
  const shown = bytes.length > length ? `${bytes.slice(0, Math.max(1, length - 1))}…` : bytes;
  return `"${shown.replace(/[^\x20-\x7e…]/g, '·')}"`;
}

/** An option's value as C writes it: `1`, `{1, 0}`. */
export function showOptionValue(value: OptionValue): string {
  if (typeof value === 'number') return String(value);
  return 'onoff' in value ? `{${value.onoff}, ${value.seconds}}` : `{${value.seconds}, ${value.micros}}`;
}

const openFlags = ({ nonblocking, cloexec }: OpenFlags): string[] => [
  ...(nonblocking ? ['SOCK_NONBLOCK'] : []),
  ...(cloexec === true ? ['SOCK_CLOEXEC'] : []),
];

/** `IN|OUT|ET`: events without what all their names begin with. */
export const shortEvents = (events: readonly string[]): string =>
  events.map((event) => event.replace(/^E?POLL/, '')).join('|') || '0';

/** How a descriptor is written: by its number, or by what the program calls it. */
type ShowFd = (fd: Fd) => string;

/** As many bytes of a payload stand in a call, unless there is less room. */
const SHOWN = 8;

/** The arguments after the descriptor, short. An address is left out beside its port: the port tells services apart here. */
function argumentsOf(call: Call, show: ShowFd = String, shown = SHOWN): readonly string[] {
  switch (call.name) {
    case 'socket':
      return [...(call.family === 'AF_INET' ? [] : [call.family]), ...openFlags(call)];
    case 'bind':
      return [`:${call.port}`];
    case 'listen':
      return [String(call.backlog)];
    case 'connect':
      return [call.address === null ? 'AF_UNSPEC' : `:${call.port}`];
    case 'accept':
      return openFlags(call);
    case 'send':
      return [excerpt(call.data, shown), ...call.flags];
    case 'recv':
      return [String(call.length), ...call.flags];
    case 'read':
      return [String(call.length)];
    case 'write':
      return [excerpt(call.data, shown)];
    case 'shutdown':
      return [String(call.how)];
    case 'setsockopt':
      return [call.option, showOptionValue(call.value)];
    case 'getsockopt':
      return [call.option];
    case 'fcntl':
      return call.option === 'F_GETFL' ? [call.option] : [call.option, call.value ? '1' : '0'];
    case 'poll':
      return [call.fds.map(({ fd }) => show(fd)).join(' '), String(call.timeout)];
    case 'select': {
      const sets = [call.read, call.write, call.except].map((set) =>
        set === null ? 'NULL' : `{${set.map(show).join(' ')}}`,
      );
      return [...sets, String(call.timeout)];
    }
    case 'epoll_create1':
      return [call.cloexec ? 'EPOLL_CLOEXEC' : '0'];
    case 'epoll_ctl': {
      const events = call.op === 'EPOLL_CTL_DEL' ? [] : [shortEvents(call.events)];
      return [call.op.replace('EPOLL_CTL_', ''), show(call.target), ...events];
    }
    case 'epoll_wait':
      return [String(call.maxevents), String(call.timeout)];
    case 'dup2':
      return [show(call.newfd)];
    case 'thread':
      return [call.thread];
    case 'fork':
    case 'dup':
    case 'close':
    case 'getsockname':
    case 'getpeername':
    case 'exit':
    case 'kill':
      return [];
  }
}

/** SIGKILL is no call of the process: it comes from outside. */
export const isFromOutside = (call: Call): boolean => call.name === 'kill';

/** The call as a message to the kernel: `listen(3, 1)`, `send(3, "hello")`. */
export function callLabel(call: Call): string {
  if (isFromOutside(call)) return 'SIGKILL';
  if (call.name !== 'send' && call.name !== 'recv') return putTogether(call);
  const newest = call.name === 'send' ? newestSends : newestRecvs;
  const before = newest.get(call.fd);
  if (before && isSame(before.call, call)) return before.label;
  const label = putTogether(call);
  newest.set(call.fd, { call, label });
  return label;
}

/** By descriptor: a long run makes the same call again and again, and each of its rows asks for the label. */
type Newest = Map<Fd, { readonly call: Call; readonly label: string }>;
const newestSends: Newest = new Map();
const newestRecvs: Newest = new Map();

function isSame(one: Call, other: Call): boolean {
  if (one.name === 'send' && other.name === 'send') {
    return one.data === other.data && one.flags.length === 0 && other.flags.length === 0;
  }
  return (
    one.name === 'recv' &&
    other.name === 'recv' &&
    one.length === other.length &&
    one.flags.length === 0 &&
    other.flags.length === 0
  );
}

const digitsOf = (number: number): number => (number >= 0 && number < 10 ? 1 : String(number).length);
/** What is left of a payload, and its quotation marks. */
const excerptLetters = ({ length }: Bytes, shown: number): number => Math.min(length, shown) + 2;

/** How many letters `callLabel` has. For what a long run calls again and again no label is made. */
export function callLetters(call: Call): number {
  switch (call.name) {
    case 'send':
      if (call.flags.length > 0) break;
      return 'send(, )'.length + digitsOf(call.fd) + excerptLetters(call.data, SHOWN);
    case 'write':
      return 'write(, )'.length + digitsOf(call.fd) + excerptLetters(call.data, SHOWN);
    case 'recv':
      if (call.flags.length > 0) break;
      return 'recv(, )'.length + digitsOf(call.fd) + digitsOf(call.length);
    case 'read':
      return 'read(, )'.length + digitsOf(call.fd) + digitsOf(call.length);
    default:
  }
  return callLabel(call).length;
}

function putTogether(call: Call): string {
  // Every row of a long run asks for one: put together without a list.
  let between = 'fd' in call ? String(call.fd) : '';
  for (const each of argumentsOf(call)) between += between === '' ? each : `, ${each}`;
  return `${functionOf(call)}(${between})`;
}

/** All that stands between the parentheses of a call, the descriptor included. */
export const callArguments = (call: Call, show: ShowFd = String): readonly string[] => [
  ...('fd' in call ? [show(call.fd)] : []),
  ...argumentsOf(call, show),
];

/** The call as a message to the socket itself, which stands for the descriptor: `listen(1)`, `send("hello")`; of its payload at most `shown` bytes. */
export const messageLabel = (call: Call, shown = SHOWN): string =>
  isFromOutside(call) ? 'SIGKILL' : `${functionOf(call)}(${argumentsOf(call, String, shown).join(', ')})`;

/** What came back: `3`, `5 "hello"`, `-1 ECONNREFUSED`, `1 (4 IN)`. */
export function resultLabel(result: CallResult, call: Call): string {
  if (result.signal !== null) return result.signal;
  if (result.errno !== null) return `-1 ${result.errno}`;
  if (result.data !== null && result.data.length > 0) return `${result.returns} ${excerpt(result.data, SHOWN)}`;
  if (result.value !== null) return `${result.returns} (${showOptionValue(result.value)})`;
  const ready = readyLabel(call, result);
  if (ready !== '') return `${result.returns} (${ready})`;
  return String(result.returns);
}

/** How many letters `resultLabel` has; as of `callLetters`. */
export function resultLetters(result: CallResult, call: Call): number {
  const { returns, data } = result;
  if (result.signal !== null || result.errno !== null || result.value !== null) return resultLabel(result, call).length;
  if (data !== null && data.length > 0) return digitsOf(returns) + 1 + excerptLetters(data, SHOWN);
  return call.name === 'send' || call.name === 'recv' ? digitsOf(returns) : resultLabel(result, call).length;
}

/** Which descriptors a call that waits for several found ready: `4 IN, 5 IN|OUT`; of select's sets: `read 4 5`. */
export function readyLabel(call: Call, { ready, sets, revents }: CallResult): string {
  if (call.name !== 'poll' && ready === undefined && sets === undefined) return '';
  const told = (fd: number, events: readonly string[]): string[] =>
    events.length === 0 ? [] : [`${fd} ${shortEvents(events)}`];
  if (call.name === 'poll') return call.fds.flatMap(({ fd }, index) => told(fd, revents?.[index] ?? [])).join(', ');
  if (ready !== undefined) return ready.flatMap(({ fd, events }) => told(fd, events)).join(', ');
  if (sets === undefined) return '';
  return (['read', 'write', 'except'] as const)
    .filter((set) => sets[set].length > 0)
    .map((set) => `${set} ${sets[set].join(' ')}`)
    .join(', ');
}

export const failed = (result: CallResult): boolean => result.errno !== null || result.signal !== null;
