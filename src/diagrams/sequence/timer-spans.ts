import type { Micros } from '../../engine/base/time.ts';
import type { TimerName } from '../../engine/trace/connection-note.ts';
import type { FlightId, HostName, TraceEventOf } from '../../engine/trace/event.ts';
import type { FlightSpan, Mark, TimerSpan } from './spans.ts';

/** A timer that ran: `row` is the last row before it was started. */
interface Ended {
  readonly start: Mark;
  readonly duration: Micros;
  /** Of TIME-WAIT, which is drawn while it runs. */
  readonly span: TimerSpan | null;
}

/** A timer of a socket, used again whenever it is set: a third of a trace are timers. */
interface Running {
  runs: boolean;
  row: number;
  index: number;
  at: Micros;
  deadline: Micros;
  span: TimerSpan | null;
}

type TimerEvent = TraceEventOf<'timer'>;

/** What is known of one socket. */
interface Clock {
  readonly running: Map<TimerName, Running>;
  /** What expired last. */
  expired: { readonly at: Micros; readonly timer: TimerName; readonly was: Ended } | null;
}

/** The timers of all connections while a trace is read. */
export class Timers {
  private readonly clocks = new Map<HostName, Map<number | null, Clock>>();
  /** The newest try of what a segment says. */
  private readonly tries = new Map<FlightId, FlightSpan>();
  /** Down to which row the line beside a lifeline is taken. */
  private readonly taken = new Map<HostName, number>();

  /** A timer was set. `span`: if it is drawn from now on. */
  starts(event: TimerEvent, deadline: Micros, row: number, index: number, span: TimerSpan | null = null): void {
    if (span) this.taken.set(event.host, Number.POSITIVE_INFINITY);
    const { running } = this.clockOf(event.host, event.socket);
    const timer = running.get(event.timer);
    if (!timer) {
      running.set(event.timer, { runs: true, row, index, at: event.at, deadline, span });
      return;
    }
    timer.runs = true;
    timer.row = row;
    timer.index = index;
    timer.at = event.at;
    timer.deadline = deadline;
    timer.span = span;
  }

  /** What is to be told of a timer that ended, if it was known to run: that it expired, or the end of what is drawn of it. */
  ends(event: TimerEvent): Ended | null {
    const clock = this.clockOf(event.host, event.socket);
    const timer = clock.running.get(event.timer);
    if (!timer?.runs) return null;
    timer.runs = false;
    const { row, index, at, deadline, span } = timer;
    const expired = event.change === 'expired';
    if (!expired && !span) return null;
    const was = { start: { row, index, at }, duration: (deadline - at) as Micros, span };
    if (expired) clock.expired = { at: event.at, timer: event.timer, was };
    return was;
  }

  // No key is made for each event.
  private clockOf(host: HostName, socket: number | null): Clock {
    let ofHost = this.clocks.get(host);
    if (!ofHost) this.clocks.set(host, (ofHost = new Map()));
    let clock = ofHost.get(socket);
    if (!clock) ofHost.set(socket, (clock = { running: new Map(), expired: null }));
    return clock;
  }

  /** The line beside the lifeline is free from this row on. */
  frees(host: HostName, row: number): void {
    this.taken.set(host, row);
  }

  isFree(host: HostName, from: number): boolean {
    return (this.taken.get(host) ?? -1) <= from;
  }

  /** A try: remembered as the newest of its like. */
  tried(span: FlightSpan): void {
    this.tries.set(span.repeats ?? span.flight, span);
    this.tries.set(span.flight, span);
  }

  /** From the try before to this one; null when the try before is not in the diagram. */
  retry(span: FlightSpan): TimerSpan | null {
    if (span.repeats === null) return null;
    const before = this.tries.get(span.repeats);
    if (!before) return null;
    const { expired } = this.clockOf(span.from, span.socket);
    const cause = expired?.at === span.start.at ? expired : null;
    const start = cause && cause.was.start.at !== before.start.at ? cause.was.start : before.start;
    const drawn = this.isFree(span.from, start.row);
    if (drawn) this.frees(span.from, span.start.row);
    return {
      kind: 'timer',
      host: span.from,
      socket: span.socket,
      timer: cause?.timer ?? null,
      duration: cause?.was.duration ?? null,
      flight: span.flight,
      grows: false,
      drawn,
      start,
      end: span.start,
    };
  }
}
