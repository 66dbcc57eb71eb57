import { shutdownRead, shutdownWrite } from '../../tcp/index.ts';
import { applyOutcome } from '../connection.ts';
import { announce } from '../epoll.ts';
import type { Socket } from '../host.ts';
import { stopListening } from '../release.ts';
import { wakeSleepers } from '../sleep.ts';
import { socketOf, updateSocket } from '../turn.ts';
import { disconnect } from './connect.ts';
import { type Answer, done, refuse, type SocketCall } from './answer.ts';

const RULE = ['shutdown-read', 'shutdown-write', 'shutdown-both'] as const;

/** shutdown(2): ends one direction or both, however many descriptors there are (F26, F28, F52–F54, F78). */
export function callShutdown({ turn, call, socket }: SocketCall<'shutdown'>): Answer {
  const how = directions(call.how);
  if (how === null) return refuse('EINVAL', 'shutdown-einval');
  if (socket.listening !== null) {
    if (how.read) stopListening(turn, socket.id, 'shutdown-listener');
    announce(turn, socket.id, 'changed');
    return done('shutdown-listener');
  }
  const state = socket.tcb?.connection.state;
  const again = (!how.write || socket.sendShut) && (!how.read || socket.receiveShut);
  updateSocket(turn, socket.id, {
    sendShut: socket.sendShut || how.write,
    receiveShut: socket.receiveShut || how.read,
  });
  if (socket.tcb === null || state === 'TIME-WAIT') {
    // It has shut the socket all the same, and wakes whoever watches it (Linux's inet_shutdown).
    announce(turn, socket.id, 'changed');
    return refuse('ENOTCONN', 'shutdown-enotconn');
  }
  if (state === 'SYN-SENT') {
    // A socket in SYN-SENT is disconnected whatever the direction (Linux's inet_shutdown).
    disconnect(turn, socket);
    announce(turn, socket.id, 'changed');
    return done(RULE[how.code]);
  }
  if (how.read) updateSocket(turn, socket.id, { tcb: shutdownRead(socket.tcb) });
  const { tcb } = socketOf(turn, socket.id) as Socket;
  if (how.write && tcb !== null && !tcb.send.finQueued) applyOutcome(turn, socket.id, shutdownWrite(tcb, turn.now));
  announce(turn, socket.id, 'changed');
  wakeSleepers(turn, socket.id);
  return done(again ? 'shutdown-again' : RULE[how.code]);
}

/** Which directions `how` ends: 0 read, 1 write, 2 both; null for any other number. */
function directions(
  how: SocketCall<'shutdown'>['call']['how'],
): { read: boolean; write: boolean; code: 0 | 1 | 2 } | null {
  const code = how === 'SHUT_RD' ? 0 : how === 'SHUT_WR' ? 1 : how === 'SHUT_RDWR' ? 2 : how;
  if (code !== 0 && code !== 1 && code !== 2) return null;
  return { read: code !== 1, write: code !== 0, code };
}
