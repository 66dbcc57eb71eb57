import { type Micros, micros } from '../../engine/base/time.ts';
import type { TimerName } from '../../engine/trace/connection-note.ts';
import type {
  CallId,
  ChangeEvent,
  FlightId,
  HostName,
  ProcessEvent,
  RefusedEvent,
  StartEvent,
  ThreadName,
  TraceEvent,
  TraceEventOf,
} from '../../engine/trace/event.ts';
import { type Actor, actorOf } from '../cast.ts';
import { quietFlights } from '../quiet.ts';
import { type Fold, Folding } from './folding.ts';
import { Fragments } from './fragments.ts';
import type { CallSpan, FlightSpan, Mark, Span, TimerSpan } from './spans.ts';
import { Timers } from './timer-spans.ts';

export type { CallSpan, FlightSpan, Mark, Span, TimerSpan } from './spans.ts';

/**
 * `calls`: calls and returns alone; `segments`: with what passes between the kernels, but for what is quiet (`../quiet.ts`);
 * `detailed`: with everything, sequence numbers and states.
 */
export type Detail = 'calls' | 'segments' | 'detailed';

/** One row of the diagram: one event. */
export type Row = { readonly index: number; readonly at: Micros } & (
  | { readonly kind: 'call' | 'return'; readonly span: CallSpan }
  | { readonly kind: 'sent' | 'copied' | 'found' | 'arrived' | 'lost'; readonly span: FlightSpan }
  | { readonly kind: 'refused'; readonly event: RefusedEvent }
  /** A process or thread begins. */
  | { readonly kind: 'begun'; readonly event: StartEvent; readonly actor: Actor }
  | { readonly kind: 'ended'; readonly event: ProcessEvent }
  | { readonly kind: 'state'; readonly event: TraceEventOf<'state'> }
  | { readonly kind: 'note'; readonly event: NoteEvent }
  /** More of what was sent before it. */
  | { readonly kind: 'fold'; readonly fold: Fold }
  /** A socket, by what its program calls it; empty: it has no name yet. */
  | {
      readonly kind: 'made' | 'destroyed';
      readonly event: TraceEventOf<'socket-created' | 'socket-destroyed'>;
      readonly name: string;
    }
  /** A timer that is drawn while it runs begins; a timer expires. */
  | { readonly kind: 'timer' | 'expired'; readonly span: TimerSpan }
);

/** What befalls the network or a machine, and what the network says of it. */
export type NoteEvent = ChangeEvent | TraceEventOf<'icmp-arrived'>;

/**
 * The whole of a trace as rows, in the order of time. A cursor shows the first of them; what lies behind the cursor is
 * in the model too, so that a segment under way already points to where it will arrive.
 */
export interface SequenceModel {
  readonly detail: Detail;
  readonly rows: readonly Row[];
  /** How much of the trace is in it. */
  readonly traced: number;
  /** Places in the trace of the quiet segments that are left out. */
  readonly leftOut: readonly number[];
  /** For each block of BLOCK rows the spans that began before the block and are open at its beginning. */
  readonly openAt: readonly (readonly Span[])[];
  /** Spans that are known at their end alone, by the row where they began. */
  readonly recalled: ReadonlyMap<number, readonly Span[]>;
  readonly fragments: Pick<Fragments, 'byFirst' | 'across'>;
}

/** Which part of a run a model is of. */
export interface Scope {
  /** The machines whose view it is: of the others it has what comes from them and goes to them. Absent: all. */
  readonly inside?: readonly HostName[];
  /** The folds that are open, by their first segments; `all`: nothing is gathered. */
  readonly unfolded?: readonly FlightId[] | 'all';
}

/** Rows in a block of the index that finds what spans a window. */
export const BLOCK = 64;

interface Building extends SequenceModel {
  readonly scope: Scope;
  rows: Row[];
  traced: number;
  leftOut: number[];
  openAt: Span[][];
  recalled: Map<number, Span[]>;
  folding: Folding;
  /** The row of each fold. */
  folds: Map<Fold, Mark>;
  /** Segments in a fold, as long as they are on their way. */
  folded: Map<FlightId, FlightSpan>;
  fragments: Fragments;
  timers: Timers;
  /** What programs call their sockets. */
  names: Map<string, string>;
  /** Timers that are drawn while they run. */
  waiting: Set<TimerSpan>;
  calls: Map<CallId, CallSpan>;
  flights: Map<FlightId, FlightSpan>;
  /** What is on its way from outside: nobody in the diagram knows of it yet. */
  coming: Map<FlightId, TraceEventOf<'sent' | 'copied'>>;
  /** What the threads that were started are called, by process and number. */
  threads: Map<string, ThreadName>;
}

const NONE: ReadonlySet<FlightId> = new Set();
const models = new WeakMap<readonly TraceEvent[], Map<string, Building>>();
const EVERYTHING: Scope = {};

/** The model of a trace; made once for each array, detail and scope, and continued when the array has grown. */
export function sequenceOf(trace: readonly TraceEvent[], detail: Detail, scope = EVERYTHING): SequenceModel {
  let known = models.get(trace);
  if (!known) {
    known = new Map();
    models.set(trace, known);
  }
  const key = JSON.stringify([detail, scope]);
  let model = known.get(key);
  if (!model) {
    model = {
      detail,
      scope,
      rows: [],
      traced: 0,
      leftOut: [],
      openAt: [],
      recalled: new Map(),
      folding: new Folding(scope.unfolded === 'all' ? [] : (scope.unfolded ?? [])),
      folds: new Map(),
      folded: new Map(),
      fragments: new Fragments(),
      timers: new Timers(),
      names: new Map(),
      waiting: new Set(),
      calls: new Map(),
      flights: new Map(),
      coming: new Map(),
      threads: new Map(),
    };
    known.set(key, model);
  }
  const quiet = detail === 'segments' ? quietFlights(trace) : NONE;
  const rows = model.rows.length;
  for (; model.traced < trace.length; model.traced++) {
    const event = trace[model.traced];
    if (event === undefined || !isSeen(event, model)) continue;
    if (event.kind === 'sent' && quiet.has(event.flight)) model.leftOut.push(model.traced);
    else if (event.kind !== 'copied' || !quiet.has(event.original)) add(model, event, model.traced);
  }
  // What stands may have become part of a loop: then it is another diagram.
  if (!model.fragments.find(rows)) return model;
  known.delete(key);
  return sequenceOf(trace, detail, scope);
}

const isInside = (host: HostName, { scope }: Building): boolean => scope.inside?.includes(host) ?? true;

/** What nobody inside does or meets has no place in the diagram. */
function isSeen(event: TraceEvent, model: Building): boolean {
  if (model.scope.inside === undefined) return true;
  if ('flight' in event) return isInside(event.from, model) || isInside(event.to, model);
  if (event.kind === 'link-changed' && event.peer !== null && isInside(event.peer, model)) return true;
  return event.host === null || isInside(event.host, model);
}

/** How many rows the first `count` trace events make. */
export const rowsBefore = ({ rows }: SequenceModel, count: number): number =>
  below(rows.length, count, (row) => rows[row]?.index);

/** How many quiet segments among the first `count` trace events are left out. */
export const leftOutBefore = ({ leftOut }: SequenceModel, count: number): number =>
  below(leftOut.length, count, (place) => leftOut[place]);

/** How many of `length` ascending numbers are below a limit. */
function below(length: number, limit: number, at: (index: number) => number | undefined): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at(middle) ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whatever stands in the rows [from, to) or reaches across them, in the order in which it began. */
export function spansAcross(model: SequenceModel, from: number, to: number): readonly Span[] {
  const block = Math.min(Math.floor(Math.max(0, from) / BLOCK), Math.max(0, model.openAt.length - 1));
  const found = (model.openAt[block] ?? []).filter((span) => span.end === null || span.end.row >= from);
  for (let index = block * BLOCK; index < Math.min(to, model.rows.length); index++) {
    const row = model.rows[index];
    for (const span of model.recalled.get(index) ?? []) if (span.end && span.end.row >= from) found.push(span);
    if (row === undefined || !beginsSpan(row)) continue;
    if (index >= from || row.span.end === null || row.span.end.row >= from) found.push(row.span);
  }
  return found;
}

const beginsSpan = (row: Row): row is Extract<Row, { span: Span }> =>
  row.kind === 'call' ||
  row.kind === 'sent' ||
  row.kind === 'copied' ||
  row.kind === 'found' ||
  (row.kind === 'timer' && row.span.start.index === row.index);

function push(model: Building, row: Row): Mark {
  const number = model.rows.length;
  if (number % BLOCK === 0) {
    const open = [...model.calls.values(), ...model.flights.values(), ...model.waiting];
    model.openAt.push(open.toSorted(byStart));
  }
  model.rows.push(row);
  return { row: number, index: row.index, at: row.at };
}

/** A span that began in an earlier row, and is known only now. */
function recall(model: Building, span: Span, end: Mark): void {
  const { row } = span.start;
  model.recalled.set(row, [...(model.recalled.get(row) ?? []), span]);
  for (let block = Math.floor(row / BLOCK) + 1; block * BLOCK <= end.row; block++) model.openAt[block]?.push(span);
}

const byStart = (a: Span, b: Span): number => a.start.row - b.start.row;

/** Where a row would stand that an event makes. */
const nextMark = (model: Building, event: TraceEvent, index: number): Mark => ({
  row: model.rows.length,
  index,
  at: event.at,
});

function add(model: Building, event: TraceEvent, index: number): void {
  const at = event.at;
  switch (event.kind) {
    case 'call': {
      model.folding.called(event);
      const span: CallSpan = {
        kind: 'call',
        host: event.host,
        process: event.process,
        actor:
          model.threads.size === 0
            ? event.process
            : actorOf(event.process, model.threads.get(`${event.process} ${event.thread}`)),
        callId: event.callId,
        event,
        start: nextMark(model, event, index),
        blocked: null,
        end: null,
      };
      push(model, { index, at, kind: 'call', span });
      model.calls.set(event.callId, span);
      return;
    }
    case 'block': {
      const span = model.calls.get(event.callId);
      if (span) span.blocked = { row: model.rows.length - 1, index, at, until: event.until };
      return;
    }
    case 'socket-created': {
      const maker = [...model.calls.values()].find(
        ({ process, host, event: { call } }) =>
          process === event.process && host === event.host && call.name === 'socket',
      );
      const name = maker ? nameFor(maker.event.names.as, event.fd) : '';
      model.names.set(`${event.host} ${event.socket}`, name);
      if (model.detail === 'detailed') push(model, { index, at, kind: 'made', event, name });
      return;
    }
    case 'socket-destroyed': {
      const name = model.names.get(`${event.host} ${event.socket}`) ?? '';
      if (model.detail === 'detailed') push(model, { index, at, kind: 'destroyed', event, name });
      return;
    }
    case 'socket-accepted': {
      const taker = [...model.calls.values()].find(
        ({ process, host, event: { call, socket } }) =>
          process === event.process && host === event.host && call.name === 'accept' && socket === event.listener,
      );
      model.names.set(`${event.host} ${event.socket}`, nameFor(taker?.event.names.as ?? null, event.fd));
      return;
    }
    case 'return': {
      const span = model.calls.get(event.callId);
      // A call that ends its own process never returns: the end of the process ends it too.
      if (!span || neverReturns(event)) return;
      span.end = { ...push(model, { index, at, kind: 'return', span }), result: event.result };
      model.calls.delete(event.callId);
      model.fragments.returned(span);
      return;
    }
    case 'refused':
      push(model, { index, at, kind: 'refused', event });
      return;
    case 'process-started':
      push(model, { index, at, kind: 'begun', event, actor: event.process });
      return;
    case 'thread-started':
      model.threads.set(`${event.process} ${event.thread}`, event.name);
      push(model, { index, at, kind: 'begun', event, actor: actorOf(event.process, event.name) });
      return;
    case 'process-ended': {
      const mark = push(model, { index, at, kind: 'ended', event });
      for (const span of model.calls.values()) {
        if (span.process !== event.process || span.host !== event.host) continue;
        span.end = { ...mark, result: null };
        model.calls.delete(span.callId);
      }
      return;
    }
    case 'power':
    case 'link-changed':
    case 'filter':
      push(model, { index, at, kind: 'note', event });
      return;
    case 'icmp-arrived':
      if (model.detail !== 'calls') push(model, { index, at, kind: 'note', event });
      return;
    case 'state':
      if (model.detail === 'detailed') push(model, { index, at, kind: 'state', event });
      return;
    case 'timer':
      if (model.detail !== 'calls') addTimer(model, event, index);
      return;
    case 'sent':
    case 'copied':
    case 'injected':
    case 'delayed':
    case 'arrived':
    case 'lost':
      if (event.kind === 'lost') model.folding.lost(event);
      if (model.detail !== 'calls') addFlight(model, event, index);
      return;
    default:
  }
}

/** A socket by the name of its variable, else by its descriptor. */
const nameFor = (as: string | null, fd: number | null): string => as ?? (fd === null ? '' : String(fd));

/** `exit` comes back to nobody, nor does a call during which a signal ended the process. */
export const neverReturns = ({ call, result }: TraceEventOf<'return'>): boolean =>
  call.name === 'exit' || result.signal !== null;

/** Timers that say something of their own when they expire; that of a retransmission and the loss probe are told with what they send again. */
const TOLD: ReadonlySet<TimerName> = new Set(['persist', 'keep-alive', 'fin-wait-2', 'delayed-ack', 'reordering']);

function addTimer(model: Building, event: TraceEventOf<'timer'>, index: number): void {
  const { host, socket, timer, deadline, at } = event;
  const { timers } = model;
  const known = { kind: 'timer', host, socket, timer, flight: null } as const;
  if ((event.change === 'started' || event.change === 'restarted') && deadline !== null) {
    if (timer !== 'time-wait') {
      timers.starts(event, deadline, { row: Math.max(0, model.rows.length - 1), index, at }, null);
    } else if (event.change === 'started') {
      const next = nextMark(model, event, index);
      const drawn = timers.isFree(host, next.row);
      const duration = micros(deadline - at);
      const span: TimerSpan = { ...known, duration, grows: true, drawn, start: next, end: null };
      push(model, { index: next.index, at, kind: 'timer', span });
      model.waiting.add(span);
      timers.starts(event, deadline, next, span);
    }
    return;
  }
  const was = timers.ends(event);
  if (!was) return;
  const next = nextMark(model, event, index);
  if (was.span) {
    const end =
      event.change === 'expired' ? push(model, { index: next.index, at, kind: 'expired', span: was.span }) : next;
    was.span.end = { ...end, row: Math.min(end.row, model.rows.length - 1) };
    model.waiting.delete(was.span);
    if (was.span.drawn) timers.frees(host, was.span.end.row);
  } else if (event.change === 'expired' && model.detail === 'detailed' && TOLD.has(timer)) {
    const drawn = timers.isFree(host, was.start.row);
    if (drawn) timers.frees(host, next.row);
    const span: TimerSpan = { ...known, duration: was.duration, grows: false, drawn, start: was.start, end: next };
    push(model, { index: next.index, at, kind: 'expired', span });
    recall(model, span, next);
  }
}

type FlightEvent = TraceEventOf<'sent' | 'copied' | 'injected' | 'delayed' | 'arrived' | 'lost'>;

function addFlight(model: Building, event: FlightEvent, index: number): void {
  const at = event.at;
  const next = nextMark(model, event, index);
  switch (event.kind) {
    case 'sent':
    case 'copied': {
      // Whoever sent the original knows nothing of copies.
      if (event.kind === 'copied' && !isInside(event.to, model)) return;
      if (!isInside(event.from, model)) {
        model.coming.set(event.flight, event);
        return;
      }
      if (event.kind === 'sent' && isGathered(model, event, next)) return;
      const original = event.kind === 'copied' ? (model.flights.get(event.original) ?? null) : null;
      const span = spanOf(event, isInside(event.to, model) ? 'whole' : 'gone', original, next);
      span.since = model.timers.retry(span);
      if (event.kind === 'sent') model.timers.tried(span);
      const mark = push(model, { index, at, kind: event.kind, span });
      if (span.since) recall(model, span.since, mark);
      model.flights.set(event.flight, span);
      return;
    }
    case 'injected': {
      const span = spanOf(event, 'found', null, next);
      span.end = { ...push(model, { index, at, kind: 'found', span }), kind: 'arrived', reach: 1, rejected: false };
      return;
    }
    case 'delayed': {
      const span = model.flights.get(event.flight);
      if (span) span.due = event.arrives;
      return;
    }
    case 'arrived':
    case 'lost':
      endFlight(model, event, index, next);
  }
}

/** Whether a segment is one of those of which only the number is drawn. */
function isGathered(model: Building, event: TraceEventOf<'sent'>, next: Mark): boolean {
  if (model.detail !== 'segments' || model.scope.unfolded === 'all') return false;
  const fold = model.folding.sent(event, next.index);
  if (fold === null) return false;
  const mark = model.folds.get(fold) ?? push(model, { index: next.index, at: next.at, kind: 'fold', fold });
  model.folds.set(fold, mark);
  if (fold.open) return false;
  if (isInside(event.from, model)) {
    const span = spanOf(event, isInside(event.to, model) ? 'whole' : 'gone', null, mark);
    model.folded.set(event.flight, span);
    model.timers.tried(span);
  }
  return true;
}

function endFlight(model: Building, event: TraceEventOf<'arrived' | 'lost'>, index: number, next: Mark): void {
  const { kind, at, flight } = event;
  const coming = model.coming.get(flight);
  if (coming) {
    model.coming.delete(flight);
    // What was lost on its way from outside is missed by nobody, unless it was the receiver's own filter that took it.
    const filtered = event.rule === 'filter-drops' || event.rule === 'filter-rejects';
    if (kind === 'lost' && !filtered) return;
    if (coming.kind === 'sent' && kind === 'arrived' && isGathered(model, coming, next)) return;
    const span = spanOf(coming, 'found', null, next);
    const mark = push(model, { index, at, kind: 'found', span });
    span.end = { ...mark, kind, reach: 1, rejected: event.rule === 'filter-rejects' };
    return;
  }
  const folded = model.folded.get(flight);
  model.folded.delete(flight);
  if (folded && kind === 'lost') {
    const mark = push(model, { index, at, kind, span: folded });
    folded.end = { ...mark, kind, reach: event.progress, rejected: event.rule === 'filter-rejects' };
    recall(model, folded, mark);
  }
  const span = model.flights.get(flight);
  if (!span) return;
  model.flights.delete(flight);
  const reach = kind === 'lost' ? event.progress : 1;
  // At the edge of the diagram it arrives in the row in which it was sent.
  const mark =
    span.seen === 'gone' && kind === 'arrived' ? { ...span.start, index, at } : push(model, { index, at, kind, span });
  span.end = { ...mark, kind, reach, rejected: event.rule === 'filter-rejects' };
}

function spanOf(
  event: TraceEventOf<'sent' | 'copied' | 'injected'>,
  seen: FlightSpan['seen'],
  copyOf: FlightSpan | null,
  start: Mark,
): FlightSpan {
  const sent = event.kind === 'sent' ? event : null;
  return {
    kind: 'flight',
    flight: event.flight,
    from: event.from,
    to: event.to,
    socket: sent?.socket ?? copyOf?.socket ?? null,
    segment: event.segment,
    relative: sent?.relative ?? copyOf?.relative ?? null,
    repeats: sent?.repeats ?? null,
    copyOf,
    seen,
    since: null,
    start,
    due: event.kind === 'injected' ? null : event.arrives,
    end: null,
  };
}
