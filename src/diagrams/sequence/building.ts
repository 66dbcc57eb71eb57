import type { CallId, FlightId, HostName, ThreadName, TraceEvent, TraceEventOf } from '../../engine/trace/event.ts';
import type { IcmpMessage } from '../../engine/wire/icmp.ts';
import type { Fold, Folding } from './folding.ts';
import type { Fragments } from './fragments.ts';
import { BLOCK, type Row, type Scope, type SequenceModel } from './row.ts';
import type { CallSpan, FlightSpan, IcmpSpan, Mark, Span, TimerSpan } from './spans.ts';
import type { Timers } from './timer-spans.ts';

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

/** Adds a row; returns its number. */
export function push(model: Building, row: Row): number {
  const number = model.rows.length;
  if (number % BLOCK === 0) {
    const open = [...model.calls.values(), ...model.flights.values(), ...model.told.values(), ...model.waiting];
    model.openAt.push(open.toSorted(byStart));
  }
  model.rows.push(row);
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
