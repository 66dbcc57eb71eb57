import type { FlightId, TraceEvent, TraceEventOf } from '../../engine/trace/event.ts';
import { actorOf } from '../cast.ts';
import { callLetters, resultLetters } from '../call-label.ts';
import { quietFlights } from '../quiet.ts';
import { KIND, kindsOf } from '../kinds.ts';
import { addFlight } from './add-flight.ts';
import { addIcmp } from './add-icmp.ts';
import { socketDestroyed, socketHeld, socketLeft, socketMade } from './add-socket.ts';
import { addTimer } from './add-timer.ts';
import { type Building, commitArmed, isInside, nextMark, openCalls, push } from './building.ts';
import { Folding } from './folding.ts';
import { Fragments } from './fragments.ts';
import type { Detail, Scope, SequenceModel } from './row.ts';
import type { CallSpan } from './spans.ts';
import { Timers } from './timer-spans.ts';
import { Tracks } from './tracks.ts';

export { BLOCK, type Detail, type NoteEvent, type Row, type Scope, type SequenceModel } from './row.ts';
export { spansAcross } from './spans-across.ts';
export type { CallSpan, FlightSpan, Mark, Span, TimerSpan } from './spans.ts';

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
      tracks: new Tracks(),
      armed: [],
      sockets: new Map(),
      strips: new Map(),
      news: [],
      calls: [],
      flights: [],
      told: new Map(),
      coming: new Map(),
      threads: new Map(),
    };
    known.set(key, model);
  }
  const quiet = detail === 'segments' ? quietFlights(trace) : NONE;
  const rows = model.rows.length;
  const kinds = kindsOf(trace);
  const everybody = scope.inside === undefined;
  for (; model.traced < trace.length; model.traced++) {
    // Most of a trace is dealt with by what it is, without asking of each event what else it might be.
    const kind = kinds[model.traced];
    if (kind === KIND.text) continue;
    const event = trace[model.traced] as TraceEvent;
    if (!everybody && !isSeen(event, model)) continue;
    if (kind === KIND.timer) {
      if (detail !== 'calls') addTimer(model, event as TraceEventOf<'timer'>, model.traced);
    } else if (kind === KIND.sent && quiet.has((event as TraceEventOf<'sent'>).flight)) {
      model.leftOut.push(model.traced);
    } else if (kind === KIND.sent || kind === KIND.arrived) {
      if (detail !== 'calls') addFlight(model, event as TraceEventOf<'sent' | 'arrived'>, model.traced);
    } else if (event.kind !== 'copied' || !quiet.has(event.original)) add(model, event, model.traced);
  }
  commitArmed(model);
  // What stands may have become part of a loop: then it is another diagram.
  if (!model.fragments.find(rows)) return model;
  known.delete(key);
  return sequenceOf(trace, detail, scope);
}

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
      push(model, { index, at, kind: 'call', span, letters: callLetters(event.call) });
      model.calls[event.callId] = span;
      return;
    }
    case 'block': {
      const span = model.calls[event.callId];
      if (span?.end === null) span.blocked = { row: model.rows.length - 1, index, at, until: event.until };
      return;
    }
    case 'socket-created':
      socketMade(model, event, index);
      return;
    case 'socket-accepted':
      socketHeld(model, event, index);
      return;
    case 'socket-orphaned':
      socketLeft(model, event, index);
      return;
    case 'socket-destroyed':
      socketDestroyed(model, event, index);
      return;
    case 'return': {
      const span = model.calls[event.callId];
      // A call that ends its own process never returns: the end of the process ends it too.
      if (!span || span.end !== null || neverReturns(event)) return;
      const letters = resultLetters(event.result, event.call);
      span.end = { row: push(model, { index, at, kind: 'return', span, letters }), index, at, result: event.result };
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
      const row = push(model, { index, at, kind: 'ended', event });
      for (const span of openCalls(model)) {
        if (span.process === event.process && span.host === event.host) span.end = { row, index, at, result: null };
      }
      return;
    }
    case 'power':
    case 'link-changed':
    case 'filter':
      push(model, { index, at, kind: 'note', event });
      return;
    case 'icmp-sent':
      if (model.detail !== 'calls') addIcmp(model, event, index);
      return;
    case 'icmp-arrived':
      if (model.detail === 'calls') return;
      if (event.rule === 'address-unresolved') push(model, { index, at, kind: 'note', event });
      else addIcmp(model, event, index);
      return;
    case 'state':
      if (model.detail === 'detailed') push(model, { index, at, kind: 'state', event });
      return;
    case 'copied':
    case 'injected':
    case 'delayed':
    case 'lost':
      if (event.kind === 'lost') model.folding.lost(event);
      if (model.detail !== 'calls') addFlight(model, event, index);
      return;
    default:
  }
}

/** `exit` comes back to nobody, nor does a call during which a signal ended the process. */
export const neverReturns = ({ call, result }: TraceEventOf<'return'>): boolean =>
  call.name === 'exit' || result.signal !== null;
