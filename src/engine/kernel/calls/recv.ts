import { type Bytes, joinBytes, NO_BYTES } from '../../base/bytes.ts';
import { renewed } from '../../base/fresh.ts';
import { endOfStream, peek, read, readable, readRemains } from '../../tcp/index.ts';
import type { ControlBlock } from '../../tcp/control-block.ts';
import { applyOutcome } from '../connection.ts';
import { copyOfPendingCall } from '../copies.ts';
import type { PendingCall, Socket } from '../host.ts';
import { ownerOf, updateSocket } from '../turn.ts';
import { type Answer, done, refuse, sleepUpTo, type SocketCall } from './answer.ts';

/**
 * recv(2) on a stream: what is there, up to `length`, whatever the sends were. 0 is the end of the stream. In the order
 * of Linux's tcp_recvmsg: data, end, pending error, shut direction, state (F28–F31, F36, F45–F47, F52, F86).
 */
export function callRecv(request: SocketCall<'recv'>): Answer {
  const { turn, call, pending, socket, description } = request;
  if (socket.listening !== null) return refuse('ENOTCONN', 'recv-enotconn-listening');
  const stream = socket.tcb ?? (socket.remains === null ? null : { receive: socket.remains });
  const peeks = call.flags.includes('MSG_PEEK');
  const nonblocking = description.nonblocking || call.flags.includes('MSG_DONTWAIT');
  const waitsForAll = call.flags.includes('MSG_WAITALL') && !nonblocking;
  const wanted = call.length - pending.moved;
  const available = stream === null ? 0 : Math.min(wanted, readable(stream));
  const over = stream !== null && (endOfStream(stream) || (peeks && stream.receive.finished));
  const ended = over || socket.error !== null || socket.receiveShut || socket.tcb === null;
  if (call.length === 0 && stream !== null && readable(stream) > 0) return done('recv-nothing', 0, { data: NO_BYTES });
  if (stream !== null && available > 0) {
    const enough = !waitsForAll || available === wanted || ended;
    if (peeks) {
      const asleep = enough ? null : sleep(request, pending);
      return asleep ?? done('recv-data', available, { data: peek(stream, available) });
    }
    const next = renewed(pending, turn.fresh, copyOfPendingCall);
    next.gathered = take(request, stream, available);
    next.moved += available;
    const complete = !waitsForAll || next.moved === call.length || ended;
    return (complete ? null : sleep(request, next)) ?? got(next);
  }
  if (pending.moved > 0) return (ended ? null : sleep(request, pending)) ?? got(pending);
  if (stream?.receive.finished) return done('recv-end-of-stream', 0, { data: NO_BYTES });
  if (socket.error !== null) return failWith(request, socket);
  if (socket.receiveShut) return done('recv-shut', 0, { data: NO_BYTES });
  if (socket.tcb === null) return refuse('ENOTCONN', 'recv-enotconn');
  if (nonblocking) return refuse('EAGAIN', 'recv-eagain');
  return sleep(request, pending) ?? refuse('EAGAIN', 'recv-eagain-timeout');
}

/** Waits for data; null: it has waited long enough. */
const sleep = ({ turn, socket }: SocketCall<'recv'>, next: PendingCall): Answer | null =>
  sleepUpTo(turn, next, socket.id, 'data', 'blocks-data', socket.options.receiveTimeout);

/** All that was gathered. */
const got = ({ moved, gathered }: PendingCall): Answer => done('recv-data', moved, { data: gathered as Bytes });

/** read(2) is recv without flags, but for a length of 0: it returns at once, whatever the socket is. */
export function callRead(request: SocketCall<'read'>): Answer {
  const { fd, length } = request.call;
  if (length === 0) return done('recv-nothing', 0, { data: NO_BYTES });
  return callRecv({ ...request, call: { name: 'recv', fd, length, flags: [] } });
}

/** Takes bytes out of the receive buffer; with them everything gathered so far. */
function take(
  { turn, pending, socket }: SocketCall<'recv'>,
  stream: Pick<ControlBlock, 'receive'>,
  count: number,
): Bytes {
  const from = stream.receive.read;
  turn.emit({
    at: turn.now,
    host: turn.host.name,
    socket: socket.id,
    kind: 'read',
    rule: 'recv-data',
    from,
    to: from + count,
    callId: pending.callId,
  });
  const gathered = pending.gathered as Bytes;
  if (socket.tcb === null) {
    const { receive, data } = readRemains(stream.receive, count);
    updateSocket(turn, socket.id, { remains: receive });
    return joinBytes(gathered, data);
  }
  const outcome = read(socket.tcb, count, turn.now, ownerOf(turn, socket.id));
  applyOutcome(turn, socket.id, outcome);
  return joinBytes(gathered, outcome.data);
}

function failWith({ turn }: SocketCall<'recv'>, socket: Socket): Answer {
  updateSocket(turn, socket.id, { error: null });
  switch (socket.error) {
    case 'ECONNREFUSED':
      return refuse(
        'ECONNREFUSED',
        socket.past === 'timed-out' ? 'recv-econnrefused-unreachable' : 'recv-econnrefused',
      );
    case 'ETIMEDOUT':
      return refuse('ETIMEDOUT', 'recv-etimedout');
    case 'EHOSTUNREACH':
      return refuse('EHOSTUNREACH', 'recv-ehostunreach');
    case 'EPIPE':
      return refuse('EPIPE', 'recv-econnreset');
    default:
      return refuse('ECONNRESET', 'recv-econnreset');
  }
}
