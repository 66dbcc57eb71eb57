import type { HeapNode } from '../base/heap.ts';
import { getTable } from '../base/table.ts';
import { nextDeadline } from '../tcp/index.ts';
import { hostOfProcess } from './view.ts';
import type { Event, World } from './world.ts';

/**
 * Whether a queued event still means something. Events are not taken back when their cause goes away: a timer that was
 * moved on, a segment that was delayed, a thread that was killed leave theirs behind.
 */
export function isCurrent(world: World, { item: event, time, insertion }: HeapNode<Event>): boolean {
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
