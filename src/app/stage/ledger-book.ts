import { MAIN_THREAD } from '../../engine/kernel/host.ts';
import { dataOf, type Fd, opensDescriptor } from '../../engine/posix/call.ts';
import type {
  CallId,
  FlightId,
  HostName,
  ProcessName,
  ThreadName,
  TraceEvent,
  TraceEventOf,
} from '../../engine/trace/event.ts';
import type { IcmpMessage } from '../../engine/wire/icmp.ts';
import { type Endpoint, showEndpoint } from '../../engine/wire/address.ts';
import { freeLane, isUnderWay } from '../network/lanes.ts';
import { Boundaries } from './boundaries.ts';
import { Chronicle } from './chronicle.ts';
import type { CallRecord, FlightRecord, IcmpRecord, Piece } from './records.ts';

/** What is told of one stream; see `StreamRecord`. */
interface StreamBook {
  readonly writes: Boundaries;
  readonly reads: Boundaries;
  /** Each piece comes with an event of its own: the one in the same place of `sentBy`. */
  readonly sent: Piece[];
  readonly sentBy: number[];
}

/** Two machines between which something flew. */
export interface Way {
  readonly from: HostName;
  readonly to: HostName;
}

export const streamKey = (host: HostName, socket: number): string => `${host}/${socket}`;
export const threadKey = (process: ProcessName, thread: ThreadName): string => `${process} ${thread}`;
export const pairKey = (from: Endpoint, to: Endpoint): string => `${showEndpoint(from)}>${showEndpoint(to)}`;

/**
 * A whole trace, sorted by whom it concerns, with the event from which on each thing holds. A trace is entered once;
 * what held at any place of it is looked up.
 */
export class LedgerBook {
  readonly calls = new Chronicle<CallId, CallRecord>();
  readonly flights = new Chronicle<FlightId, FlightRecord>();
  /** Each version is one call more. */
  readonly callsOf = new Chronicle<ProcessName, CallId>();
  /** The same of one thread, by `threadKey`. */
  readonly callsOfThread = new Chronicle<string, CallId>();
  /** Each version is one thread more that has made a call. */
  readonly threadsOf = new Chronicle<ProcessName, ThreadName>();
  readonly parents = new Chronicle<ProcessName, ProcessName>();
  /** Each version is one child more. */
  readonly childrenOf = new Chronicle<ProcessName, ProcessName>();
  /** By the index of the script's step. */
  readonly callOfStep = new Chronicle<number, CallId>();
  /** A process's first call by the user's hand: how many calls of the process were before it. */
  readonly byHandAfter = new Chronicle<ProcessName, number>();
  /** Each version is an end of the process by loss of power: the last call that it had made. */
  readonly goneAfter = new Chronicle<ProcessName, CallId>();
  readonly fdNames = new Chronicle<ProcessName, ReadonlyMap<Fd, string>>();
  readonly senders = new Chronicle<string, string>();
  readonly ways = new Chronicle<string, Way>();
  readonly told = new Chronicle<IcmpMessage, IcmpRecord>();
  readonly losses = new Chronicle<FlightId, FlightId>();
  readonly streams = new Map<string, StreamBook>();

  #entered = 0;
  readonly #made = new Map<ProcessName, number>();
  /** What the threads that were started are called, by process and number. */
  readonly #threadNames = new Map<string, ThreadName>();
  /** How many bytes of each send are in the stream already. */
  readonly #written = new Map<CallId, number>();
  readonly #underWay = new Map<string, readonly FlightId[]>();

  /** Enters what has been added to the trace since. */
  extend(trace: readonly TraceEvent[]): void {
    for (; this.#entered < trace.length; this.#entered++) {
      const event = trace[this.#entered];
      if (event) this.#enter(event, this.#entered);
    }
  }

  #enter(event: TraceEvent, index: number): void {
    switch (event.kind) {
      case 'call':
        return this.#enterCall(event, index);
      case 'block':
        return this.#changeCall(event.callId, index, { blockedUntil: event.until, rule: event.rule });
      case 'return':
        this.#changeCall(event.callId, index, { result: event.result, returnedAt: event.at, rule: event.rule });
        return this.#nameDescriptor(event, index);
      case 'thread-started':
        this.#threadNames.set(`${event.process} ${event.thread}`, event.name);
        return;
      case 'process-started': {
        this.parents.set(event.process, index, event.parent);
        this.childrenOf.set(event.parent, index, event.process);
        // A child calls its descriptors what its parent calls them.
        const names = this.fdNames.latest(event.parent);
        if (names) this.fdNames.set(event.process, index, names);
        return;
      }
      case 'process-ended': {
        const last = this.callsOf.latest(event.process);
        if (event.by === 'power-loss' && last !== undefined) this.goneAfter.set(event.process, index, last);
        return;
      }
      case 'written': {
        const stream = this.#streamOf(event);
        const call = this.calls.latest(event.callId)?.call;
        const data = call === undefined ? null : dataOf(call);
        const before = this.#written.get(event.callId) ?? 0;
        const count = event.to - event.from;
        stream.writes.add(index, event);
        if (data !== null) {
          stream.sent.push({ at: event.from, text: data.slice(before, before + count) });
          stream.sentBy.push(index);
        }
        this.#written.set(event.callId, before + count);
        return;
      }
      case 'read':
        return this.#streamOf(event).reads.add(index, event);
      case 'sent':
      case 'copied':
        return this.#enterFlight(event, index);
      case 'delayed':
        return this.#changeFlight(event.flight, index, { endsAt: event.arrives, fault: event.rule });
      case 'corrupted':
        return this.#changeFlight(event.flight, index, { fault: event.rule });
      case 'arrived':
        return this.#changeFlight(event.flight, index, { outcome: 'arrived', endsAt: event.at, reached: 1 });
      case 'icmp-sent': {
        const { from, to, message, at: sentAt, arrives } = event;
        this.told.set(message, index, { from, to, message, sentAt, arrives, heard: false });
        return;
      }
      case 'icmp-arrived': {
        const known = this.told.latest(event.message);
        if (known) this.told.set(event.message, index, { ...known, heard: true });
        return;
      }
      case 'lost': {
        const { flight, at, progress, rule } = event;
        this.#changeFlight(flight, index, { outcome: 'lost', endsAt: at, reached: progress, fault: rule });
        if (this.flights.latest(flight)) this.losses.set(flight, index, flight);
        return;
      }
      default:
    }
  }

  #enterCall(event: TraceEventOf<'call'>, index: number): void {
    const { callId, host, process, call, names, step, socket, at, rule } = event;
    const thread = this.#threadNames.get(`${process} ${event.thread}`) ?? MAIN_THREAD;
    const begun = { callId, host, process, thread, call, names, step, socket, at, rule };
    this.calls.set(callId, index, { ...begun, blockedUntil: null, result: null, returnedAt: null });
    this.callsOf.set(process, index, callId);
    const key = threadKey(process, thread);
    if (this.callsOfThread.latest(key) === undefined) this.threadsOf.set(process, index, thread);
    this.callsOfThread.set(key, index, callId);
    const before = this.#made.get(process) ?? 0;
    this.#made.set(process, before + 1);
    if (step !== null) this.callOfStep.set(step, index, callId);
    else if (this.byHandAfter.latest(process) === undefined) this.byHandAfter.set(process, index, before);
  }

  #changeCall(id: CallId, index: number, change: Partial<CallRecord>): void {
    const known = this.calls.latest(id);
    if (known) this.calls.set(id, index, { ...known, ...change });
  }

  #nameDescriptor({ call, names, process, result }: TraceEventOf<'return'>, index: number): void {
    if (!opensDescriptor(call.name) || result.returns < 0) return;
    const known = new Map(this.fdNames.latest(process));
    if (names.as === null) known.delete(result.returns);
    else known.set(result.returns, names.as);
    this.fdNames.set(process, index, known);
  }

  #enterFlight(event: TraceEventOf<'sent'> | TraceEventOf<'copied'>, index: number): void {
    const { flight: id, from, to, segment, at: sentAt, rule, arrives: endsAt } = event;
    const copied = event.kind === 'copied';
    const original = copied ? this.flights.latest(event.original) : undefined;
    const direction = `${from}>${to}`;
    const others = (this.#underWay.get(direction) ?? []).filter((other) => this.#isUnderWay(other, sentAt));
    const record: FlightRecord = {
      id,
      event: index,
      from,
      to,
      segment,
      sentAt,
      rule,
      socket: copied ? (original?.socket ?? null) : event.socket,
      repeats: copied ? null : event.repeats,
      relative: copied ? (original?.relative ?? { seq: 0, ack: null }) : event.relative,
      streamOffset: copied ? (original?.streamOffset ?? null) : event.streamOffset,
      copyOf: copied ? event.original : null,
      outcome: 'flying',
      endsAt,
      reached: 0,
      fault: copied ? rule : null,
      lane: freeLane(
        others.flatMap((other) => this.flights.latest(other) ?? []),
        { sentAt, endsAt },
      ),
    };
    this.flights.set(id, index, record);
    this.#underWay.set(direction, [...others, id]);
    if (this.ways.latest(direction) === undefined) this.ways.set(direction, index, { from, to });
    if (copied || record.socket === null) return;
    const pair = pairKey(segment.source, segment.destination);
    const sender = streamKey(from, record.socket);
    if (this.senders.latest(pair) !== sender) this.senders.set(pair, index, sender);
  }

  #isUnderWay(id: FlightId, at: FlightRecord['sentAt']): boolean {
    const record = this.flights.latest(id);
    return record !== undefined && isUnderWay(record, at);
  }

  #changeFlight(id: FlightId, index: number, change: Partial<FlightRecord>): void {
    const known = this.flights.latest(id);
    if (known) this.flights.set(id, index, { ...known, ...change });
  }

  #streamOf({ host, socket }: { readonly host: HostName; readonly socket: number }): StreamBook {
    const key = streamKey(host, socket);
    const known = this.streams.get(key);
    if (known) return known;
    const fresh: StreamBook = { writes: new Boundaries(), reads: new Boundaries(), sent: [], sentBy: [] };
    this.streams.set(key, fresh);
    return fresh;
  }
}
