import type { Call, PollEvent } from '../../posix/call.ts';
import { readable } from '../../tcp/index.ts';
import type { SocketId } from '../../trace/event.ts';
import { lookUp } from '../descriptors.ts';
import type { PendingCall, Socket } from '../host.ts';
import { sendRoomIsWorthwhile } from '../sleep.ts';
import type { Turn } from '../turn.ts';
import { type Answer, type Caller, done } from './answer.ts';

type PollCall = Extract<Call, { name: 'poll' }>;

/** poll(2): which descriptors are ready for what. Sleeps while none is, unless the timeout is 0 (F02, F40, F48–F51, F92). */
export function callPoll(turn: Turn, caller: Caller, call: PollCall, pending: PendingCall): Answer {
  const sockets: SocketId[] = [];
  const revents = call.fds.map(({ fd, events }) => {
    const found = lookUp(turn, caller.process, fd);
    // A descriptor below 0 is passed over (poll(2)).
    if (fd < 0) return [];
    if (found.kind === 'closed' || found.kind === 'never-open') return ['POLLNVAL' as const];
    if (found.kind === 'not-a-socket') return events.filter((event) => event === 'POLLIN' || event === 'POLLOUT');
    sockets.push(found.socket.id);
    const always = (event: PollEvent): boolean => event === 'POLLERR' || event === 'POLLHUP';
    return eventsOf(found.socket).filter((event) => always(event) || events.includes(event));
  });
  const ready = revents.filter((each) => each.length > 0).length;
  const expired = call.timeout >= 0 && turn.now >= pending.entered + call.timeout * 1_000;
  if (ready > 0 || expired) return done('poll-done', ready, { revents });
  return { kind: 'sleep', on: sockets, until: 'events', rule: 'blocks-events', pending };
}

/** What a socket is ready for (Linux's tcp_poll). */
function eventsOf(socket: Socket): PollEvent[] {
  const { tcb, listening } = socket;
  if (listening !== null) return listening.acceptQueue.length > 0 ? ['POLLIN'] : [];
  const state = tcb === null || tcb.connection.state === 'TIME-WAIT' ? 'CLOSED' : tcb.connection.state;
  const out: PollEvent[] = [];
  const shutBoth = socket.sendShut && socket.receiveShut;
  if (shutBoth || state === 'CLOSED') out.push('POLLHUP');
  if (socket.receiveShut) out.push('POLLIN', 'POLLRDHUP');
  if (state !== 'SYN-SENT' && state !== 'SYN-RECEIVED') {
    const unread = tcb ?? (socket.remains === null ? null : { receive: socket.remains });
    if (unread !== null && readable(unread) > 0 && !socket.receiveShut) out.push('POLLIN');
    if (socket.sendShut || tcb === null || sendRoomIsWorthwhile(tcb)) out.push('POLLOUT');
  }
  if (socket.error !== null) out.push('POLLERR');
  return out;
}
