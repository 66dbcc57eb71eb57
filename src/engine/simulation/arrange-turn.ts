import { schedule } from './queue.ts';
import type { WorkingWorld } from './world.ts';

/** Puts the programs' next turn into the queue. */
export function arrangeTurn(world: WorkingWorld): void {
  const time = world.programs.notBefore > world.now ? world.programs.notBefore : world.now;
  world.programs = { ...world.programs, scheduled: world.nextInsertion };
  schedule(world, time, { kind: 'turn' });
}
