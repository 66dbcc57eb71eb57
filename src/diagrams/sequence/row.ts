import type { Micros } from '../../engine/base/time.ts';
import type {
  ChangeEvent,
  FlightId,
  HostName,
  ProcessEvent,
  RefusedEvent,
  StartEvent,
  TraceEventOf,
} from '../../engine/trace/event.ts';
import type { Actor } from '../cast.ts';
import type { Fold } from './folding.ts';
import type { Fragments } from './fragments.ts';
import type { CallSpan, FlightSpan, IcmpSpan, SocketSpan, Span, TimerSpan } from './spans.ts';

/**
 * `calls`: calls and returns alone; `segments`: with what passes between the kernels, but for what is quiet (`../quiet.ts`);
 * `detailed`: with everything, sequence numbers and states.
 */
export type Detail = 'calls' | 'segments' | 'detailed';

/** What becomes of a socket in a row that is about something else; `index` of the trace event. */
export interface SocketNews {
  readonly index: number;
  readonly what: 'made' | 'held' | 'left' | 'destroyed';
  readonly span: SocketSpan;
}

/** One row of the diagram: one event. */
export type Row = {
  readonly index: number;
  readonly at: Micros;
  sockets?: readonly SocketNews[];
} /** `letters`: how many its label has, so that its height is known before the label is made. */ & (
  | { readonly kind: 'call' | 'return'; readonly span: CallSpan; readonly letters: number }
  | { readonly kind: 'sent' | 'copied' | 'found' | 'arrived' | 'lost'; readonly span: FlightSpan }
  | { readonly kind: 'icmp-sent' | 'icmp-arrived'; readonly span: IcmpSpan }
  | { readonly kind: 'refused'; readonly event: RefusedEvent }
  /** A process or thread begins. */
  | { readonly kind: 'begun'; readonly event: StartEvent; readonly actor: Actor }
  | { readonly kind: 'ended'; readonly event: ProcessEvent }
  | { readonly kind: 'state'; readonly event: TraceEventOf<'state'> }
  | { readonly kind: 'note'; readonly event: NoteEvent }
  /** More of what was sent before it. */
  | { readonly kind: 'fold'; readonly fold: Fold }
  /** A socket, by what its program calls it; empty: it has no name yet. */
  | {
      readonly kind: 'made' | 'destroyed';
      readonly event: TraceEventOf<'socket-created' | 'socket-destroyed'>;
      readonly name: string;
      /** Absent: it was made before the trace begins. */
      readonly span: SocketSpan | undefined;
    }
  /** A timer that is drawn while it runs begins; a timer expires. */
  | { readonly kind: 'timer' | 'expired'; readonly span: TimerSpan }
);

/** What befalls the network or a machine; of ICMP what a kernel finds out by itself, and no message says: that nobody has an address. */
export type NoteEvent = ChangeEvent | TraceEventOf<'icmp-arrived'>;

/**
 * The whole of a trace as rows, in the order of time. A cursor shows the first of them; what lies behind the cursor is
 * in the model too, so that a segment under way already points to where it will arrive.
 */
export interface SequenceModel {
  readonly detail: Detail;
  readonly rows: readonly Row[];
  /** How much of the trace is in it. */
  readonly traced: number;
  /** Places in the trace of the quiet segments that are left out. */
  readonly leftOut: readonly number[];
  /** For each block of BLOCK rows the spans that began before the block and are open at its beginning. */
  readonly openAt: readonly (readonly Span[])[];
  /** Spans that are known later than the row where they began, by that row. */
  readonly recalled: ReadonlyMap<number, readonly Span[]>;
  readonly fragments: Pick<Fragments, 'byFirst' | 'across'>;
}

/** Which part of a run a model is of. */
export interface Scope {
  /** The machines whose view it is: of the others it has what comes from them and goes to them. Absent: all. */
  readonly inside?: readonly HostName[];
  /** The folds that are open, by their first segments; `all`: nothing is gathered. */
  readonly unfolded?: readonly FlightId[] | 'all';
}

/** Rows in a block of the index that finds what spans a window. */
export const BLOCK = 64;
