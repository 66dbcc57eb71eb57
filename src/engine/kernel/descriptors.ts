import { getTable, removeTable, setTable } from '../base/table.ts';
import type { Fd } from '../posix/call.ts';
import type { ProcessName, SocketId } from '../trace/event.ts';
import { forgetEpoll, forgetWatches } from './epoll.ts';
import {
  type Epoll,
  type OpenDescription,
  type Process,
  type Socket,
  type SocketDescription,
  STANDARD_STREAM,
} from './host.ts';
import { processOf, socketOf, type Turn, updateProcess } from './turn.ts';

/** How many descriptors a process may have open at once: the usual soft limit of RLIMIT_NOFILE (getrlimit(2)). */
export const DESCRIPTOR_LIMIT = 1024;

/** What a descriptor leads to, or why it leads to no socket. */
export type Lookup =
  | { readonly kind: 'socket'; readonly id: number; readonly socket: Socket; readonly description: SocketDescription }
  | { readonly kind: 'epoll'; readonly id: number; readonly epoll: Epoll; readonly description: OpenDescription }
  /** A standard stream. */
  | { readonly kind: 'stream' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'never-open' };

export function lookUp(turn: Turn, process: ProcessName, fd: Fd): Lookup {
  const { descriptors, everOpened } = processOf(turn, process);
  const entry = Number.isInteger(fd) && fd >= 0 ? descriptors[fd] : undefined;
  if (entry === STANDARD_STREAM) return { kind: 'stream' };
  if (entry === undefined || entry === null) return { kind: fd >= 0 && fd < everOpened ? 'closed' : 'never-open' };
  return openedAs(turn, entry);
}

/** What an open file description leads to, by its own number. */
export function openedAs(turn: Turn, id: number): Lookup {
  const description = getTable(turn.host.descriptions, id) as OpenDescription;
  if (description.socket === null) return { kind: 'epoll', id, epoll: description.epoll, description };
  return { kind: 'socket', id, socket: socketOf(turn, description.socket) as Socket, description };
}

/** The open file description behind a descriptor; null for one that is not open or a standard stream. */
export function descriptionBehind(turn: Turn, process: ProcessName, fd: Fd): number | null {
  const entry = processOf(turn, process).descriptors[fd] ?? null;
  return entry === STANDARD_STREAM ? null : entry;
}

/** The lowest number that is free (open(2)), or null at the limit. */
export function freeDescriptor(process: Process): Fd | null {
  const { descriptors, threads } = process;
  const isFree = (fd: Fd): boolean => (descriptors[fd] ?? null) === null;
  const isReserved = (fd: Fd): boolean =>
    threads.some(({ activity }) => 'pending' in activity && activity.pending.reserved === fd);
  const free = descriptors.indexOf(null);
  let fd = free === -1 ? descriptors.length : free;
  if (threads.length > 1) while (!isFree(fd) || isReserved(fd)) fd++;
  return fd < DESCRIPTOR_LIMIT ? fd : null;
}

/** Opens a descriptor for a socket; the caller has checked that one is free. */
export const openDescriptor = (turn: Turn, name: ProcessName, fd: Fd, socket: SocketId, nonblocking: boolean): void =>
  openDescription(turn, name, fd, { socket, references: 1, nonblocking });

/** Opens a descriptor for a new open file description. */
export function openDescription(turn: Turn, name: ProcessName, fd: Fd, description: OpenDescription): void {
  const id = turn.host.nextDescription;
  turn.host.descriptions = setTable(turn.host.descriptions, id, description);
  turn.host.nextDescription = id + 1;
  installDescriptor(turn, name, fd, id);
}

/** Lets a descriptor refer to an open file description (or a standard stream); the caller counts the reference. */
export function installDescriptor(turn: Turn, name: ProcessName, fd: Fd, entry: number): void {
  const process = processOf(turn, name);
  const descriptors = process.descriptors.slice();
  while (descriptors.length < fd) descriptors.push(null);
  descriptors[fd] = entry;
  updateProcess(turn, name, { descriptors, everOpened: Math.max(process.everOpened, fd + 1) });
}

/** One more descriptor, or sleeping call, refers to a description (dup(2), fork(2)). */
export function shareDescription(turn: Turn, id: number): void {
  const description = getTable(turn.host.descriptions, id) as OpenDescription;
  const shared = { ...description, references: description.references + 1 };
  turn.host.descriptions = setTable(turn.host.descriptions, id, shared);
}

/** One fewer refers to it. Returns the socket when that was the last way to it, else null. */
export function unshareDescription(turn: Turn, id: number): SocketId | null {
  const description = getTable(turn.host.descriptions, id) as OpenDescription;
  if (description.references > 1) {
    const shared = { ...description, references: description.references - 1 };
    turn.host.descriptions = setTable(turn.host.descriptions, id, shared);
    return null;
  }
  forgetWatches(turn, id, description);
  if (description.socket === null) forgetEpoll(turn, id, description.epoll);
  turn.host.descriptions = removeTable(turn.host.descriptions, id);
  return description.socket;
}

/** Closes a descriptor. Returns the socket when that was the last way to it, else null. */
export function closeDescriptor(turn: Turn, name: ProcessName, fd: Fd): SocketId | null {
  const process = processOf(turn, name);
  const id = process.descriptors[fd] as number;
  const descriptors = process.descriptors.slice();
  descriptors[fd] = null;
  updateProcess(turn, name, { descriptors });
  return id === STANDARD_STREAM ? null : unshareDescription(turn, id);
}

export function setNonblocking(turn: Turn, name: ProcessName, fd: Fd, nonblocking: boolean): void {
  const id = processOf(turn, name).descriptors[fd] as number;
  const description = getTable(turn.host.descriptions, id);
  if (description === undefined) return;
  turn.host.descriptions = setTable(turn.host.descriptions, id, { ...description, nonblocking });
}
