import type { FlightId, HostName, ThreadName, TraceEvent, TraceEventOf } from '../../engine/trace/event.ts';
import type { IcmpMessage } from '../../engine/wire/icmp.ts';
import type { Fold, Folding } from './folding.ts';
import type { Fragments } from './fragments.ts';
import { BLOCK, type Row, type Scope, type SequenceModel, type SocketNews } from './row.ts';
import type { CallSpan, FlightSpan, IcmpSpan, Mark, SocketSpan, Span, TimerSpan } from './spans.ts';
import { spansAcross } from './spans-across.ts';
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
  /** The sockets that there are, by host and number. */
  sockets: Map<string, SocketSpan>;
  /** How many of a host are drawn. */
  strips: Map<HostName, number>;
  /** What the next row says of sockets. */
  news: SocketNews[];
  /** By their numbers. */
  calls: CallSpan[];
  flights: FlightSpan[];
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
  const { index, at } = span.start;
  span.start = { row, index, at };
  span.track = model.tracks.take(span.host, row);
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
  while (model.armed.length > 0) model.armed.pop();
}

/** The calls that have not returned, in the order in which they were made. */
export const openCalls = (model: Building): readonly CallSpan[] =>
  spansAcross(model, model.rows.length, model.rows.length).filter(
    (span) => span.kind === 'call' && span.end === null,
  ) as CallSpan[];

/** A flight that has not ended. */
export function underWay({ flights }: Building, flight: FlightId): FlightSpan | null {
  const span = flights[flight];
  return span && span.end === null ? span : null;
}

/** Adds a row; returns its number. */
export function push(model: Building, row: Row): number {
  commitArmed(model);
  const number = model.rows.length;
  if (number % BLOCK === 0) model.openAt.push([...spansAcross(model, number, number)]);
  model.rows.push(row);
  if (model.news.length > 0) tellNews(model, row);
  return number;
}

/** What a call did to sockets is seen in the row in which it returns. */
function tellNews(model: Building, row: Row): void {
  row.sockets = model.news;
  for (const { what, span } of model.news) if (what === 'made') beginStrip(model, span);
  model.news = [];
}

/** A socket is drawn from its first row on. */
export function beginStrip(model: Building, span: SocketSpan): void {
  if (span.track === null) return;
  const { row } = span.start;
  model.recalled.set(row, [...(model.recalled.get(row) ?? []), span]);
}

/** A span that began in an earlier row, and is known only now. */
export function recall(model: Building, span: Span, end: Pick<Mark, 'row'>): void {
  const { row } = span.start;
  model.recalled.set(row, [...(model.recalled.get(row) ?? []), span]);
  for (let block = Math.floor(row / BLOCK) + 1; block * BLOCK <= end.row; block++) model.openAt[block]?.push(span);
}

/** Where a row would stand that an event makes. */
export const nextMark = (model: Building, event: TraceEvent, index: number): Mark => ({
  row: model.rows.length,
  index,
  at: event.at,
});
