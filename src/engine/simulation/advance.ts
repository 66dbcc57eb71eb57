import type { Micros } from '../base/time.ts';
import type { Programs } from './programs.ts';
import { isCurrent, withoutFirst } from './queue.ts';
import { step, type Stepped } from './step.ts';
import type { Event, World } from './world.ts';

/** The event that came next, and what it did. */
export interface Advanced extends Stepped {
  readonly event: Event;
}

/**
 * Lets the next event happen, up to and including the moment `until`; else says whether something is left for later. What
 * leaves no mark in the trace (a timer that was moved on, a turn in which every program sleeps) is passed over: it is no step.
 */
export function advance(world: World, programs: Programs, until: Micros | null): Advanced | 'later' | 'nothing-left' {
  let current = world;
  for (let first = current.queue; first !== null; first = current.queue) {
    const scheduled = first.item;
    const rest = { ...current, queue: withoutFirst(first) };
    if (!isCurrent(current, scheduled)) {
      current = rest;
      continue;
    }
    if (until !== null && scheduled.time > until) return 'later';
    current = rest;
    // The user may have acted after the moment for which an event that left no mark was due: time never goes back.
    const now = scheduled.time > current.now ? scheduled.time : current.now;
    const stepped = step({ ...current, now, steps: world.steps + 1 }, scheduled.event, programs);
    if (stepped.trace.length > 0) return { ...stepped, event: scheduled.event };
    current = stepped.world;
  }
  return 'nothing-left';
}
