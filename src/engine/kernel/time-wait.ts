import type { ConnectionNote } from '../trace/connection-note.ts';
import { setTable } from '../base/table.ts';
import { applyOutcome } from './connection.ts';
import type { Socket } from './host.ts';
import { holdConnection, holdPort, releasePort } from './ports.ts';
import { createSocket } from './sockets.ts';
import { socketOf, touch, type Turn, updateSocket } from './turn.ts';

/**
 * Parts a connection in TIME-WAIT from the socket that a descriptor still refers to, because the program uses that
 * socket anew: the kernel goes on with the connection alone, as Linux does from the moment TIME-WAIT begins.
 */
export function splitTimeWait(turn: Turn, socket: Socket): void {
  const { local, remote, tcb } = socket;
  if (local === null || remote === null || tcb === null) return;
  releasePort(turn, socket.id);
  updateSocket(turn, socket.id, {
    tcb: null,
    remains: tcb.receive,
    past: 'ended',
    sendShut: true,
    receiveShut: true,
    alarm: null,
  });
  if (socket.portChosen) holdPort(turn, socket.id, local);
  const rest = createSocket(turn, { kernel: true }, 'time-wait-start');
  const record = { ...(socketOf(turn, rest) as Socket), options: socket.options, tcb, orphaned: true, local, remote };
  turn.host.sockets = setTable(turn.host.sockets, rest, record);
  holdConnection(turn, rest, local, remote);
  touch(turn, rest);
  const about = { at: turn.now, host: turn.host.name, socket: rest, rule: 'time-wait-start' } as const;
  turn.emit({ ...about, kind: 'socket-connected-to', local, remote });
  turn.emit({ ...about, kind: 'socket-orphaned' });
}

/** A connection in TIME-WAIT makes way for a new one between the same ends. */
export function forgetTimeWait(turn: Turn, { id }: Socket): void {
  const about = { at: turn.now, host: turn.host.name, socket: id };
  const note: ConnectionNote = { ...about, kind: 'state', rule: 'time-wait-reused', from: 'TIME-WAIT', to: 'CLOSED' };
  applyOutcome(turn, id, { tcb: null, segments: [], notes: [note] });
}
