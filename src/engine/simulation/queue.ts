import { type HeapNode, popHeap, pushHeap } from '../base/heap.ts';
import type { Micros } from '../base/time.ts';
import type { Event, WorkingWorld } from './world.ts';

/** `own`: nobody else has the World's queue. */
export function schedule(world: WorkingWorld, time: Micros, event: Event, own = false): void {
  world.queue = pushHeap(world.queue, time, world.nextInsertion, event, own);
  world.nextInsertion++;
}

export function takeFirst(world: WorkingWorld, queue: HeapNode<Event>, own: boolean): void {
  world.queue = popHeap(queue, own);
}
