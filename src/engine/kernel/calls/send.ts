import type { Micros } from '../../base/time.ts';
import { type ControlBlock, reconfigured, write } from '../../tcp/index.ts';
import type { TcpState } from '../../trace/connection-note.ts';
import { type Bytes, sliceBytes } from '../../base/bytes.ts';
import type { SocketRule } from '../../trace/socket-rules.ts';
import { applyOutcome } from '../connection.ts';
import { copyOfPendingCall } from '../copies.ts';
import type { Socket } from '../host.ts';
import { ownerOf, updateSocket } from '../turn.ts';
import { type Answer, brokenPipe, done, refuse, sleepUpTo, type SocketCall } from './answer.ts';

const canSend = (state: TcpState): boolean => state === 'ESTABLISHED' || state === 'CLOSE-WAIT';

/**
 * send(2) on a stream: takes bytes into the send buffer. Blocks until all are in; with O_NONBLOCK or MSG_DONTWAIT it
 * takes what fits. In the order of Linux's tcp_sendmsg: state, pending error, shut direction, room (F10, F33–F35, F72).
 */
export function callSend(request: SocketCall<'send'>): Answer {
  const { turn, call, pending, socket, description } = request;
  const { tcb } = socket;
  const state = tcb?.connection.state;
  const nonblocking = description.nonblocking || call.flags.includes('MSG_DONTWAIT');
  const limit = socket.options.sendTimeout;
  if (state === 'SYN-SENT' || state === 'SYN-RECEIVED') {
    if (nonblocking) return refuse('EAGAIN', 'send-eagain');
    return (
      sleepUpTo(turn, pending, socket.id, 'handshake', 'blocks-handshake', limit) ??
      refuse('EAGAIN', 'send-eagain-timeout')
    );
  }
  if (tcb === null || state === undefined || !canSend(state) || socket.error !== null || socket.sendShut) {
    return pending.moved > 0 ? done('send-partial', pending.moved) : broken(request);
  }
  const before = tcb.send.written;
  const rest = sliceBytes(call.data, pending.moved);
  const more = call.flags.includes('MSG_MORE');
  const outcome = more ? writeMore(tcb, rest, turn.now) : write(tcb, rest, turn.now, false, ownerOf(turn, socket.id));
  if (outcome.accepted > 0) {
    turn.emit({
      at: turn.now,
      host: turn.host.name,
      socket: socket.id,
      kind: 'written',
      rule: outcome.accepted === rest.length ? 'send-all' : 'send-partial',
      from: before,
      to: before + outcome.accepted,
      callId: pending.callId,
    });
  }
  applyOutcome(turn, socket.id, outcome);
  const moved = pending.moved + outcome.accepted;
  if (moved === call.data.length) return done(call.data.length === 0 ? 'send-nothing' : 'send-all', moved);
  if (!socket.wantsSpace) updateSocket(turn, socket.id, { wantsSpace: true });
  if (nonblocking) return moved > 0 ? done('send-partial', moved) : refuse('EAGAIN', 'send-eagain');
  const next = copyOfPendingCall(pending);
  next.moved = moved;
  const asleep = sleepUpTo(turn, next, socket.id, 'buffer-space', 'blocks-buffer-space', limit);
  if (asleep !== null) return asleep;
  return moved > 0 ? done('send-partial', moved) : refuse('EAGAIN', 'send-eagain-timeout');
}

/** write(2) is send without flags: a broken connection raises SIGPIPE. */
export const callWrite = (request: SocketCall<'write'>): Answer => {
  const { fd, data } = request.call;
  return callSend({ ...request, call: { name: 'send', fd, data, flags: [] } });
};

/** MSG_MORE: as if corked, for this one write (send(2)). */
function writeMore(tcb: ControlBlock, bytes: Bytes, now: Micros): ReturnType<typeof write> {
  const { cork } = tcb.connection.config;
  const outcome = write(reconfigured(tcb, { cork: true }), bytes, now, true);
  return { ...outcome, tcb: outcome.tcb === null ? null : reconfigured(outcome.tcb, { cork }) };
}

/** The stream cannot take bytes: the pending error first, once; else EPIPE with its signal. */
function broken({ turn, call, socket }: SocketCall<'send'>): Answer {
  const signal = !call.flags.includes('MSG_NOSIGNAL');
  if (socket.error !== null) {
    updateSocket(turn, socket.id, { error: null });
    if (socket.error === 'ECONNRESET') return refuse('ECONNRESET', 'send-econnreset');
    if (socket.error === 'ETIMEDOUT') return refuse('ETIMEDOUT', 'send-etimedout');
    if (socket.error === 'ECONNREFUSED' && socket.past === 'timed-out')
      return refuse('ECONNREFUSED', 'send-econnrefused-unreachable');
    if (socket.error === 'EHOSTUNREACH') return refuse('EHOSTUNREACH', 'send-ehostunreach');
    if (socket.error !== 'EPIPE') return refuse(socket.error, 'send-econnrefused');
    return brokenPipe('send-epipe-reset', signal);
  }
  return brokenPipe(reasonOf(socket), signal);
}

function reasonOf(socket: Socket): SocketRule {
  if (socket.listening !== null) return 'send-epipe-listening';
  if (socket.tcb !== null)
    return socket.tcb.connection.state === 'TIME-WAIT' ? 'send-epipe-ended' : 'send-epipe-shutdown';
  if (socket.past === 'reset' || socket.past === 'timed-out') return 'send-epipe-reset';
  return socket.past === 'ended' ? 'send-epipe-ended' : 'send-epipe-never-connected';
}
