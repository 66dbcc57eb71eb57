import type { FlightId, TraceEvent, TraceEventOf } from '../engine/trace/event.ts';
import type { TcpRule } from '../engine/trace/tcp-rules.ts';
import { showEndpoint } from '../engine/wire/address.ts';
import { type Segment, segmentEnd } from '../engine/wire/segment.ts';
import { isAfter, type SequenceNumber } from '../engine/wire/sequence-number.ts';

/** Bare segments that only keep a flow going: when they say nothing else, they are quiet. */
const UPKEEP: ReadonlySet<TcpRule> = new Set<TcpRule>([
  'ack-delayed',
  'window-announced',
  'keep-alive',
  'zero-window-probe',
  'unacceptable-segment',
]);
/** Acknowledgements that are part of the lesson where they acknowledge all that was sent, and quiet in the midst of a flow. */
const ANSWERS: ReadonlySet<TcpRule> = new Set<TcpRule>(['acknowledge', 'text-gap-filled']);
/** So many duplicate acknowledgements lead to a fast retransmission (RFC 5681 §3.2); more of them say nothing new. */
const DUPLICATES = 3;

interface Found {
  readonly quiet: Set<FlightId>;
  /** Of the trace, so many events are in it. */
  length: number;
}
const known = new WeakMap<readonly TraceEvent[], Found>();

/**
 * The segments of a trace that may be left out where it is told in brief: bare acknowledgements in the midst of a flow or
 * delayed, window updates, keep-alives, probes. Not those that change a connection's state, close or open the window, are
 * lost, or are one of three duplicates.
 */
export function quietFlights(trace: readonly TraceEvent[]): ReadonlySet<FlightId> {
  const found = known.get(trace);
  if (found?.length === trace.length) return found.quiet;
  const quiet = new Set<FlightId>();
  const wire = new Wire();
  /** The flight whose arrival is being dealt with. */
  let arrived: TraceEventOf<'arrived'> | null = null;
  for (const event of trace) {
    if (event.kind === 'sent' && wire.isQuiet(event)) quiet.add(event.flight);
    else if (event.kind === 'lost') quiet.delete(event.flight);
    else if (event.kind === 'arrived') arrived = event;
    else if (event.kind === 'call' || (event.kind === 'timer' && event.change === 'expired')) arrived = null;
    else if (event.kind === 'state' && arrived?.host === event.host && arrived.at === event.at) {
      quiet.delete(arrived.flight);
    }
  }
  known.set(trace, { quiet, length: trace.length });
  return quiet;
}

/** What each end of each connection has sent so far. */
class Wire {
  private readonly next = new Map<string, SequenceNumber>();
  private readonly acks = new Map<string, SequenceNumber>();
  private readonly windows = new Map<string, number>();
  private readonly repeated = new Map<string, { ack: SequenceNumber; count: number }>();

  /** Whether a segment is quiet, as far as can be known when it is sent. */
  isQuiet({ segment, rule }: TraceEventOf<'sent'>): boolean {
    const way = `${showEndpoint(segment.source)} ${showEndpoint(segment.destination)}`;
    const back = `${showEndpoint(segment.destination)} ${showEndpoint(segment.source)}`;
    const end = segmentEnd(segment);
    const highest = this.next.get(way);
    if (highest === undefined || segment.flags.syn || isAfter(end, highest)) this.next.set(way, end);
    const closedOrOpened = segment.window === 0 || this.windows.get(way) === 0;
    this.windows.set(way, segment.window);
    const acknowledgesMore = this.acks.get(way) !== segment.ack;
    this.acks.set(way, segment.ack);
    if (!isBare(segment)) return false;
    if (closedOrOpened && rule !== 'keep-alive' && rule !== 'unacceptable-segment') return false;
    if (rule === 'text-out-of-order') return this.duplicates(way, segment.ack) > DUPLICATES;
    const answers = ANSWERS.has(rule) || (rule === 'window-announced' && acknowledgesMore);
    return answers ? segment.ack !== this.next.get(back) : UPKEEP.has(rule);
  }

  private duplicates(way: string, ack: SequenceNumber): number {
    const last = this.repeated.get(way);
    const count = last?.ack === ack ? last.count + 1 : 1;
    this.repeated.set(way, { ack, count });
    return count;
  }
}

const isBare = ({ flags, payload }: Segment): boolean => payload.length === 0 && !flags.syn && !flags.fin && !flags.rst;
