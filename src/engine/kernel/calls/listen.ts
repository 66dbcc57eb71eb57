import { ANY_ADDRESS } from '../../wire/address.ts';
import { BACKLOG_LIMIT } from '../listen-queues.ts';
import { holdPort, portConflict, takeEphemeral } from '../ports.ts';
import { updateSocket } from '../turn.ts';
import { type Answer, done, refuse, type SocketCall } from './answer.ts';

/** The backlog as the kernel takes it: unsigned, and cut to somaxconn (F05). */
const effectiveBacklog = (backlog: number): number => Math.min(backlog >>> 0, BACKLOG_LIMIT);

/** listen(2). Without bind the kernel chooses a port itself (F20); a second listen changes the backlog (F23). */
export function callListen({ turn, call, socket }: SocketCall<'listen'>): Answer {
  const backlog = effectiveBacklog(call.backlog);
  if (socket.listening !== null) {
    updateSocket(turn, socket.id, { listening: { ...socket.listening, backlog } });
    return done('listen-again');
  }
  if (socket.association !== 'none' || socket.tcb !== null) return refuse('EINVAL', 'listen-einval-connected');
  const listening = { backlog, synQueue: [], acceptQueue: [] };
  // A shutdown that came before stays in force, and the connections to come inherit it.
  const fresh = { listening, remains: null };
  if (socket.holdsPort && socket.local !== null) {
    if (portConflict(turn.host, socket, socket.local.address, socket.local.port) !== null) {
      return refuse('EADDRINUSE', 'listen-eaddrinuse');
    }
    updateSocket(turn, socket.id, fresh);
    state(turn, socket.id, 'listen-done');
    return done('listen-done');
  }
  const port = takeEphemeral(turn);
  if (port === null) return refuse('EADDRINUSE', 'bind-eaddrinuse-no-port');
  const local = { address: ANY_ADDRESS, port };
  holdPort(turn, socket.id, local);
  updateSocket(turn, socket.id, fresh);
  turn.emit({
    at: turn.now,
    host: turn.host.name,
    socket: socket.id,
    kind: 'socket-bound',
    rule: 'listen-unbound',
    local,
    automatic: true,
  });
  state(turn, socket.id, 'listen-unbound');
  return done('listen-unbound');
}

function state(turn: SocketCall<'listen'>['turn'], socket: number, rule: 'listen-done' | 'listen-unbound'): void {
  turn.emit({ at: turn.now, host: turn.host.name, socket, kind: 'state', rule, from: 'CLOSED', to: 'LISTEN' });
}
