import { later, milliseconds } from '../../base/time.ts';
import type { Call, Fd, PollEvent, SelectSets } from '../../posix/call.ts';
import type { PendingCall } from '../host.ts';
import type { Turn } from '../turn.ts';
import { type Answer, type Caller, done, refuse } from './answer.ts';
import { isOver, nothingReady, type Places, readinessOfDescriptor, sleepForEvents } from './poll.ts';

type SelectCall = Extract<Call, { name: 'select' }>;

/** The kernel copies sets by words of so many descriptors: what lies beyond the last word is left as it was. */
const WORD = 64;

/** What makes a descriptor readable and writable for select (Linux's POLLIN_SET and POLLOUT_SET). */
const READABLE: readonly PollEvent[] = ['POLLIN', 'POLLHUP', 'POLLERR'];
const WRITABLE: readonly PollEvent[] = ['POLLOUT', 'POLLERR'];

const setOf = (fds: readonly Fd[] | null): readonly Fd[] => [...new Set(fds ?? [])].toSorted((a, b) => a - b);

/**
 * select(2): of the descriptors below `nfds` in each set, those that are ready stay. An end of the stream is readable, an
 * error readable and writable; exceptional is urgent data alone, which there is none of here.
 */
export function callSelect(turn: Turn, caller: Caller, call: SelectCall, pending: PendingCall): Answer {
  if (call.nfds < 0) return refuse('EINVAL', 'select-einval');
  const places: Places = { sockets: [], epolls: [] };
  const sets: SelectSets = { read: setOf(call.read), write: setOf(call.write), except: setOf(call.except) };
  const state = new Map<Fd, readonly PollEvent[]>();
  for (const fd of [...sets.read, ...sets.write, ...sets.except]) {
    if (fd >= call.nfds || state.has(fd)) continue;
    const is = readinessOfDescriptor(turn, caller, fd, places);
    if (is === null) return refuse('EBADF', 'select-ebadf');
    state.set(fd, is);
  }
  const copied = Math.ceil(call.nfds / WORD) * WORD;
  const isReady = (fd: Fd, by: readonly PollEvent[]): boolean => (state.get(fd) ?? []).some((is) => by.includes(is));
  const left = (fds: readonly Fd[], by: readonly PollEvent[]): readonly Fd[] =>
    fds.filter((fd) => fd >= copied || isReady(fd, by));
  const ready =
    sets.read.filter((fd) => isReady(fd, READABLE)).length + sets.write.filter((fd) => isReady(fd, WRITABLE)).length;
  if (ready === 0 && !isOver(turn, pending, call.timeout)) return sleepForEvents(pending, call.timeout, places);
  const rest = later(pending.entered, milliseconds(call.timeout)) - turn.now;
  return done(ready > 0 ? 'select-done' : nothingReady(call), ready, {
    sets: { read: left(sets.read, READABLE), write: left(sets.write, WRITABLE), except: left(sets.except, []) },
    ...(call.timeout < 0 ? {} : { left: Math.max(0, rest) }),
  });
}
