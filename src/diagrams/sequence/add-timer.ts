import { type Micros, micros } from '../../engine/base/time.ts';
import type { TimerName } from '../../engine/trace/connection-note.ts';
import type { TraceEventOf } from '../../engine/trace/event.ts';
import { beginTimer, type Building, commitArmed, push, recall } from './building.ts';
import type { FlightSpan, Mark, TimerSpan } from './spans.ts';
import type { Running } from './timer-spans.ts';

/** Timers that say something of their own when they expire. */
const TOLD: ReadonlySet<TimerName> = new Set(['persist', 'keep-alive', 'fin-wait-2', 'delayed-ack', 'reordering']);
/** Those at whose end something is sent again: what runs from when they are set to an acknowledgement, or to the next try. */
const RETRIES: ReadonlySet<TimerName> = new Set(['retransmission', 'loss-probe']);

type TimerEvent = TraceEventOf<'timer'>;

/** What a timer does, as rows and spans of the model. */
export function addTimer(model: Building, event: TimerEvent, index: number): void {
  const { timer, deadline } = event;
  const { timers } = model;
  const running = timers.running(event);
  if (deadline !== null && (event.change === 'started' || event.change === 'restarted')) {
    if (timer === 'time-wait' && running) return;
    if (running?.span) stop(model, running.span, event, index);
    const row = timer === 'time-wait' ? model.rows.length : Math.max(0, model.rows.length - 1);
    const span = timer === 'time-wait' || RETRIES.has(timer) ? spanOf(event, row, index) : null;
    if (span && timer === 'time-wait') {
      push(model, { index, at: event.at, kind: 'timer', span });
      beginTimer(model, span, span.start.row);
    } else if (span) model.armed.push(span);
    timers.starts(event, deadline, row, index, span);
    return;
  }
  if (!running) return;
  timers.ends(event, running);
  if (event.change === 'expired') expire(model, event, index, running);
  else if (running.span) stop(model, running.span, event, index);
}

function spanOf({ host, socket, timer, deadline, at }: TimerEvent, row: number, index: number): TimerSpan {
  return {
    kind: 'timer',
    host,
    socket,
    timer,
    duration: micros((deadline ?? at) - at),
    flight: null,
    grows: true,
    said: timer === 'time-wait' ? 'in-row' : 'at-end',
    track: null,
    start: { row, index, at },
    end: null,
    expired: false,
  };
}

function expire(model: Building, event: TimerEvent, index: number, { span, ...was }: Running): void {
  const { at, timer } = event;
  if (span) {
    commitArmed(model);
    const own = timer === 'time-wait';
    const row = own ? push(model, { index, at, kind: 'expired', span }) : model.rows.length;
    span.expired = true;
    end(model, span, { row, index, at });
  } else if (model.detail === 'detailed' && TOLD.has(timer)) {
    const start = { row: was.row, index: was.index, at: was.at };
    const row = model.rows.length;
    const expired: TimerSpan = {
      ...spanOf(event, start.row, start.index),
      duration: micros(was.deadline - was.at),
      grows: false,
      said: 'in-row',
      start,
      end: { row, index, at },
      expired: true,
    };
    push(model, { index, at, kind: 'expired', span: expired });
    recallTimer(model, expired, { row });
  }
}

function stop(model: Building, span: TimerSpan, { at }: TimerEvent, index: number): void {
  // Nothing happened while it ran: nothing is drawn.
  if (!disarm(model, span)) end(model, span, { row: stoppedIn(model, span, at), index, at });
}

/** Takes a timer back that was set after the last row; false: it is none of those. */
function disarm({ armed }: Building, span: TimerSpan): boolean {
  const place = armed.lastIndexOf(span);
  if (place < 0) return false;
  // Mostly the last: no list is made for it.
  if (place === armed.length - 1) armed.pop();
  else armed.splice(place, 1);
  return true;
}

/** What stopped it is what arrived; where nothing did, it had run on since the last row, and ends with the next. */
function stoppedIn({ rows }: Building, { host }: TimerSpan, at: Micros): number {
  const last = rows.at(-1);
  const arrived = last?.kind === 'arrived' || last?.kind === 'found';
  return arrived && last.at === at && last.span.to === host ? rows.length - 1 : rows.length;
}

function end(model: Building, span: TimerSpan, mark: Mark): void {
  span.end = mark;
  if (span.track !== null) model.tracks.free(span.host, span.track, mark.row);
}

/** The timer that a segment sets which is about to be sent, if it does. */
export function takeArmed(model: Building, event: TraceEventOf<'sent'>): TimerSpan | null {
  const { flags, payload } = event.segment;
  if (model.armed.length === 0 || !(payload.length > 0 || flags.syn || flags.fin)) return null;
  for (const span of model.armed) {
    if (span.host !== event.host || span.socket !== event.socket || span.start.at !== event.at) continue;
    disarm(model, span);
    return span;
  }
  return null;
}

/** It runs from the row in which its segment is sent, and says there what it is set for. */
export function beginArmed(model: Building, timer: TimerSpan, flight: FlightSpan): void {
  beginTimer(model, timer, flight.start.row);
  timer.said = 'at-start';
  timer.flight = flight.flight;
  flight.sets = timer;
}

/** What was waited for between a try and the next, where that was not said before. */
export function sinceBefore(model: Building, span: FlightSpan): TimerSpan | null {
  const before = model.timers.before(span);
  if (!before) return null;
  const cause = model.timers.causeOf(span);
  const drawn = cause?.was.span;
  if (drawn?.end) {
    drawn.end = { ...drawn.end, row: span.start.row };
    if (drawn.track !== null) model.tracks.free(drawn.host, drawn.track, span.start.row);
    return drawn.said === 'at-start' ? null : drawn;
  }
  const start = cause && cause.was.at !== before.start.at ? cause.was : before.start;
  return {
    kind: 'timer',
    host: span.from,
    socket: span.socket,
    timer: cause?.timer ?? null,
    duration: cause ? micros(cause.was.deadline - cause.was.at) : null,
    flight: span.flight,
    grows: false,
    said: 'at-end',
    track: null,
    start: { row: start.row, index: start.index, at: start.at },
    end: span.start,
    expired: true,
  };
}

/** A timer that is known at its end: it takes a place that was free all the while. */
export function recallTimer(model: Building, span: TimerSpan, mark: Pick<Mark, 'row'>): void {
  span.track = model.tracks.take(span.host, span.start.row);
  if (span.track !== null) model.tracks.free(span.host, span.track, mark.row);
  recall(model, span, mark);
}
