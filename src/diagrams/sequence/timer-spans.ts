import type { Micros } from '../../engine/base/time.ts';
import type { TimerName } from '../../engine/trace/connection-note.ts';
import type { HostName, TraceEventOf } from '../../engine/trace/event.ts';
import type { FlightSpan, TimerSpan } from './spans.ts';

type TimerEvent = TraceEventOf<'timer'>;

/** A timer of a socket, used again whenever it is set: a third of a trace are timers. */
export interface Running {
  runs: boolean;
  /** The last row before it was set. */
  row: number;
  index: number;
  at: Micros;
  deadline: Micros;
  /** What is drawn of it while it runs, if anything is. */
  span: TimerSpan | null;
}

/** What expired last, of one socket. */
interface Expired {
  readonly at: Micros;
  readonly timer: TimerName;
  readonly was: Pick<Running, 'row' | 'index' | 'at' | 'deadline' | 'span'>;
}

/** What is known of one socket. */
interface Clock {
  readonly running: Map<TimerName, Running>;
  expired: Expired | null;
}

/** The timers of all connections while a trace is read. */
export class Timers {
  private readonly clocks = new Map<HostName, Map<number | null, Clock>>();
  /** The clock before: the next event is mostly of the same socket. */
  private last: { readonly host: HostName; readonly socket: number | null; readonly clock: Clock } | null = null;
  /** The newest try of what a segment says, by the number of each try. */
  private readonly tries: FlightSpan[] = [];

  /** A timer of a socket, if it runs. */
  running(event: TimerEvent): Running | null {
    const timer = this.clockOf(event.host, event.socket).running.get(event.timer);
    return timer?.runs ? timer : null;
  }

  /** A timer was set. `span`: if it is drawn from now on. */
  starts(event: TimerEvent, deadline: Micros, row: number, index: number, span: TimerSpan | null): void {
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

  ends(event: TimerEvent, timer: Running): void {
    timer.runs = false;
    if (event.change !== 'expired') return;
    this.clockOf(event.host, event.socket).expired = { at: event.at, timer: event.timer, was: { ...timer } };
  }

  private clockOf(host: HostName, socket: number | null): Clock {
    const { last } = this;
    if (last !== null && last.socket === socket && last.host === host) return last.clock;
    const clock = this.lookUp(host, socket);
    this.last = { host, socket, clock };
    return clock;
  }

  // No key is made for each event.
  private lookUp(host: HostName, socket: number | null): Clock {
    let ofHost = this.clocks.get(host);
    if (!ofHost) this.clocks.set(host, (ofHost = new Map()));
    let clock = ofHost.get(socket);
    if (!clock) ofHost.set(socket, (clock = { running: new Map(), expired: null }));
    return clock;
  }

  /** A try: remembered as the newest of its like. */
  tried(span: FlightSpan): void {
    this.tries[span.flight] = span;
    if (span.repeats !== null) this.tries[span.repeats] = span;
  }

  /** The try before this one; null: it is the first, or that is not in the diagram. */
  before(span: FlightSpan): FlightSpan | null {
    return span.repeats === null ? null : (this.tries[span.repeats] ?? null);
  }

  /** The timer that led to a try, if it was one. */
  causeOf(span: FlightSpan): Expired | null {
    const { expired } = this.clockOf(span.from, span.socket);
    return expired?.at === span.start.at ? expired : null;
  }
}
