import type { Log } from '../base/log.ts';
import type { Micros } from '../base/time.ts';
import type { Programs } from '../simulation/programs.ts';
import type { Event, World } from '../simulation/world.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Recording } from './recording.ts';

/** One event that happened, when, and how long the trace was then. */
export interface Step {
  readonly event: Event;
  readonly at: Micros;
  /** The World after it; null where it is made again when somebody asks for it: `worldAt`. */
  readonly world: World | null;
  readonly traceEnd: number;
}

/**
 * All that a recording yields: a cache that can be thrown away and made again. It holds the run to its end, the
 * future of the cursor included.
 */
export interface Timeline {
  readonly recording: Recording;
  /** The World before anything happened. */
  readonly beginning: World;
  readonly steps: Log<Step>;
  readonly trace: Log<TraceEvent>;
  /**
   * Why the run stops where it does: nothing is left to happen, the horizon was reached, it went on and on; only its
   * beginning is kept; or it has not been run.
   */
  readonly end: 'nothing-left' | 'horizon' | 'too-long' | 'cut' | 'not-run';
  /** Makes Worlds that were not kept. Brought by what ran the recording, so that what only looks at a run needs no engine. */
  readonly follow: Follow;
}

/** The World after an event of a run, from the World before it. */
export type Follow = (before: World, event: Event, programs: Programs) => World;

/**
 * A place on the timeline: after `step` events, at virtual time `time`, which lies between that World's moment and the
 * next event's. The only thing that stepping, playing and the slider write.
 */
export interface Cursor {
  readonly step: number;
  readonly time: Micros;
}

/** What one press of 'forward' passes over. */
export type Granularity = 'call' | 'segment' | 'event';
