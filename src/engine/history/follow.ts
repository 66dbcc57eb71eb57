import { advance } from '../simulation/advance.ts';
import type { Programs } from '../simulation/programs.ts';
import { type Stepped, step } from '../simulation/step.ts';
import type { Event, World } from '../simulation/world.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Follow } from './timeline.ts';

/** An event that the recording brings happens: it is one step, whatever it leads to. */
export const perform = (world: World, event: Event, programs: Programs, trace: TraceEvent[] = []): Stepped =>
  step({ ...world, steps: world.steps + 1 }, event, programs, trace);

/** Plays an event again that a World of the same run had. */
export const follow: Follow = (world, event, programs) => {
  const next = event.kind === 'action' ? perform(world, event, programs) : advance(world, programs, null);
  if (typeof next === 'string') throw new Error(`nothing follows event ${world.steps} when it is played again`);
  return next.world;
};
