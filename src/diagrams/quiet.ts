import type { FlightId, TraceEvent, TraceEventOf } from '../engine/trace/event.ts';
import type { TcpRule } from '../engine/trace/tcp-rules.ts';
import { type Endpoint, sameEndpoint, showEndpoint } from '../engine/wire/address.ts';
import { type Segment, segmentEnd } from '../engine/wire/segment.ts';
import { isAfter, type SequenceNumber } from '../engine/wire/sequence-number.ts';
import { KIND, kindsOf } from './kinds.ts';

/** Bare segments that only keep a flow going: when they say nothing else, they are quiet. */
const UPKEEP: ReadonlySet<TcpRule> = new Set<TcpRule>([
  'ack-delayed',
  'window-announced',
  'keep-alive',
  'zero-window-probe',
  'unacceptable-segment',
  'timestamp-too-old',
]);
/** Acknowledgements that are part of the lesson where they acknowledge all that was sent, and quiet in the midst of a flow. */
const ANSWERS: ReadonlySet<TcpRule> = new Set<TcpRule>(['acknowledge', 'text-gap-filled']);
/** So many duplicate acknowledgements lead to a fast retransmission (RFC 5681 §3.2); more of them say nothing new. */
const DUPLICATES = 3;

interface Reading {
  readonly quiet: Set<FlightId>;
  readonly ways: Map<string, Map<string, Way>>;
  /** The segment before with its way: the next is mostly of the same connection. */
  last: { readonly segment: Segment; readonly way: Way } | null;
  /** Of the trace, so many events are in it. */
  read: number;
}
const readings = new WeakMap<readonly TraceEvent[], Reading>();

/**
 * The segments of a trace that may be left out where it is told in brief: bare acknowledgements in the midst of a flow or
 * delayed, window updates, keep-alives, probes. Not those that change a connection's state, close or open the window, are
 * lost, or are one of three duplicates. Read once for each array and continued when it has grown.
 */
export function quietFlights(trace: readonly TraceEvent[]): ReadonlySet<FlightId> {
  let reading = readings.get(trace);
  if (!reading) {
    reading = { quiet: new Set(), ways: new Map(), last: null, read: 0 };
    readings.set(trace, reading);
  }
  const kinds = kindsOf(trace);
  for (; reading.read < trace.length; reading.read++) {
    const kind = kinds[reading.read];
    if (kind === KIND.sent) {
      const event = trace[reading.read] as TraceEventOf<'sent'>;
      if (isQuiet(event, wayOf(event.segment, reading))) reading.quiet.add(event.flight);
    } else if (kind === KIND.lost) reading.quiet.delete((trace[reading.read] as TraceEventOf<'lost'>).flight);
    else if (kind === KIND.state) {
      const arrived = arrivedBefore(trace, reading.read);
      if (arrived && arrived.host === trace[reading.read]?.host) reading.quiet.delete(arrived.flight);
    }
  }
  return reading.quiet;
}

/** The segment with whose arrival an event came; null: it came with something else. */
function arrivedBefore(trace: readonly TraceEvent[], place: number): TraceEventOf<'arrived'> | null {
  const at = trace[place]?.at;
  for (let before = place - 1; before >= 0; before--) {
    const event = trace[before] as TraceEvent;
    if (event.at !== at || event.kind === 'call') return null;
    if (event.kind === 'arrived') return event;
    if (event.kind === 'timer' && event.change === 'expired') return null;
  }
  return null;
}

/** What one end of a connection has sent so far. */
interface Way {
  next: SequenceNumber | null;
  ack: SequenceNumber | null;
  window: number | null;
  /** The acknowledgement of what came out of order, and how often it was sent in a row. */
  repeated: { readonly ack: SequenceNumber; readonly count: number } | null;
  /** What the other end has sent. */
  back: Way;
}

function wayOf(segment: Segment, reading: Reading): Way {
  const { last } = reading;
  let way: Way;
  if (last && isOneWay(segment, last.segment.source, last.segment.destination)) way = last.way;
  else if (last && isOneWay(segment, last.segment.destination, last.segment.source)) way = last.way.back;
  else way = lookUp(segment, reading.ways);
  reading.last = { segment, way };
  return way;
}

const isOneWay = ({ source, destination }: Segment, from: Endpoint, to: Endpoint): boolean =>
  sameEndpoint(source, from) && sameEndpoint(destination, to);

function lookUp({ source, destination }: Segment, ways: Reading['ways']): Way {
  const [from, to] = [showEndpoint(source), showEndpoint(destination)];
  const known = ways.get(from)?.get(to);
  if (known) return known;
  const way = { next: null, ack: null, window: null, repeated: null } as Way;
  way.back = from === to ? way : { next: null, ack: null, window: null, repeated: null, back: way };
  for (const [one, other, each] of [
    [from, to, way],
    [to, from, way.back],
  ] as const) {
    const known = ways.get(one) ?? new Map<string, Way>();
    ways.set(one, known.set(other, each));
  }
  return way;
}

/** Whether a segment is quiet, as far as can be known when it is sent. */
function isQuiet({ segment, rule }: TraceEventOf<'sent'>, way: Way): boolean {
  const end = segmentEnd(segment);
  if (way.next === null || segment.flags.syn || isAfter(end, way.next)) way.next = end;
  const closedOrOpened = segment.window === 0 || way.window === 0;
  way.window = segment.window;
  const acknowledgesMore = way.ack !== segment.ack;
  way.ack = segment.ack;
  if (!isBare(segment)) return false;
  if (closedOrOpened && rule !== 'keep-alive' && rule !== 'unacceptable-segment') return false;
  if (rule === 'text-out-of-order') return duplicates(way, segment.ack) > DUPLICATES;
  const answers = ANSWERS.has(rule) || (rule === 'window-announced' && acknowledgesMore);
  return answers ? segment.ack !== way.back.next : UPKEEP.has(rule);
}

function duplicates(way: Way, ack: SequenceNumber): number {
  const count = way.repeated?.ack === ack ? way.repeated.count + 1 : 1;
  way.repeated = { ack, count };
  return count;
}

const isBare = ({ flags, payload }: Segment): boolean => payload.length === 0 && !flags.syn && !flags.fin && !flags.rst;
