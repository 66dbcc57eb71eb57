import type { Call } from '../../posix/call.ts';
import { freeDescriptor, openDescriptor } from '../descriptors.ts';
import { createSocket } from '../sockets.ts';
import { processOf, type Turn } from '../turn.ts';
import { type Answer, type Caller, done, refuse } from './answer.ts';

/** socket(2): a new, unbound socket under the lowest free descriptor (F01). */
export function callSocket(turn: Turn, caller: Caller, call: Extract<Call, { name: 'socket' }>): Answer {
  if (call.family !== 'AF_INET') return refuse('EAFNOSUPPORT', 'socket-eafnosupport');
  const fd = freeDescriptor(processOf(turn, caller.process));
  if (fd === null) return refuse('EMFILE', 'socket-emfile');
  const socket = createSocket(turn, { process: caller.process, fd }, 'socket-created');
  openDescriptor(turn, caller.process, fd, socket, call.nonblocking);
  return done('socket-created', fd, {}, socket);
}
