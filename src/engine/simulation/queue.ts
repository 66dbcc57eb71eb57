import { type Heap, popHeap, pushHeap } from '../base/heap.ts';
import { getTable } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import { nextDeadline } from '../tcp/index.ts';
import { hostOfProcess } from './view.ts';
import type { Event, Scheduled, World, WorkingWorld } from './world.ts';

/** By time, then in the order of insertion: the order of events is never an accident. */
const before = (a: Scheduled, b: Scheduled): boolean =>
  a.time < b.time || (a.time === b.time && a.insertion < b.insertion);

export function schedule(world: WorkingWorld, time: Micros, event: Event): void {
  world.queue = pushHeap(world.queue, { time, insertion: world.nextInsertion, event }, before);
  world.nextInsertion++;
}

export const withoutFirst = (queue: NonNullable<Heap<Scheduled>>): Heap<Scheduled> => popHeap(queue, before);

/**
 * Whether a queued event still means something. Events are not taken back when their cause goes away: a timer that was
 * moved on, a segment that was delayed, a thread that was killed leave theirs behind.
 */
export function isCurrent(world: World, { event, time, insertion }: Scheduled): boolean {
  switch (event.kind) {
    case 'flight-ends':
      return getTable(world.network.flights, event.flight)?.endsAt === time;
    case 'deadline': {
      const host = world.hosts[event.host];
      const socket = host === undefined ? undefined : getTable(host.sockets, event.socket);
      if (socket === undefined || socket.tcb === null || socket.alarm !== time) return false;
      return nextDeadline(socket.tcb) !== null;
    }
    case 'timeout': {
      const process = hostOfProcess(world, event.process)?.processes[event.process];
      const activity = process?.threads.find(({ id }) => id === event.thread)?.activity;
      return activity?.kind === 'blocked' && activity.pending.callId === event.callId;
    }
    case 'resume':
    case 'injection':
    case 'icmp':
    case 'planned':
      return true;
    case 'turn':
      return world.programs.scheduled === insertion;
    case 'action':
      return true;
  }
}
