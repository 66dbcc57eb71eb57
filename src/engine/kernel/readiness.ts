import type { PollEvent } from '../posix/call.ts';
import { readable, sendRoomIsWorthwhile } from '../tcp/index.ts';
import type { Socket } from './host.ts';
import { type Turn, updateSocket } from './turn.ts';

/** What a socket is ready for, whatever anybody asks for (Linux's tcp_poll; F40, F48–F51). */
export function readinessOf(turn: Turn, socket: Socket): readonly PollEvent[] {
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
    // Whoever looks and finds no room is told when there is some.
    else if (!socket.wantsSpace) updateSocket(turn, socket.id, { wantsSpace: true });
  }
  if (socket.error !== null) out.push('POLLERR');
  return out;
}
