import type { Micros } from '../../engine/base/time.ts';
import type { TimerName } from '../../engine/trace/connection-note.ts';
import type { FlightId, HostName, TraceEventOf } from '../../engine/trace/event.ts';
import type { FlightSpan, Mark, TimerSpan } from './spans.ts';

/** A timer that runs: `row` is the last row before it was started. */
interface Running {
  readonly start: Mark;
  readonly duration: Micros;
  /** Of TIME-WAIT, which is drawn while it runs. */
  readonly span: TimerSpan | null;
}

type TimerEvent = TraceEventOf<'timer'>;

/** What is known of one socket. */
interface Clock {
  readonly running: Map<TimerName, Running>;
  /** What expired last. */
  expired: { readonly at: Micros; readonly timer: TimerName; readonly was: Running } | null;
}

/** The timers of all connections while a trace is read. */
export class Timers {
  private readonly clocks = new Map<HostName, Map<number | null, Clock>>();
  /** The newest try of what a segment says. */
  private readonly tries = new Map<FlightId, FlightSpan>();
  /** Down to which row the line beside a lifeline is taken. */
  private readonly taken = new Map<HostName, number>();

  /** A timer was set. `span`: if it is drawn from now on. */
  starts(event: TimerEvent, deadline: Micros, mark: Mark, span: TimerSpan | null): void {
    if (span) this.taken.set(event.host, Number.POSITIVE_INFINITY);
    const duration = (deadline - event.at) as Micros;
    this.clockOf(event.host, event.socket).running.set(event.timer, { start: mark, duration, span });
  }

  /** What ended, if it was known to run. */
  ends(event: TimerEvent): Running | null {
    const clock = this.clockOf(event.host, event.socket);
    const was = clock.running.get(event.timer) ?? null;
    if (was === null) return null;
    clock.running.delete(event.timer);
    if (event.change === 'expired') clock.expired = { at: event.at, timer: event.timer, was };
    return was;
  }

  // A third of a trace are timers: no key is made for each.
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
