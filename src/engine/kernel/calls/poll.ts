import { later, milliseconds } from '../../base/time.ts';
import type { Call, Fd, PollEvent } from '../../posix/call.ts';
import type { SocketId } from '../../trace/event.ts';
import type { MultiplexRule } from '../../trace/multiplex-rules.ts';
import type { SocketRule } from '../../trace/socket-rules.ts';
import { lookUp } from '../descriptors.ts';
import { hasReady } from '../epoll.ts';
import type { PendingCall } from '../host.ts';
import { readinessOf } from '../readiness.ts';
import type { Turn } from '../turn.ts';
import { type Answer, type Caller, done } from './answer.ts';

type PollCall = Extract<Call, { name: 'poll' }>;

/** What a call that waits for several descriptors sleeps on. */
export interface Places {
  readonly sockets: SocketId[];
  readonly epolls: number[];
}

/** What a descriptor is ready for, or null when it is not open; notes in `places` where to sleep for more. */
export function readinessOfDescriptor(turn: Turn, caller: Caller, fd: Fd, places: Places): readonly PollEvent[] | null {
  const found = lookUp(turn, caller.process, fd);
  switch (found.kind) {
    case 'socket':
      places.sockets.push(found.socket.id);
      return readinessOf(turn, found.socket);
    case 'epoll':
      places.epolls.push(found.id);
      return hasReady(turn, found.id) ? ['POLLIN'] : [];
    case 'stream':
      return ['POLLIN', 'POLLOUT'];
    default:
      return null;
  }
}

/** poll(2): which descriptors are ready for what. Sleeps while none is, unless the timeout is 0 (F02, F40, F48–F51, F92). */
export function callPoll(turn: Turn, caller: Caller, call: PollCall, pending: PendingCall): Answer {
  const places: Places = { sockets: [], epolls: [] };
  const revents = call.fds.map(({ fd, events }): readonly PollEvent[] => {
    // A descriptor below 0 is passed over (poll(2)).
    if (fd < 0) return [];
    const is = readinessOfDescriptor(turn, caller, fd, places);
    if (is === null) return ['POLLNVAL'];
    const always = (event: PollEvent): boolean => event === 'POLLERR' || event === 'POLLHUP';
    return is.filter((event) => always(event) || events.includes(event));
  });
  const ready = revents.filter((each) => each.length > 0).length;
  if (ready > 0 || isOver(turn, pending, call.timeout)) {
    return done(ready > 0 ? 'poll-done' : nothingReady(call), ready, { revents });
  }
  return sleepForEvents(pending, call.timeout, places);
}

/** Whether the milliseconds that a call was given are over; a negative number: no limit. */
export const isOver = (turn: Turn, { entered }: PendingCall, timeout: number): boolean =>
  timeout >= 0 && turn.now >= later(entered, milliseconds(timeout));

/** Why a call returned with nothing: it only looked, or its time is over. */
export const nothingReady = ({ timeout }: { readonly timeout: number }): MultiplexRule =>
  timeout === 0 ? 'looked-and-nothing' : 'time-over';

export const sleepForEvents = (
  pending: PendingCall,
  timeout: number,
  { sockets, epolls }: Places,
  rule: SocketRule = 'blocks-events',
): Answer => ({
  kind: 'sleep',
  on: sockets,
  epolls,
  until: 'events',
  rule,
  pending,
  ...(timeout < 0 ? {} : { deadline: later(pending.entered, milliseconds(timeout)) }),
});
