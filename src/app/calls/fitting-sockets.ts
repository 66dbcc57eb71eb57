import { getTable } from '../../engine/base/table.ts';
import type { Host, Socket } from '../../engine/kernel/host.ts';
import type { CallName, Fd } from '../../engine/posix/call.ts';
import type { ProcessName } from '../../engine/trace/event.ts';
import { descriptorsOf, stateOf } from '../machine/host-view.ts';

/** A socket that a process holds, by one of its descriptors. */
export interface Held {
  readonly fd: Fd;
  readonly socket: Socket;
}

/** The sockets of a process, lowest descriptor first. */
export function socketsOf(host: Host, name: ProcessName): readonly Held[] {
  const process = host.processes[name];
  if (!process) return [];
  return descriptorsOf(host, process).flatMap(({ fd, socket: id }) => {
    const socket = getTable(host.sockets, id);
    return socket ? [{ fd, socket }] : [];
  });
}

/** Whether a call makes sense on a socket as it is. It can be made on any; on others it fails. */
export function fitsCall(name: CallName, socket: Socket): boolean {
  const state = stateOf(socket);
  switch (name) {
    case 'bind':
      return socket.local === null && state === 'CLOSED';
    case 'listen':
    case 'connect':
      return state === 'CLOSED';
    case 'accept':
      return state === 'LISTEN';
    case 'send':
    case 'recv':
    case 'read':
    case 'write':
    case 'shutdown':
    case 'getpeername':
      return socket.tcb !== null;
    default:
      return true;
  }
}
