import { type Heap, popHeap, pushHeap } from '../base/heap.ts';
import type { Micros } from '../base/time.ts';
import type { Event, Scheduled, WorkingWorld } from './world.ts';

/** By time, then in the order of insertion: the order of events is never an accident. */
const before = (a: Scheduled, b: Scheduled): boolean =>
  a.time < b.time || (a.time === b.time && a.insertion < b.insertion);

export function schedule(world: WorkingWorld, time: Micros, event: Event): void {
  world.queue = pushHeap(world.queue, { time, insertion: world.nextInsertion, event }, before);
  world.nextInsertion++;
}

export const withoutFirst = (queue: NonNullable<Heap<Scheduled>>): Heap<Scheduled> => popHeap(queue, before);
