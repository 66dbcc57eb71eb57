import { getTable, removeTable, setTable } from '../base/table.ts';
import type { Fd } from '../posix/call.ts';
import type { ProcessName, SocketId } from '../trace/event.ts';
import { type OpenDescription, type Process, type Socket, STANDARD_STREAM } from './host.ts';
import { processOf, socketOf, type Turn, updateProcess } from './turn.ts';

/** How many descriptors a process may have open at once: the usual soft limit of RLIMIT_NOFILE (getrlimit(2)). */
export const DESCRIPTOR_LIMIT = 1024;

/** What a descriptor leads to, or why it leads to no socket. */
export type Lookup =
  | { readonly kind: 'socket'; readonly socket: Socket; readonly description: OpenDescription }
  | { readonly kind: 'not-a-socket' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'never-open' };

export function lookUp(turn: Turn, process: ProcessName, fd: Fd): Lookup {
  const { descriptors, everOpened } = processOf(turn, process);
  const entry = Number.isInteger(fd) && fd >= 0 ? descriptors[fd] : undefined;
  if (entry === STANDARD_STREAM) return { kind: 'not-a-socket' };
  if (entry === undefined || entry === null) return { kind: fd >= 0 && fd < everOpened ? 'closed' : 'never-open' };
  const description = getTable(turn.host.descriptions, entry) as OpenDescription;
  return { kind: 'socket', socket: socketOf(turn, description.socket) as Socket, description };
}

/** The lowest number that is free (open(2)), or null at the limit. */
export function freeDescriptor(process: Process): Fd | null {
  const free = process.descriptors.indexOf(null);
  const fd = free === -1 ? process.descriptors.length : free;
  return fd < DESCRIPTOR_LIMIT ? fd : null;
}

/** Opens a descriptor for a socket; the caller has checked that one is free. */
export function openDescriptor(turn: Turn, name: ProcessName, fd: Fd, socket: SocketId, nonblocking: boolean): void {
  const id = turn.host.nextDescription;
  const description: OpenDescription = { socket, references: 1, nonblocking };
  turn.host.descriptions = setTable(turn.host.descriptions, id, description);
  turn.host.nextDescription = id + 1;
  const process = processOf(turn, name);
  const descriptors = process.descriptors.slice();
  descriptors[fd] = id;
  updateProcess(turn, name, { descriptors, everOpened: Math.max(process.everOpened, fd + 1) });
}

/** Closes a descriptor that leads to a socket. Returns the socket when that was the last way to it, else null. */
export function closeDescriptor(turn: Turn, name: ProcessName, fd: Fd): SocketId | null {
  const process = processOf(turn, name);
  const id = process.descriptors[fd] as number;
  const descriptors = process.descriptors.slice();
  descriptors[fd] = null;
  updateProcess(turn, name, { descriptors });
  const description = getTable(turn.host.descriptions, id) as OpenDescription;
  if (description.references > 1) {
    const shared = { ...description, references: description.references - 1 };
    turn.host.descriptions = setTable(turn.host.descriptions, id, shared);
    return null;
  }
  turn.host.descriptions = removeTable(turn.host.descriptions, id);
  return description.socket;
}

export function setNonblocking(turn: Turn, name: ProcessName, fd: Fd, nonblocking: boolean): void {
  const id = processOf(turn, name).descriptors[fd] as number;
  const description = getTable(turn.host.descriptions, id) as OpenDescription;
  turn.host.descriptions = setTable(turn.host.descriptions, id, { ...description, nonblocking });
}
