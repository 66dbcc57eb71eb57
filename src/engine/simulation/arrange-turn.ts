import { schedule } from './queue.ts';
import { renewPrograms, type WorkingWorld } from './world.ts';

/** Puts the programs' next turn into the queue. `own`: nobody else has that. */
export function arrangeTurn(world: WorkingWorld, own = false): void {
  const time = world.programs.notBefore > world.now ? world.programs.notBefore : world.now;
  renewPrograms(world).scheduled = world.nextInsertion;
  schedule(world, time, { kind: 'turn' }, own);
}
