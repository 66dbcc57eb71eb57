import type { Micros } from '../../engine/base/time.ts';
import type { Fd } from '../../engine/posix/call.ts';
import type {
  CallId,
  FlightId,
  HostName,
  ProcessName,
  SocketId,
  ThreadName,
  TraceEvent,
} from '../../engine/trace/event.ts';
import type { Endpoint } from '../../engine/wire/address.ts';
import { countUpTo } from '../store/ascending.ts';
import type { AsOf } from './chronicle.ts';
import { LedgerBook, pairKey, streamKey, threadKey, type Way } from './ledger-book.ts';
import type { CallRecord, FlightRecord, IcmpRecord, StreamRecord } from './records.ts';

export type { Boundary, CallRecord, FlightRecord, IcmpRecord, StreamRecord } from './records.ts';

interface Lookup<K, V> {
  readonly get: (key: K) => V | undefined;
}

/**
 * The trace up to the cursor, sorted by whom it concerns: what the panels show beside the World itself. Looked up in
 * what is known of the whole trace, so that no place of a long one costs more than another.
 */
export interface Ledger {
  readonly calls: AsOf<CallId, CallRecord>;
  readonly lastCall: Lookup<ProcessName, CallRecord>;
  readonly lastCallOfThread: (process: ProcessName, thread: ThreadName) => CallRecord | undefined;
  /** The threads of a process that have made a call, in the order of their first. */
  readonly threadsOf: (process: ProcessName) => readonly ThreadName[];
  /** Who forked a process; undefined: it was there from the beginning. */
  readonly parentOf: (process: ProcessName) => ProcessName | undefined;
  readonly childrenOf: (process: ProcessName) => readonly ProcessName[];
  readonly callOfStep: Lookup<number, CallRecord>;
  /** All calls of a process, in their order. */
  readonly callsOf: (process: ProcessName) => readonly CallRecord[];
  /** Its calls from the last by script before the user took it in hand; else the last of each thread alone. */
  readonly callsSinceHand: (process: ProcessName) => readonly CallRecord[];
  /** The user made a call of the process by hand. */
  readonly isInHand: (process: ProcessName) => boolean;
  /** The power took the process, and it has made no call since. */
  readonly isGone: (process: ProcessName) => boolean;
  readonly flights: AsOf<FlightId, FlightRecord>;
  /** Those that were lost, newest loss first. */
  readonly lost: () => Generator<FlightRecord>;
  /** ICMP messages under way at `now`. */
  readonly told: (now: Micros) => readonly IcmpRecord[];
  /** Between which machines something flew, in the order in which it first did. */
  readonly ways: () => readonly Way[];
  /** The program's names of its descriptors, newest first in time. */
  readonly fdNames: Lookup<ProcessName, ReadonlyMap<Fd, string>>;
  readonly streams: Lookup<string, StreamRecord>;
  /** Which socket last sent from one endpoint to another. */
  readonly senders: Lookup<string, string>;
}

/** More ICMP messages are not under way at once, or not told apart. */
const MOST_TOLD = 8;

const NOTHING: StreamRecord = { writes: [], reads: [], sent: [] };

/** The stream that `socket` of `host` sends, empty before the first write. */
export const streamOf = (ledger: Ledger, host: HostName, socket: SocketId): StreamRecord =>
  ledger.streams.get(streamKey(host, socket)) ?? NOTHING;

/** The stream that arrives at `local` from `remote`: what the peer's socket sends. */
export function peerStream(ledger: Ledger, local: Endpoint | null, remote: Endpoint | null): StreamRecord {
  if (!local || !remote) return NOTHING;
  const key = ledger.senders.get(pairKey(remote, local));
  return (key === undefined ? undefined : ledger.streams.get(key)) ?? NOTHING;
}

/** Bytes [from, to) of a stream; `·` where a byte is not known. */
export function streamText({ sent }: StreamRecord, from: number, to: number): string {
  let out = '';
  for (let index = firstReaching(sent, from); index < sent.length; index++) {
    const { at, text } = sent[index] as StreamRecord['sent'][number];
    const start = Math.max(from, at);
    const end = Math.min(to, at + text.length);
    if (at >= to) break;
    if (start >= end) continue;
    if (from + out.length < start) out += '·'.repeat(start - from - out.length);
    out += text.slice(start - at, end - at);
  }
  return out.length < to - from ? out + '·'.repeat(to - from - out.length) : out;
}

/** The first piece that goes beyond `offset`. */
function firstReaching(sent: StreamRecord['sent'], offset: number): number {
  let low = 0;
  let high = sent.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = sent[middle];
    if (piece && piece.at + piece.text.length <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A trace array only ever grows (see engine/base/log.ts), so what was entered once stays right; a fork has its own. */
const books = new WeakMap<readonly TraceEvent[], { readonly book: LedgerBook; last: [number, Ledger] | null }>();

/** The ledger of the first `end` events of a trace. The last answer for each trace is kept. */
export function ledgerOf(trace: readonly TraceEvent[], end: number = trace.length): Ledger {
  const kept = books.get(trace) ?? { book: new LedgerBook(), last: null };
  books.set(trace, kept);
  kept.book.extend(trace);
  if (kept.last?.[0] !== end) kept.last = [end, asOf(kept.book, end)];
  return kept.last[1];
}

function asOf(book: LedgerBook, end: number): Ledger {
  const calls = book.calls.asOf(end);
  const flights = book.flights.asOf(end);
  const losses = book.losses.asOf(end);
  const call = (id: CallId | undefined): CallRecord | undefined => (id === undefined ? undefined : calls.get(id));
  const known = (ids: readonly CallId[]): readonly CallRecord[] => ids.flatMap((id) => calls.get(id) ?? []);
  const lastOf = (process: ProcessName): CallRecord | undefined => call(book.callsOf.at(process, end));
  const lastOfThread = (process: ProcessName, thread: ThreadName): CallRecord | undefined =>
    call(book.callsOfThread.at(threadKey(process, thread), end));
  return {
    calls,
    lastCallOfThread: lastOfThread,
    threadsOf: (process) => book.threadsOf.versions(process, end),
    childrenOf: (process) => book.childrenOf.versions(process, end),
    parentOf: (process) => book.parents.at(process, end),
    lastCall: { get: lastOf },
    callOfStep: { get: (step) => call(book.callOfStep.at(step, end)) },
    callsOf: (process) => known(book.callsOf.versions(process, end)),
    callsSinceHand: (process) => {
      const before = book.byHandAfter.at(process, end);
      if (before !== undefined) return known(book.callsOf.versions(process, end).slice(Math.max(0, before - 1)));
      return book.threadsOf.versions(process, end).flatMap((thread) => lastOfThread(process, thread) ?? []);
    },
    isInHand: (process) => book.byHandAfter.at(process, end) !== undefined,
    isGone: (process) => {
      const gone = book.goneAfter.at(process, end);
      return gone !== undefined && gone === book.callsOf.at(process, end);
    },
    flights,
    *lost() {
      for (const id of losses.newestFirst()) yield flights.get(id) as FlightRecord;
    },
    told: (now) =>
      book.told
        .asOf(end)
        .newest(MOST_TOLD)
        .filter(({ heard, arrives }) => !heard && arrives >= now),
    ways: () => book.ways.asOf(end).newest(Infinity),
    fdNames: { get: (process) => book.fdNames.at(process, end) },
    senders: { get: (pair) => book.senders.at(pair, end) },
    streams: {
      get: (key) => {
        const stream = book.streams.get(key);
        return (
          stream && {
            writes: stream.writes.asOf(end),
            reads: stream.reads.asOf(end),
            sent: stream.sent.slice(0, countUpTo(stream.sentBy, end - 1)),
          }
        );
      },
    },
  };
}
