import type { CallId, FlightId, HostName, TraceEvent } from '../engine/trace/event.ts';
import type { IcmpMessage } from '../engine/wire/icmp.ts';

/** Which call each segment comes from, however indirectly, and which segments each call has drawn. */
export interface Causes {
  readonly callOf: ReadonlyMap<FlightId, CallId>;
  readonly flightsOf: ReadonlyMap<CallId, readonly FlightId[]>;
  /** All tries of what was sent more than once, by each of them. */
  readonly triesOf: ReadonlyMap<FlightId, readonly FlightId[]>;
}

interface Reading extends Causes {
  read: number;
  readonly callOf: Map<FlightId, CallId>;
  readonly flightsOf: Map<CallId, FlightId[]>;
  readonly triesOf: Map<FlightId, FlightId[]>;
  /** What happened last on a machine comes from this call. */
  readonly current: Map<HostName, CallId>;
  /** The call behind what a socket sent last: its timers send on behalf of that. */
  readonly ofSender: Map<string, CallId>;
  /** What was lost last, and the call behind each ICMP message: it is sent at once. */
  undelivered: FlightId | null;
  readonly told: Map<IcmpMessage, CallId>;
}

const readings = new WeakMap<readonly TraceEvent[], Reading>();

/**
 * The causes in a trace, by the rule of the sequence numbers in a communication diagram: a segment comes from the call or
 * the arrival before it on its machine, a repeat from what the first try came from. Read once for each array and continued when it has grown.
 */
export function causesOf(trace: readonly TraceEvent[]): Causes {
  let reading = readings.get(trace);
  if (!reading) {
    reading = {
      read: 0,
      callOf: new Map(),
      flightsOf: new Map(),
      triesOf: new Map(),
      current: new Map(),
      ofSender: new Map(),
      undelivered: null,
      told: new Map(),
    };
    readings.set(trace, reading);
  }
  for (; reading.read < trace.length; reading.read++) {
    const event = trace[reading.read];
    if (event) add(reading, event);
  }
  return reading;
}

function add(reading: Reading, event: TraceEvent): void {
  switch (event.kind) {
    case 'call':
      reading.current.set(event.host, event.callId);
      return;
    case 'sent': {
      if (event.repeats !== null) addTry(reading.triesOf, event.flight, event.repeats);
      const sender = `${event.host} ${event.socket}`;
      const repeated = event.repeats === null ? undefined : reading.callOf.get(event.repeats);
      const call = repeated ?? reading.current.get(event.host) ?? reading.ofSender.get(sender);
      if (call === undefined) return;
      reading.ofSender.set(sender, call);
      attribute(reading, event.flight, call);
      return;
    }
    case 'copied': {
      const call = reading.callOf.get(event.original);
      if (call !== undefined) attribute(reading, event.flight, call);
      return;
    }
    case 'arrived': {
      const call = reading.callOf.get(event.flight);
      if (call !== undefined) reading.current.set(event.host, call);
      return;
    }
    case 'lost':
      reading.undelivered = event.flight;
      return;
    case 'icmp-sent': {
      const call = reading.undelivered === null ? undefined : reading.callOf.get(reading.undelivered);
      if (call !== undefined) reading.told.set(event.message, call);
      return;
    }
    case 'icmp-arrived': {
      const call = reading.told.get(event.message);
      if (call !== undefined) reading.current.set(event.to, call);
      return;
    }
    default:
  }
}

function attribute({ callOf, flightsOf }: Reading, flight: FlightId, call: CallId): void {
  callOf.set(flight, call);
  const flights = flightsOf.get(call);
  if (flights) flights.push(flight);
  else flightsOf.set(call, [flight]);
}

function addTry(triesOf: Map<FlightId, FlightId[]>, flight: FlightId, repeats: FlightId): void {
  const tries = triesOf.get(repeats) ?? [repeats];
  tries.push(flight);
  triesOf.set(repeats, tries);
  triesOf.set(flight, tries);
}
