import { getTable, tableValues } from '../../engine/base/table.ts';
import type { Fd } from '../../engine/posix/call.ts';
import { type Epoll, type Host, type Process, type Socket, STANDARD_STREAM } from '../../engine/kernel/host.ts';
import type { TcpState } from '../../engine/trace/connection-note.ts';
import type { ProcessName, SocketId } from '../../engine/trace/event.ts';

export interface DescriptorView {
  readonly process: ProcessName;
  readonly fd: Fd;
}

/** Why a socket without a descriptor is there. */
export type AloneBecause = 'syn-queue' | 'accept-queue' | 'time-wait' | 'closing' | 'in-use';

/** A socket as a card of the machine shows it. */
export interface SocketView {
  readonly socket: Socket;
  readonly state: TcpState;
  /** The descriptors that refer to it, lowest first; none for the kernel's own. */
  readonly descriptors: readonly DescriptorView[];
  readonly alone: AloneBecause | null;
}

export interface HostView {
  /** In the order of the lowest descriptor, process by process. */
  readonly held: readonly SocketView[];
  /** Those that the kernel looks after alone, oldest first. */
  readonly alone: readonly SocketView[];
}

/** The sockets of a host, apart by whether a program can reach them. */
export function viewHost(host: Host): HostView {
  const holders = new Map<SocketId, DescriptorView[]>();
  for (const process of Object.values(host.processes)) {
    for (const { fd, socket } of descriptorsOf(host, process)) {
      const known = holders.get(socket);
      if (known) known.push({ process: process.name, fd });
      else holders.set(socket, [{ process: process.name, fd }]);
    }
  }
  const held = [...holders].flatMap(([id, descriptors]) => {
    const socket = getTable(host.sockets, id);
    return socket ? [{ socket, state: stateOf(socket), descriptors, alone: null }] : [];
  });
  const alone = tableValues(host.sockets)
    .filter((socket) => !holders.has(socket.id))
    .map((socket) => ({ socket, state: stateOf(socket), descriptors: [], alone: aloneBecause(host, socket) }));
  return { held, alone };
}

/** The open descriptors of a process that refer to sockets, lowest first. */
export function descriptorsOf(host: Host, process: Process): readonly { readonly fd: Fd; readonly socket: SocketId }[] {
  return process.descriptors.flatMap((description, fd) => {
    if (description === null || description === STANDARD_STREAM) return [];
    const socket = getTable(host.descriptions, description)?.socket;
    return socket === undefined || socket === null ? [] : [{ fd, socket }];
  });
}

/** An epoll instance, under a descriptor of a process. */
export interface EpollView {
  readonly process: ProcessName;
  readonly fd: Fd;
  readonly epoll: Epoll;
}

/** The epoll instances that a process holds, lowest descriptor first. */
export function epollsOf(host: Host, process: Process): readonly EpollView[] {
  return process.descriptors.flatMap((id, fd) => {
    const description = id === null || id === STANDARD_STREAM ? undefined : getTable(host.descriptions, id);
    return description?.socket === null ? [{ process: process.name, fd, epoll: description.epoll }] : [];
  });
}

/** The RFC's state; a socket that has no connection and does not listen is CLOSED. */
export const stateOf = (socket: Socket): TcpState =>
  socket.listening ? 'LISTEN' : (socket.tcb?.connection.state ?? 'CLOSED');

function aloneBecause(host: Host, socket: Socket): AloneBecause {
  const listening = socket.listener === null ? null : getTable(host.sockets, socket.listener)?.listening;
  if (listening?.acceptQueue.includes(socket.id)) return 'accept-queue';
  if (listening?.synQueue.includes(socket.id)) return 'syn-queue';
  // Its descriptors were closed while a thread sleeps in a call on it.
  if (tableValues(host.descriptions).some((description) => description.socket === socket.id)) return 'in-use';
  return stateOf(socket) === 'TIME-WAIT' ? 'time-wait' : 'closing';
}
