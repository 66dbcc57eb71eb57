import { abort, close } from '../tcp/index.ts';
import type { SocketId } from '../trace/event.ts';
import type { Rule } from '../trace/rule.ts';
import type { SocketRule } from '../trace/socket-rules.ts';
import { applyOutcome } from './connection.ts';
import { releasePort } from './ports.ts';
import { wakeSleepers } from './sleep.ts';
import { destroySocket } from './sockets.ts';
import { socketOf, type Turn, updateSocket } from './turn.ts';

/** The last descriptor of a socket is gone: what close(2) means then for what the socket is. */
export function releaseSocket(turn: Turn, id: SocketId): void {
  const socket = socketOf(turn, id);
  if (socket === undefined) return;
  if (socket.listening !== null) {
    stopListening(turn, id, 'close-listener');
    destroySocket(turn, id, 'close-listener');
    return;
  }
  if (socket.tcb === null) {
    destroySocket(turn, id, 'close-done');
    return;
  }
  orphan(turn, id, 'close-done');
  if (socket.tcb.connection.state === 'TIME-WAIT') return;
  const resets = socket.options.linger.onoff !== 0 && socket.options.linger.seconds === 0;
  applyOutcome(turn, id, resets ? abort(socket.tcb, turn.now, 'linger-zero') : close(socket.tcb, turn.now));
}

function orphan(turn: Turn, id: SocketId, rule: Rule): void {
  updateSocket(turn, id, { orphaned: true });
  turn.emit({ at: turn.now, host: turn.host.name, socket: id, kind: 'socket-orphaned', rule });
}

/**
 * A listener ends: by close, or by shutdown(SHUT_RD). Complete connections that nobody accepted are reset (F61, F73);
 * half-open ones are forgotten without a word.
 */
export function stopListening(turn: Turn, id: SocketId, rule: SocketRule): void {
  const socket = socketOf(turn, id);
  const listening = socket?.listening ?? null;
  if (socket === undefined || listening === null) return;
  updateSocket(turn, id, { listening: null, sendShut: false, receiveShut: false });
  if (!socket.portChosen) releasePort(turn, id);
  turn.emit({ at: turn.now, host: turn.host.name, socket: id, kind: 'state', rule, from: 'LISTEN', to: 'CLOSED' });
  for (const child of listening.synQueue) {
    updateSocket(turn, child, { listener: null, orphaned: true, tcb: null });
    destroySocket(turn, child, 'listener-gone');
  }
  for (const child of listening.acceptQueue) {
    updateSocket(turn, child, { listener: null, orphaned: true });
    const { tcb } = socketOf(turn, child) ?? { tcb: null };
    if (tcb === null) destroySocket(turn, child, 'listener-gone');
    else applyOutcome(turn, child, abort(tcb, turn.now));
  }
  wakeSleepers(turn, id);
}
