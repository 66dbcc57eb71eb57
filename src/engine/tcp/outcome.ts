import type { Fresh } from '../base/fresh.ts';
import type { ConnectionNote, Emission } from '../trace/connection-note.ts';
import type { Segment } from '../wire/segment.ts';
import type { ControlBlock } from './control-block.ts';

/** A segment to send, and the rule that sends it. */
export interface Outgoing extends Emission {
  readonly segment: Segment;
}

/**
 * What a connection answers to anything that is done to it: its next state, the segments to send now, in order, and what
 * it did. It never schedules: ask `nextDeadline`.
 */
export interface Outcome {
  /** Null: the connection is gone (CLOSED) and nothing remembers it. */
  readonly tcb: ControlBlock | null;
  readonly segments: readonly Outgoing[];
  readonly notes: readonly ConnectionNote[];
  /** The notes say whose connection it is. Absent or false: whoever called knows. */
  readonly placed?: boolean;
}

/** The socket whose connection it is, and what of that may be written into. */
export interface Owner {
  readonly fresh: Fresh;
  readonly host: string;
  readonly socket: number;
}
