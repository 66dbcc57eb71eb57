import type { Micros } from '../../engine/base/time.ts';
import type { Call, CallResult, Fd, WaitCondition } from '../../engine/posix/call.ts';
import type {
  CallId,
  CallNames,
  FlightId,
  HostName,
  ProcessName,
  SocketId,
  TraceEvent,
} from '../../engine/trace/event.ts';
import type { Rule } from '../../engine/trace/rule.ts';
import { showEndpoint, type Endpoint } from '../../engine/wire/address.ts';
import type { Segment } from '../../engine/wire/segment.ts';

/** A call from its entry into the kernel to its return. */
export interface CallRecord {
  readonly callId: CallId;
  readonly host: HostName;
  readonly process: ProcessName;
  readonly call: Call;
  readonly names: CallNames;
  /** Index of the script's step; null when the user's hand made it. */
  readonly step: number | null;
  readonly socket: SocketId | null;
  readonly at: Micros;
  blockedUntil: WaitCondition | null;
  result: CallResult | null;
  returnedAt: Micros | null;
  rule: Rule;
}

/** One flight of one segment, from what was sent to what became of it. */
export interface FlightRecord {
  readonly id: FlightId;
  /** Where the trace tells that it was sent, or copied. */
  readonly event: number;
  readonly from: HostName;
  readonly to: HostName;
  readonly segment: Segment;
  readonly sentAt: Micros;
  readonly rule: Rule;
  /** The sender's socket; null for a reset on behalf of no socket. */
  readonly socket: SocketId | null;
  readonly repeats: FlightId | null;
  /** The flight of which the network made this copy. */
  readonly copyOf: FlightId | null;
  readonly relative: { readonly seq: number; readonly ack: number | null };
  readonly streamOffset: number | null;
  outcome: 'flying' | 'arrived' | 'lost';
  /** When it arrives or arrived, or was lost; null while that is not known. */
  endsAt: Micros | null;
  /** How far it came, 0 to 1, when it was lost. */
  reached: number;
  /** Why it was lost, delayed or copied; null when nothing was done to it. */
  fault: Rule | null;
}

/** What one call wrote into a stream, or read out of it: bytes [from, to). */
export interface Boundary {
  readonly from: number;
  readonly to: number;
  readonly callId: CallId;
}

/** The byte stream that one socket sends, and what its program read of the other one. */
export interface StreamRecord {
  readonly writes: Boundary[];
  readonly reads: Boundary[];
  /** The bytes written, each piece at its offset. */
  readonly sent: { readonly at: number; readonly text: string }[];
}

/** The trace up to the cursor, sorted by whom it concerns: what the panels show beside the World itself. */
export interface Ledger {
  readonly calls: Map<CallId, CallRecord>;
  readonly lastCall: Map<ProcessName, CallRecord>;
  readonly flights: Map<FlightId, FlightRecord>;
  /** The program's names of its descriptors, newest first in time. */
  readonly fdNames: Map<ProcessName, Map<Fd, string>>;
  readonly streams: Map<string, StreamRecord>;
  /** Which socket last sent from one endpoint to another. */
  readonly senders: Map<string, string>;
}

export const streamKey = (host: HostName, socket: SocketId): string => `${host}/${socket}`;
const pairKey = (from: Endpoint, to: Endpoint): string => `${showEndpoint(from)}>${showEndpoint(to)}`;

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
export function streamText(stream: StreamRecord, from: number, to: number): string {
  let out = '';
  for (const { at, text } of stream.sent) {
    const start = Math.max(from, at);
    const end = Math.min(to, at + text.length);
    if (start >= end) continue;
    if (from + out.length < start) out += '·'.repeat(start - from - out.length);
    out += text.slice(start - at, end - at);
  }
  return out.length < to - from ? out + '·'.repeat(to - from - out.length) : out;
}

const made = new WeakMap<readonly TraceEvent[], { readonly end: number; readonly ledger: Ledger }>();

/** The ledger of the first `end` events of a trace. The last answer for each trace is kept. */
export function ledgerOf(trace: readonly TraceEvent[], end: number = trace.length): Ledger {
  const known = made.get(trace);
  if (known?.end === end) return known.ledger;
  const ledger = makeLedger(trace, end);
  made.set(trace, { end, ledger });
  return ledger;
}

function makeLedger(trace: readonly TraceEvent[], end: number): Ledger {
  const ledger: Ledger = {
    calls: new Map(),
    lastCall: new Map(),
    flights: new Map(),
    fdNames: new Map(),
    streams: new Map(),
    senders: new Map(),
  };
  /** How many bytes of each send are in the stream already. */
  const written = new Map<CallId, number>();
  for (let index = 0; index < end; index++) {
    const event = trace[index];
    if (event) enter(ledger, written, event, index);
  }
  return ledger;
}

function enter(ledger: Ledger, written: Map<CallId, number>, event: TraceEvent, index: number): void {
  switch (event.kind) {
    case 'call': {
      const { callId, host, process, call, names, step, socket, at, rule } = event;
      const record: CallRecord = {
        callId,
        host,
        process,
        call,
        names,
        step,
        socket,
        at,
        rule,
        blockedUntil: null,
        result: null,
        returnedAt: null,
      };
      ledger.calls.set(callId, record);
      ledger.lastCall.set(process, record);
      return;
    }
    case 'block': {
      const record = ledger.calls.get(event.callId);
      if (record) Object.assign(record, { blockedUntil: event.until, rule: event.rule });
      return;
    }
    case 'return': {
      const record = ledger.calls.get(event.callId);
      if (record) Object.assign(record, { result: event.result, returnedAt: event.at, rule: event.rule });
      const name = event.names.as;
      const gives = event.call.name === 'socket' || event.call.name === 'accept';
      if (gives && name !== null && event.result.returns >= 0)
        fdNamesOf(ledger, event.process).set(event.result.returns, name);
      if (gives && name === null && event.result.returns >= 0)
        fdNamesOf(ledger, event.process).delete(event.result.returns);
      return;
    }
    case 'written': {
      const stream = streamFor(ledger, streamKey(event.host, event.socket));
      const call = ledger.calls.get(event.callId)?.call;
      const before = written.get(event.callId) ?? 0;
      const count = event.to - event.from;
      join(stream.writes, event);
      if (call?.name === 'send') stream.sent.push({ at: event.from, text: call.data.slice(before, before + count) });
      written.set(event.callId, before + count);
      return;
    }
    case 'read':
      join(streamFor(ledger, streamKey(event.host, event.socket)).reads, event);
      return;
    case 'sent': {
      const { flight: id, from, to, segment, at: sentAt, rule, socket, repeats, relative, streamOffset } = event;
      ledger.flights.set(id, {
        id,
        event: index,
        from,
        to,
        segment,
        sentAt,
        rule,
        socket,
        repeats,
        relative,
        streamOffset,
        copyOf: null,
        outcome: 'flying',
        endsAt: event.arrives,
        reached: 0,
        fault: null,
      });
      if (socket !== null) ledger.senders.set(pairKey(segment.source, segment.destination), streamKey(from, socket));
      return;
    }
    case 'copied': {
      const original = ledger.flights.get(event.original);
      const { flight: id, from, to, segment, at: sentAt, rule } = event;
      ledger.flights.set(id, {
        id,
        event: index,
        from,
        to,
        segment,
        sentAt,
        rule,
        socket: original?.socket ?? null,
        repeats: null,
        relative: original?.relative ?? { seq: 0, ack: null },
        streamOffset: original?.streamOffset ?? null,
        copyOf: event.original,
        outcome: 'flying',
        endsAt: event.arrives,
        reached: 0,
        fault: rule,
      });
      return;
    }
    case 'arrived':
    case 'lost':
    case 'delayed': {
      const record = ledger.flights.get(event.flight);
      if (!record) return;
      if (event.kind === 'delayed') Object.assign(record, { endsAt: event.arrives, fault: event.rule });
      if (event.kind === 'arrived') Object.assign(record, { outcome: 'arrived', endsAt: event.at, reached: 1 });
      if (event.kind === 'lost')
        Object.assign(record, { outcome: 'lost', endsAt: event.at, reached: event.progress, fault: event.rule });
      return;
    }
    default:
  }
}

/** A call that wrote or read in several goes is one boundary. */
function join(boundaries: Boundary[], { from, to, callId }: Boundary): void {
  const last = boundaries[boundaries.length - 1];
  if (last?.callId === callId && last.to === from) boundaries[boundaries.length - 1] = { from: last.from, to, callId };
  else boundaries.push({ from, to, callId });
}

function streamFor(ledger: Ledger, key: string): StreamRecord {
  const known = ledger.streams.get(key);
  if (known) return known;
  const fresh: StreamRecord = { writes: [], reads: [], sent: [] };
  ledger.streams.set(key, fresh);
  return fresh;
}

function fdNamesOf(ledger: Ledger, process: ProcessName): Map<Fd, string> {
  const known = ledger.fdNames.get(process);
  if (known) return known;
  const fresh = new Map<Fd, string>();
  ledger.fdNames.set(process, fresh);
  return fresh;
}
