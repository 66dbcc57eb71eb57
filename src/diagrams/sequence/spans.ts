import type { Micros } from '../../engine/base/time.ts';
import type { CallResult, WaitCondition } from '../../engine/posix/call.ts';
import type { TimerName } from '../../engine/trace/connection-note.ts';
import type { CallEvent, CallId, FlightId, HostName, ProcessName, SocketId } from '../../engine/trace/event.ts';
import type { IcmpMessage } from '../../engine/wire/icmp.ts';
import type { Segment } from '../../engine/wire/segment.ts';
import type { Actor } from '../cast.ts';
import type { Loss } from '../loss.ts';

/** Where something stands: in which row, and which trace event put it there. */
export interface Mark {
  readonly row: number;
  /** Index of the trace event. */
  readonly index: number;
  readonly at: Micros;
}

/** A call from its entry into the kernel to its return. What is not known yet is null. */
export interface CallSpan {
  readonly kind: 'call';
  readonly host: HostName;
  readonly process: ProcessName;
  readonly actor: Actor;
  readonly callId: CallId;
  readonly event: CallEvent;
  readonly start: Mark;
  /** When the caller went to sleep; its `row` is the last one before that. */
  blocked: (Mark & { readonly until: WaitCondition }) | null;
  end: (Mark & { readonly result: CallResult | null }) | null;
}

/** One flight of one segment. */
export interface FlightSpan {
  readonly kind: 'flight';
  readonly flight: FlightId;
  readonly from: HostName;
  readonly to: HostName;
  readonly socket: SocketId | null;
  readonly segment: Segment;
  readonly relative: { readonly seq: number; readonly ack: number | null } | null;
  readonly repeats: FlightId | null;
  /** The flight of which the network made this copy, or null. */
  readonly copyOf: FlightSpan | null;
  /** `found`: nobody in the diagram sends it, so it begins where it arrives. `gone`: it ends outside of the diagram, in the row in which it was sent. */
  readonly seen: 'whole' | 'found' | 'gone';
  /** For a segment sent again: what was waited for since the try before, where it is said here. */
  since: TimerSpan | null;
  /** The timer that is set with it. */
  sets: TimerSpan | null;
  /** How many places beside the lifeline are taken where it sets out, and beside that to which it goes (`Tracks`). */
  readonly besides: number;
  readonly faces: number;
  readonly start: Mark;
  /** When it should arrive, as far as is known. */
  due: Micros | null;
  /** `reach`: how far along the wire it came, 0 to 1. `loss`: how, where it did not arrive. */
  end: (Mark & { readonly kind: 'arrived' | 'lost'; readonly reach: number; readonly loss: Loss }) | null;
}

/** What a timer measures on a kernel's lifeline, or the link from a try to the next where no timer led to it. */
export interface TimerSpan {
  readonly kind: 'timer';
  readonly host: HostName;
  readonly socket: SocketId | null;
  /** Null: the segment was sent again for another reason, such as duplicate acknowledgements. */
  readonly timer: TimerName | null;
  /** How long it was set for; null with `timer`. */
  readonly duration: Micros | null;
  /** The segment with which it was set; of one that is known at its end: which was sent again there. */
  flight: FlightId | null;
  /** It is drawn from its beginning on; else once it is over. */
  readonly grows: boolean;
  /** Where it says what it is set for: in a row of its own, beside the segment that sets it, or with what is sent again. */
  said: 'in-row' | 'at-start' | 'at-end';
  /** Its place beside the lifeline; null: there is none for it. */
  track: number | null;
  start: Mark;
  end: Mark | null;
  /** Else it was stopped. */
  expired: boolean;
}

/** One ICMP message. */
export interface IcmpSpan {
  readonly kind: 'icmp';
  /** '': a router half way. */
  readonly from: HostName;
  readonly to: HostName;
  readonly message: IcmpMessage;
  /** The segment that it is about; null: that is not in the diagram. */
  readonly about: FlightId | null;
  /** As of a segment. */
  readonly seen: FlightSpan['seen'];
  readonly copyOf: null;
  readonly besides: number;
  readonly start: Mark;
  readonly due: Micros | null;
  end: (Mark & { readonly kind: 'arrived'; readonly reach: 1 }) | null;
}

/** A socket of a kernel, from its making to its end. */
export interface SocketSpan {
  readonly kind: 'socket';
  readonly host: HostName;
  readonly socket: SocketId;
  /** By its variable in the program, else by its descriptor; '': no program has it yet. */
  name: string;
  /** Its place beside the lifeline; null: there is none for it. */
  readonly track: number | null;
  readonly start: Mark;
  /** When a program had a descriptor of it first, and how many places beside the lifeline were taken then. */
  held: (Mark & { readonly besides: number }) | null;
  /** When the last descriptor of it was closed. */
  left: Mark | null;
  end: Mark | null;
}

export type Span = CallSpan | FlightSpan | TimerSpan | IcmpSpan | SocketSpan;
