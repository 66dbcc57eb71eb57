import type { HostName, SocketId, ThreadName, TraceEvent } from '../../../engine/trace/event.ts';

/** Where in a trace to find what the sentences look back at. Lists of indices, ascending. */
export interface TraceIndex {
  /** Of a socket, by what they tell: names, states, acknowledgements, the beginning of TIME-WAIT. */
  of(host: HostName, socket: SocketId, about: About): readonly number[];
  /** Of a thread: entries, sleeps and returns. Keyed by process and thread number. */
  readonly threads: ReadonlyMap<string, readonly number[]>;
  /** What the threads that were started are called. Keyed like `threads`. */
  readonly begun: ReadonlyMap<string, ThreadName>;
  /** Where a process ended. */
  readonly ends: ReadonlyMap<string, number>;
  /** Where each process of a host is first heard of, in order. */
  readonly firstCalls: ReadonlyMap<HostName, readonly number[]>;
  /** Where an address was first seen on a segment, and whose it is. */
  readonly owners: ReadonlyMap<string, { readonly index: number; readonly host: HostName }>;
  /** Where a TIME-WAIT began on a host. */
  readonly timeWaits: ReadonlyMap<HostName, readonly number[]>;
  /** Where a host got its power back and started anew. */
  readonly restarts: ReadonlyMap<HostName, readonly number[]>;
}

export type About = 'ends' | 'state' | 'acknowledged';

interface Growing extends TraceIndex {
  readonly extend: (trace: readonly TraceEvent[]) => void;
}

/** A trace array only ever grows (see engine/base/log.ts), so what was indexed once stays right. */
const known = new WeakMap<readonly TraceEvent[], Growing>();

export function indexOf(trace: readonly TraceEvent[]): TraceIndex {
  let index = known.get(trace);
  if (index === undefined) {
    index = emptyIndex();
    known.set(trace, index);
  }
  index.extend(trace);
  return index;
}

/** The last of the ascending `indices` that is at most `limit`, or undefined. */
export function lastUpTo(indices: readonly number[], limit: number): number | undefined {
  let low = 0;
  let high = indices.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((indices[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return indices[low - 1];
}

const NONE: readonly number[] = [];

function emptyIndex(): Growing {
  const sockets = new Map<string, number[]>();
  const threads = new Map<string, number[]>();
  const begun = new Map<string, ThreadName>();
  const callers = new Set<string>();
  const ends = new Map<string, number>();
  const firstCalls = new Map<HostName, number[]>();
  const owners = new Map<string, { index: number; host: HostName }>();
  const timeWaits = new Map<HostName, number[]>();
  const restarts = new Map<HostName, number[]>();
  let length = 0;

  function add<K>(lists: Map<K, number[]>, key: K, index: number): void {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [index]);
    else list.push(index);
  }

  function note(event: TraceEvent, k: number): void {
    switch (event.kind) {
      case 'call':
        meet(event.host, event.process, k);
        add(threads, `${event.process} ${event.thread}`, k);
        break;
      case 'block':
      case 'return':
        add(threads, `${event.process} ${event.thread}`, k);
        break;
      case 'thread-started':
        begun.set(`${event.process} ${event.thread}`, event.name);
        break;
      case 'process-started':
        meet(event.host, event.process, k);
        break;
      case 'process-ended':
        ends.set(event.process, k);
        break;
      case 'socket-bound':
      case 'socket-connected-to':
        add(sockets, `ends ${event.host} ${event.socket}`, k);
        break;
      case 'state':
      case 'acknowledged':
        add(sockets, `${event.kind} ${event.host} ${event.socket}`, k);
        break;
      case 'timer':
        if (event.timer === 'time-wait' && event.deadline !== null) add(timeWaits, event.host, k);
        break;
      case 'power':
        if (event.on) add(restarts, event.host, k);
        break;
      case 'sent':
        own(event.segment.source.address, event.from, k);
        if (event.to !== '') own(event.segment.destination.address, event.to, k);
        break;
      default:
    }
  }

  function meet(host: HostName, process: string, index: number): void {
    if (callers.has(process)) return;
    callers.add(process);
    add(firstCalls, host, index);
  }

  function own(address: string, host: HostName, index: number): void {
    // Every host has these.
    if (address.startsWith('127.')) return;
    if (!owners.has(address)) owners.set(address, { index, host });
  }

  return {
    of: (host, socket, about) => sockets.get(`${about} ${host} ${socket}`) ?? NONE,
    threads,
    begun,
    ends,
    firstCalls,
    owners,
    timeWaits,
    restarts,
    extend(trace) {
      for (; length < trace.length; length++) note(trace[length] as TraceEvent, length);
    },
  };
}
