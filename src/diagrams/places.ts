import type { CallId, FlightId, TraceEvent } from '../engine/trace/event.ts';
import type { Subject } from './shape.ts';

interface Reading {
  read: number;
  readonly calls: Map<CallId, number>;
  readonly flights: Map<FlightId, number>;
  /** By host and number. */
  readonly sockets: Map<string, number>;
}

const readings = new WeakMap<readonly TraceEvent[], Reading>();

/** Where in the trace each thing began. Read once for each array and continued when it has grown. */
function readingOf(trace: readonly TraceEvent[]): Reading {
  const reading = readings.get(trace) ?? { read: 0, calls: new Map(), flights: new Map(), sockets: new Map() };
  readings.set(trace, reading);
  for (; reading.read < trace.length; reading.read++) {
    const event = trace[reading.read];
    if (event?.kind === 'call') reading.calls.set(event.callId, reading.read);
    else if (event?.kind === 'sent' || event?.kind === 'copied') reading.flights.set(event.flight, reading.read);
    else if (event?.kind === 'socket-created') reading.sockets.set(`${event.host} ${event.socket}`, reading.read);
  }
  return reading;
}

/** The places in the trace (indexes of events, ascending) where the subject happened: a call was made, a segment sent, a socket created. */
export function placesOf(trace: readonly TraceEvent[], subject: Subject | null): readonly number[] {
  const { calls, flights, sockets } = readingOf(trace);
  const known = (places: readonly (number | undefined)[]): readonly number[] =>
    places.filter((place) => place !== undefined).toSorted((a, b) => a - b);
  switch (subject?.kind) {
    case 'call':
      return known([calls.get(subject.callId)]);
    case 'calls':
      return known(subject.calls.map((call) => calls.get(call)));
    case 'flight':
      return known([flights.get(subject.flight)]);
    case 'socket':
      return known([sockets.get(`${subject.host} ${subject.socket}`)]);
    default:
      return [];
  }
}
