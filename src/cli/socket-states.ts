import { getTable, tableValues } from '../engine/base/table.ts';
import type { Host, Process, Socket } from '../engine/kernel/host.ts';
import { STANDARD_STREAM } from '../engine/kernel/host.ts';
import type { World } from '../engine/simulation/world.ts';
import type { ControlBlock } from '../engine/tcp/control-block.ts';
import type { HostName, ProcessName, SocketId } from '../engine/trace/event.ts';
import { distance } from '../engine/wire/sequence-number.ts';

/** The state of one descriptor's socket, in the words of `ss`. */
export interface SocketState {
  readonly state: string;
  /** Unread bytes, an unread FIN counting as one; for a listener the length of its accept queue. */
  readonly recvq?: number;
  /** Bytes not yet acknowledged, SYN and FIN counting as one each. */
  readonly sendq?: number;
  readonly backlog?: number;
}

/** What a script calls its descriptors, and what programs have read: what a World does not say. */
export interface Observations {
  /** The label of a descriptor: `ls`, or `fd4` when the name has moved on to another one. */
  readonly label: (process: ProcessName, fd: number) => string;
  /** Whether the program has read the end of the stream. */
  readonly sawEnd: (host: HostName, socket: SocketId) => boolean;
}

/** The states of all descriptors, `P.name` -> state, in the order of processes and numbers. */
export function statesOf(
  world: World,
  processes: readonly ProcessName[],
  observations: Observations,
): Record<string, SocketState> {
  const states: Record<string, SocketState> = {};
  for (const name of processes) {
    const host = hostOf(world, name);
    const process = host?.processes[name];
    if (host === undefined || process === undefined) continue;
    for (const { fd, socket } of openSockets(host, process)) {
      const sawEnd = observations.sawEnd(host.name, socket.id);
      states[`${name}.${observations.label(name, fd)}`] = stateOf(socket, sawEnd);
    }
  }
  return states;
}

/**
 * For each host the sorted states of the connections that no descriptor refers to: closed ones, TIME-WAIT, SYN-RECV, and
 * those that wait in an accept queue.
 */
export function orphansOf(world: World): Record<HostName, string[]> {
  return Object.fromEntries(
    Object.values(world.hosts).map((host) => {
      // A description may be held by a sleeping call alone, after its descriptors were closed.
      const held = new Set<SocketId | null>(tableValues(host.descriptions).map(({ socket }) => socket));
      for (const process of Object.values(host.processes)) {
        for (const { socket } of lingering(host, process)) held.add(socket.id);
      }
      const states = tableValues(host.sockets).flatMap((socket) => {
        const state = socket.tcb?.connection.state ?? 'CLOSED';
        if (state === 'CLOSED' || socket.listening !== null) return [];
        // TIME-WAIT is a socket of its own on Linux: the descriptor says CLOSE.
        return held.has(socket.id) && state !== 'TIME-WAIT' ? [] : [linuxName(state)];
      });
      return [host.name, states.toSorted()];
    }),
  );
}

const hostOf = (world: World, process: ProcessName): Host | undefined =>
  Object.values(world.hosts).find((host) => Object.hasOwn(host.processes, process));

function openSockets(host: Host, process: Process): { readonly fd: number; readonly socket: Socket }[] {
  if (process.ended !== null) return [];
  const open = process.descriptors.flatMap((description, fd) => {
    if (description === null || description === STANDARD_STREAM) return [];
    const described = getTable(host.descriptions, description);
    const socket =
      described === undefined || described.socket === null ? undefined : getTable(host.sockets, described.socket);
    return socket === undefined ? [] : [{ fd, socket }];
  });
  return [...open, ...lingering(host, process)].toSorted((a, b) => a.fd - b.fd);
}

/** A close that sleeps (SO_LINGER) has given up its descriptor, but until it returns the socket is not without owner. */
const lingering = (host: Host, process: Process): { readonly fd: number; readonly socket: Socket }[] =>
  process.threads.flatMap(({ activity }) => {
    if (activity.kind !== 'blocked' && activity.kind !== 'woken') return [];
    const { call, socket: id } = activity.pending;
    const socket = call.name !== 'close' || id === null ? undefined : getTable(host.sockets, id);
    return call.name !== 'close' || socket === undefined ? [] : [{ fd: call.fd, socket }];
  });

const linuxName = (state: string): string => (state === 'SYN-RECEIVED' ? 'SYN-RECV' : state);

function stateOf(socket: Socket, sawEnd: boolean): SocketState {
  if (socket.listening !== null) {
    return { state: 'LISTEN', recvq: socket.listening.acceptQueue.length, backlog: socket.listening.backlog };
  }
  const { tcb } = socket;
  if (tcb === null || tcb.connection.state === 'CLOSED' || tcb.connection.state === 'TIME-WAIT') {
    return { state: 'CLOSE' };
  }
  return { state: linuxName(tcb.connection.state), recvq: receiveQueue(tcb, sawEnd), sendq: sendQueue(tcb) };
}

const receiveQueue = ({ receive }: ControlBlock, sawEnd: boolean): number =>
  receive.arrived - receive.read + (receive.finished && !sawEnd ? 1 : 0);

const sendQueue = ({ send }: ControlBlock): number =>
  1 + send.written + (send.finQueued ? 1 : 0) - distance(send.iss, send.una);
