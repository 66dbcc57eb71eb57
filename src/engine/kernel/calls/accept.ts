import { freeDescriptor, openDescriptor } from '../descriptors.ts';
import { takeAccepted } from '../listen-queues.ts';
import { processOf, socketOf } from '../turn.ts';
import { type Answer, done, refuse, sleepUpTo, type SocketCall } from './answer.ts';

/** accept(2): a new descriptor for the oldest complete connection. O_NONBLOCK is not inherited (F43). */
export function callAccept({ turn, caller, call, pending, socket, description }: SocketCall<'accept'>): Answer {
  if (socket.listening === null) return refuse('EINVAL', 'accept-einval');
  // The number is taken before the thread sleeps (Linux's __sys_accept4).
  const fd = pending.reserved ?? freeDescriptor(processOf(turn, caller.process));
  if (fd === null) return refuse('EMFILE', 'accept-emfile');
  if (socket.listening.acceptQueue.length === 0) {
    if (description.nonblocking) return refuse('EAGAIN', 'accept-eagain');
    const limit = socket.options.receiveTimeout;
    const next = { ...pending, reserved: fd };
    return (
      sleepUpTo(turn, next, socket.id, 'connection', 'blocks-connection', limit) ??
      refuse('EAGAIN', 'accept-eagain-timeout')
    );
  }
  const child = takeAccepted(turn, socket.id);
  if (child === null) return refuse('EAGAIN', 'accept-eagain');
  openDescriptor(turn, caller.process, fd, child, call.nonblocking);
  const accepted = { rule: 'accept-done', process: caller.process, fd, listener: socket.id } as const;
  turn.emit({ at: turn.now, host: turn.host.name, socket: child, kind: 'socket-accepted', ...accepted });
  return done('accept-done', fd, { address: socketOf(turn, child)?.remote ?? null }, child);
}
