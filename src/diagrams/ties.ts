import type { CallId, FlightId, TraceEvent } from '../engine/trace/event.ts';
import { causesOf } from './causes.ts';
import type { Subject } from './shape.ts';

/** What a selection lights up in every panel beside itself. */
export interface Ties {
  readonly subject: Subject | null;
  readonly calls: ReadonlySet<CallId>;
  readonly flights: ReadonlySet<FlightId>;
}

/** Nothing is selected. */
export const NO_TIES: Ties = { subject: null, calls: new Set(), flights: new Set() };

/**
 * What belongs to the subject: to a segment the call it comes from, and its other tries; to a call the segments it has drawn; to an action, an operation or a
 * use case the calls that carry it out. Sockets and processes stand for themselves alone: nearly everything is theirs.
 */
export function tiesOf(trace: readonly TraceEvent[], subject: Subject | null): Ties {
  switch (subject?.kind) {
    case 'flight': {
      const { callOf, triesOf } = causesOf(trace);
      const call = callOf.get(subject.flight);
      const tries = triesOf.get(subject.flight) ?? [subject.flight];
      return { subject, calls: new Set(call === undefined ? [] : [call]), flights: new Set(tries) };
    }
    case 'call':
      return {
        subject,
        calls: new Set([subject.callId]),
        flights: new Set(causesOf(trace).flightsOf.get(subject.callId) ?? []),
      };
    case 'calls':
      return { subject, calls: new Set(subject.calls), flights: NO_TIES.flights };
    case 'socket':
    case 'process':
      return { ...NO_TIES, subject };
    default:
      return NO_TIES;
  }
}

/** Whether a shape that stands for `subject` is lit. */
export function isLit(ties: Ties, subject: Subject | null): boolean {
  if (subject === null || ties.subject === null) return false;
  switch (subject.kind) {
    case 'flight':
      return ties.flights.has(subject.flight);
    case 'call':
      return ties.calls.has(subject.callId);
    case 'calls':
      return sameSubject(subject, ties.subject) || subject.calls.some((call) => ties.calls.has(call));
    default:
      return sameSubject(subject, ties.subject);
  }
}

/** Whether two subjects are the same thing. */
export function sameSubject(a: Subject | null, b: Subject | null): boolean {
  if (a === null || b === null) return false;
  switch (a.kind) {
    case 'socket':
      return b.kind === 'socket' && a.host === b.host && a.socket === b.socket;
    case 'flight':
      return b.kind === 'flight' && a.flight === b.flight;
    case 'call':
      return b.kind === 'call' && a.callId === b.callId;
    case 'process':
      return b.kind === 'process' && a.process === b.process;
    case 'calls':
      return b.kind === 'calls' && a.id === b.id;
  }
}
