import { excerpt, readyLabel, shortEvents, showOptionValue } from '../../../diagrams/call-label.ts';
import type { Bytes } from '../../../engine/base/bytes.ts';
import {
  type Call,
  type CallName,
  dataOf,
  lengthAsked,
  type OptionValue,
  type ShutdownHow,
} from '../../../engine/posix/call.ts';
import type { HostName, ProcessName, TraceEvent } from '../../../engine/trace/event.ts';
import { type Address, ANY_ADDRESS, type Endpoint, showEndpoint } from '../../../engine/wire/address.ts';
import type { Facts } from './facts.ts';
import { type Ends, type Past, pastOf } from './past.ts';
import { sleepersAt } from './sleepers.ts';
import type { NarrationMessages } from './texts.ts';

const EXCERPT = 24;
/** A negative backlog is taken as unsigned, and a large one cut (listen(2), somaxconn). */
const LARGEST_BACKLOG = 4096;
/** What F_GETFL says of a descriptor that blocks. */
const O_RDWR = 2;
const DIRECTION = ['SHUT_RD', 'SHUT_WR', 'SHUT_RDWR'];

/**
 * Everything that the sentences may mention about the event at `index`. What needs a look at the past is looked up when a
 * sentence asks for it, for few of them do.
 */
export function factsOf(trace: readonly TraceEvent[], index: number, messages: NarrationMessages): Facts {
  const event = trace[index];
  if (event === undefined) throw new RangeError(`the trace has no event ${index}`);
  const { names: words } = messages;
  const past = pastOf(trace, index);
  const call = 'call' in event ? event.call : null;
  const result = event.kind === 'return' ? event.result : null;
  const names = 'names' in event ? event.names : null;
  const named = namedBy(call);
  const ends = (): Ends => endsOf(past, event);
  const target = (): Endpoint | null => named ?? ends().remote ?? ends().local;
  const show = (endpoint: Endpoint | null, otherwise: string): string =>
    endpoint === null ? otherwise : showEndpoint(endpoint);
  return {
    call: call?.name ?? null,
    fd: call !== null && 'fd' in call ? withName(call.fd, names?.fd ?? null) : words.descriptor,
    made: result === null ? words.descriptor : withName(result.returns, begunBy(call) ?? names?.as ?? null),
    returns: result?.returns ?? 0,
    errno: result?.errno ?? ('errno' in event ? event.errno : ''),
    signal: result?.signal ?? '',
    took: event.kind === 'return' ? event.at - event.called : 0,
    blocked: event.kind === 'return' && event.blocked,
    bytes: bytesOf(event),
    asked: askedBy(call),
    text: textOf(result?.data ?? (call === null ? null : dataOf(call))),
    name: begunBy(call) ?? show(result?.address ?? null, words.address),
    option: optionOf(call),
    value: showValue(result?.value ?? (call?.name === 'setsockopt' ? call.value : null)),
    how: call?.name === 'shutdown' ? showDirection(call.how) : '',
    backlog: call?.name === 'listen' ? Math.min(call.backlog >>> 0, LARGEST_BACKLOG) : 0,
    nonblocking: call?.name === 'fcntl' && (call.option === 'F_GETFL' ? (result?.returns ?? 0) > O_RDWR : call.value),
    watched: call?.name === 'epoll_ctl' ? String(call.target) : '',
    events: call?.name === 'epoll_ctl' ? shortEvents(call.events) : '',
    ready: call === null || result === null ? '' : readyLabel(call, result),
    get asleepIn() {
      return asleepIn(trace, index);
    },
    get me() {
      const name = nameOf(past, messages, event.host, 'process' in event ? event.process : null);
      const thread = 'callId' in event && 'thread' in event ? past.threadName(event.process, event.thread) : null;
      return thread === null ? name : words.thread(thread, name);
    },
    get peer() {
      return peerOf(past, messages, event, named);
    },
    get address() {
      return target()?.address ?? words.address;
    },
    get port() {
      return call?.name === 'connect' && named === null ? '' : String(target()?.port ?? '');
    },
    get target() {
      return show(target(), words.address);
    },
    get local() {
      return show(ends().local, words.address);
    },
    get remote() {
      return show(ends().remote, words.peer);
    },
    get state() {
      return stateOf(past, event);
    },
    get outstanding() {
      return outstandingBefore(past, event);
    },
    get timeWaitLeft() {
      return timeWaitLeft(past, event, target());
    },
    get byHand() {
      return isByHand(trace, index);
    },
    get peerStartedAnew() {
      return peerStartedAnew(past, event);
    },
  };
}

function isByHand(trace: readonly TraceEvent[], index: number): boolean {
  const event = trace[index];
  if (event?.kind !== 'process-ended')
    return event !== undefined && 'callId' in event && 'step' in event && event.step === null;
  for (let k = index - 1; k >= 0; k--) {
    const other = trace[k];
    if (other === undefined || other.at < event.at) return false;
    if (other.kind === 'call' && other.process === event.process) return other.step === null;
  }
  return false;
}

/** The call in which the event's process sleeps at that moment. */
function asleepIn(trace: readonly TraceEvent[], index: number): CallName | null {
  const event = trace[index];
  if (event === undefined || !('process' in event)) return null;
  for (const k of sleepersAt(trace, index, null)) {
    const sleeper = trace[k];
    if (sleeper?.kind === 'block' && sleeper.process === event.process) return sleeper.call.name;
  }
  return null;
}

function nameOf(past: Past, messages: NarrationMessages, host: HostName | null, process: ProcessName | null): string {
  if (host === null || host === '') return messages.names.peer;
  const name = messages.names.host(host);
  return process !== null && past.hasSeveralProcesses(host) ? messages.names.process(process, name) : name;
}

function peerOf(past: Past, messages: NarrationMessages, event: TraceEvent, named: Endpoint | null): string {
  if (event.kind === 'link-changed') return nameOf(past, messages, event.peer, null);
  if ('flight' in event) return nameOf(past, messages, event.host === event.from ? event.to : event.from, null);
  const address = endsOf(past, event).remote?.address ?? named?.address ?? null;
  const host = address === null ? null : isLoopback(address) ? event.host : past.hostAt(address);
  return host === null ? messages.names.peer : messages.names.host(host);
}

/** 127.0.0.0/8; an unspecified destination means the host itself (ip(7)). */
const isLoopback = (address: Address): boolean => address.startsWith('127.') || address === ANY_ADDRESS;

const withName = (fd: number, name: string | null): string => (name === null ? String(fd) : `${fd} (${name})`);

function endsOf(past: Past, event: TraceEvent): Ends {
  if (event.host === null || !('socket' in event) || event.socket === null) return { local: null, remote: null };
  return past.ends(event.host, event.socket);
}

/** Whom a call begins. */
function begunBy(call: Call | null): string | null {
  return call?.name === 'fork' ? call.child : call?.name === 'thread' ? call.thread : null;
}

/** The address that a call names. */
function namedBy(call: Call | null): Endpoint | null {
  if (call?.name === 'bind') return { address: call.address, port: call.port };
  return call?.name === 'connect' && call.address !== null ? { address: call.address, port: call.port } : null;
}

function bytesOf(event: TraceEvent): number {
  switch (event.kind) {
    case 'return':
      return dataOf(event.call) !== null || lengthAsked(event.call) !== null ? event.result.returns : 0;
    case 'written':
    case 'read':
    case 'acknowledged':
    case 'received':
    case 'kept-out-of-order':
      return event.to - event.from;
    case 'held-back':
      return event.bytes;
    default:
      return 'segment' in event ? event.segment.payload.length : 0;
  }
}

const askedBy = (call: Call | null): number => (call === null ? 0 : (dataOf(call)?.length ?? lengthAsked(call) ?? 0));

const textOf = (data: Bytes | null): string => (data === null || data.length === 0 ? '' : excerpt(data, EXCERPT));

function optionOf(call: Call | null): string {
  if (call?.name === 'socket') return call.family;
  if (call?.name === 'epoll_ctl') return call.op;
  return call !== null && 'option' in call ? call.option : '';
}

const showValue = (value: OptionValue | null): string => (value === null ? '' : showOptionValue(value));

const showDirection = (how: ShutdownHow): string => (typeof how === 'number' ? (DIRECTION[how] ?? String(how)) : how);

const stateOf = (past: Past, event: TraceEvent) =>
  event.host !== null && 'socket' in event && event.socket !== null
    ? past.state(event.host, event.socket)
    : ('CLOSED' as const);

const peerStartedAnew = (past: Past, event: TraceEvent): boolean =>
  event.host !== null && 'socket' in event && event.socket !== null && past.peerStartedAnew(event.host, event.socket);

function outstandingBefore(past: Past, event: TraceEvent): number {
  if (event.kind !== 'sent' || event.socket === null || event.streamOffset === null) return 0;
  return Math.max(0, event.streamOffset - past.acknowledged(event.host, event.socket));
}

function timeWaitLeft(past: Past, event: TraceEvent, target: Endpoint | null): number | null {
  if (event.rule !== 'bind-eaddrinuse-time-wait' || event.host === null || target === null) return null;
  const ends = past.timeWaitEnds(event.host, target.port);
  return ends === null || ends <= event.at ? null : ends - event.at;
}
