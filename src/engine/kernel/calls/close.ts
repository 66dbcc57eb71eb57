import { seconds } from '../../base/time.ts';
import { closeDescriptor } from '../descriptors.ts';
import { releaseSocket } from '../release.ts';
import { socketOf, type Turn } from '../turn.ts';
import { type Answer, type Caller, done, sleepUpTo, type SocketCall } from './answer.ts';

/**
 * close(2): the number is free at once. Only the last descriptor of a socket closes the connection; the kernel then
 * finishes it alone, and `close` waits for that only when SO_LINGER asks for it (F27, F30, F32, F61, F65, F90).
 */
export function callClose({ turn, caller, call, pending, socket }: SocketCall<'close'>): Answer {
  const last = closeDescriptor(turn, caller.process, call.fd);
  if (last === null) return done(isInUse(turn, caller, pending.description) ? 'close-while-in-use' : 'close-shared');
  const { listening, options, tcb } = socket;
  const unread = tcb !== null && tcb.receive.nextChunk > tcb.receive.firstChunk;
  releaseSocket(turn, socket.id);
  if (listening !== null) return done('close-listener');
  const after = socketOf(turn, socket.id)?.tcb?.connection.state;
  const lingers = options.linger.onoff !== 0 && options.linger.seconds > 0;
  if (lingers && (after === 'FIN-WAIT-1' || after === 'LAST-ACK' || after === 'CLOSING')) {
    // Whatever is left when the time is over, the kernel goes on with alone: close returns 0 (F90).
    const limit = seconds(options.linger.seconds);
    return sleepUpTo(turn, pending, socket.id, 'linger', 'blocks-linger', limit) ?? done('close-done');
  }
  return done(unread ? 'close-reset' : 'close-done');
}

/**
 * Whether a call in which another thread of the process sleeps keeps the description open. Linux does not wake it: the
 * call goes on with the description, and the last one to let go of it closes the connection.
 */
const isInUse = ({ host }: Turn, { process }: Caller, description: number | null): boolean =>
  description !== null &&
  (host.processes[process]?.threads.some(
    ({ activity }) =>
      (activity.kind === 'blocked' || activity.kind === 'woken') && activity.pending.holds.includes(description),
  ) ??
    false);
