import { nothingFresh } from '../base/fresh.ts';
import type { Micros } from '../base/time.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Programs } from './programs.ts';
import { frozen } from './frozen.ts';
import { isCurrent } from './is-current.ts';
import { takeFirst } from './queue.ts';
import { type Passage, passageFrom } from './passage.ts';
import { happen, type Stepped } from './step.ts';
import type { Event, World } from './world.ts';

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
  const passage = passageFrom(world, programs, trace, nothingFresh(false));
  const event = proceed(passage, until);
  return typeof event === 'string' ? event : { world: frozen(passage.world), trace, event };
}

/**
 * As `advance`, but within a World in the making, which takes on what happens. When nothing is left up to `until`, it may have
 * taken on what leaves no mark: then it is no World of the run.
 */
export function proceed(passage: Passage, until: Micros | null): Event | 'later' | 'nothing-left' {
  const { world } = passage;
  world.steps++;
  for (let first = world.queue; first !== null; first = world.queue) {
    const { item: event } = first;
    const time = first.time as Micros;
    const current = isCurrent(world, first);
    if (current && until !== null && time > until) return 'later';
    takeFirst(world, first, passage.fresh.lasting);
    if (!current) continue;
    // The user may have acted after the moment for which an event that left no mark was due: time never goes back.
    if (time > world.now) world.now = time;
    if (happen(passage, event)) return event;
  }
  return 'nothing-left';
}
