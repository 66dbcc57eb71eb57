import { removeTable, setTable } from '../base/table.ts';
import type { Fd } from '../posix/call.ts';
import type { ProcessName, SocketId } from '../trace/event.ts';
import type { Rule } from '../trace/rule.ts';
import type { Socket, SocketOptions } from './host.ts';
import { releasePort } from './ports.ts';
import { processOf, socketOf, type Turn } from './turn.ts';

const DEFAULT_OPTIONS: SocketOptions = Object.freeze({
  reuseAddress: false,
  reusePort: false,
  linger: Object.freeze({ onoff: 0, seconds: 0 }),
  receiveBuffer: null,
  sendBuffer: null,
  noDelay: false,
  keepAlive: false,
});

/**
 * Who asked for a new socket: a process through socket(2), a SYN through a listener, whose options it inherits, or the
 * kernel for itself.
 */
export type Origin =
  | { readonly process: ProcessName; readonly fd: Fd }
  | { readonly parent: Socket }
  | { readonly kernel: true };

export function createSocket(turn: Turn, origin: Origin, rule: Rule): SocketId {
  const id = turn.host.nextSocket;
  const parent = 'parent' in origin ? origin.parent : null;
  const socket: Socket = {
    id,
    local: null,
    remote: null,
    holdsPort: false,
    portChosen: false,
    addressChosen: false,
    options: parent?.options ?? DEFAULT_OPTIONS,
    listening: null,
    tcb: null,
    listener: parent?.id ?? null,
    association: parent === null ? 'none' : 'connected',
    past: 'never',
    error: null,
    sendShut: parent?.sendShut ?? false,
    receiveShut: parent?.receiveShut ?? false,
    remains: null,
    orphaned: false,
    sleepers: [],
    flown: [],
    watchers: [],
    wantsSpace: false,
    byRoot: 'process' in origin ? processOf(turn, origin.process).root : (parent?.byRoot ?? false),
    alarm: null,
  };
  turn.host.sockets = setTable(turn.host.sockets, id, socket);
  turn.host.nextSocket = id + 1;
  turn.emit({
    at: turn.now,
    host: turn.host.name,
    socket: id,
    kind: 'socket-created',
    rule,
    process: 'process' in origin ? origin.process : null,
    fd: 'process' in origin ? origin.fd : null,
    parent: parent?.id ?? null,
  });
  return id;
}

/** Forgets a socket altogether: no descriptor leads to it and no connection needs it. */
export function destroySocket(turn: Turn, id: SocketId, rule: Rule): void {
  if (socketOf(turn, id) === undefined) return;
  releasePort(turn, id);
  turn.host.sockets = removeTable(turn.host.sockets, id);
  turn.emit({ at: turn.now, host: turn.host.name, socket: id, kind: 'socket-destroyed', rule });
}
