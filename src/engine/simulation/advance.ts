import type { Micros } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Programs } from './programs.ts';
import { frozen } from './frozen.ts';
import { isCurrent } from './is-current.ts';
import { withoutFirst } from './queue.ts';
import { happen, type Stepped } from './step.ts';
import { copyOfWorld, type Event, type World } from './world.ts';

/** The event that came next, and what it did. */
export interface Advanced extends Stepped {
  readonly event: Event;
}

/**
 * Lets the next event happen, up to and including the moment `until`; else says whether something is left for later. What
 * leaves no mark in the trace (a timer that was moved on, a turn in which every program sleeps) is passed over: it is no step.
 * `trace`: what a whole run gathers, to which this event's is appended.
 */
export function advance(
  world: World,
  programs: Programs,
  until: Micros | null,
  trace: TraceEvent[] = [],
): Advanced | 'later' | 'nothing-left' {
  const next = copyOfWorld(world);
  next.steps++;
  for (let first = next.queue; first !== null; first = next.queue) {
    const { event, time } = first.item;
    const current = isCurrent(next, first.item);
    if (current && until !== null && time > until) return 'later';
    next.queue = withoutFirst(first);
    if (!current) continue;
    // The user may have acted after the moment for which an event that left no mark was due: time never goes back.
    if (time > next.now) next.now = time;
    if (happen(next, event, programs, trace)) return { world: frozen(next), trace, event };
  }
  return 'nothing-left';
}
