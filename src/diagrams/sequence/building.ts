import type { CallId, FlightId, HostName, ThreadName, TraceEvent, TraceEventOf } from '../../engine/trace/event.ts';
import type { IcmpMessage } from '../../engine/wire/icmp.ts';
import type { Fold, Folding } from './folding.ts';
import type { Fragments } from './fragments.ts';
import { BLOCK, type Row, type Scope, type SequenceModel } from './row.ts';
import type { CallSpan, FlightSpan, IcmpSpan, Mark, Span, TimerSpan } from './spans.ts';
import type { Timers } from './timer-spans.ts';
import type { Tracks } from './tracks.ts';

/** A model while it grows. */
export interface Building extends SequenceModel {
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
  tracks: Tracks;
  /** Timers that were set after the last row. */
  armed: TimerSpan[];
  /** Spans that ended after the last row. */
  over: TimerSpan[];
  /** What programs call their sockets. */
  names: Map<string, string>;
  /** Timers that are drawn while they run. */
  waiting: Set<TimerSpan>;
  calls: Map<CallId, CallSpan>;
  flights: Map<FlightId, FlightSpan>;
  /** What ICMP has told and nobody has heard yet. */
  told: Map<IcmpMessage, IcmpSpan>;
  /** What is on its way from outside: nobody in the diagram knows of it yet. */
  coming: Map<FlightId, TraceEventOf<'sent' | 'copied'>>;
  /** What the threads that were started are called, by process and number. */
  threads: Map<string, ThreadName>;
}

/** Whether a machine is one of those whose view the model is. */
export const isInside = (host: HostName, { scope }: Building): boolean => scope.inside?.includes(host) ?? true;

/** A timer is drawn from this row on. */
export function beginTimer(model: Building, span: TimerSpan, row: number): void {
  span.start = { ...span.start, row };
  span.track = model.tracks.take(span.host, row);
  model.waiting.add(span);
}

/** Timers that were set, now that something follows that did not set them: they run from the row before. */
export function commitArmed(model: Building): void {
  if (model.armed.length === 0) return;
  const number = Math.max(0, model.rows.length - 1);
  const row = model.rows[number];
  for (const span of model.armed) {
    beginTimer(model, span, number);
    // What arrives has no label: there is room for that of the timer which it sets anew.
    if (row?.kind === 'arrived' && row.span.to === span.host && row.at === span.start.at) span.said = 'at-start';
    model.recalled.set(number, [...(model.recalled.get(number) ?? []), span]);
  }
  model.armed.length = 0;
}

/** Adds a row; returns its number. */
export function push(model: Building, row: Row): number {
  commitArmed(model);
  const number = model.rows.length;
  if (number % BLOCK === 0) {
    const open = [...model.calls.values(), ...model.flights.values(), ...model.told.values(), ...model.waiting];
    model.openAt.push(open.toSorted(byStart));
  }
  model.rows.push(row);
  for (const span of model.over) model.waiting.delete(span);
  model.over.length = 0;
  return number;
}

/** A span that began in an earlier row, and is known only now. */
export function recall(model: Building, span: Span, end: Pick<Mark, 'row'>): void {
  const { row } = span.start;
  model.recalled.set(row, [...(model.recalled.get(row) ?? []), span]);
  for (let block = Math.floor(row / BLOCK) + 1; block * BLOCK <= end.row; block++) model.openAt[block]?.push(span);
}

const byStart = (a: Span, b: Span): number => a.start.row - b.start.row;

/** Where a row would stand that an event makes. */
export const nextMark = (model: Building, event: TraceEvent, index: number): Mark => ({
  row: model.rows.length,
  index,
  at: event.at,
});
