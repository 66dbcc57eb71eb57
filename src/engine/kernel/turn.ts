import type { Micros } from '../base/time.ts';
import type { ControlBlock } from '../tcp/control-block.ts';
import type { Outgoing, Owner } from '../tcp/outcome.ts';
import type { CallId, ProcessName, SocketId, TraceEvent } from '../trace/event.ts';
import { type Fresh, renewed } from '../base/fresh.ts';
import { copyOfRecord } from '../base/record.ts';
import { getTable, setTable } from '../base/table.ts';
import type { Working } from '../base/working.ts';
import { copyOfProcess, copyOfSocket } from './copies.ts';
import type { Host, Process, Sleeper, Socket } from './host.ts';

/**
 * One event as it passes through one kernel. The functions of this folder write into `host`, the turn's own copy, and
 * report what they did; what the host refers to (sockets, processes, tables) they replace. The turn itself is short-lived
 * and never part of a World, so from outside the kernel is a pure function.
 */
export interface Turn {
  readonly host: Working<Host>;
  /** What of the host may be written into. */
  readonly fresh: Fresh;
  /** The socket that was copied last in this turn: nobody else has it. */
  own: Working<Socket> | null;
  /** The socket that was last found to be fresh. */
  known: Socket | null;
  /** Whose connection was worked on last, for TCP. */
  owner: Owner | null;
  readonly now: Micros;
  emit(event: TraceEvent): void;
  /**
   * Hands a segment to the network, on behalf of a socket and its connection; both are null when it is sent for none.
   * The connection may be one that ends with this segment.
   */
  transmit(socket: SocketId | null, outgoing: Outgoing, tcb: ControlBlock | null): void;
  /** Sockets whose timers may have changed. */
  readonly touched: SocketId[];
  /** Threads that will look again at what they waited for, in order. */
  readonly woken: Sleeper[];
  /** Calls that sleep for a limited time only. */
  readonly timeouts: Timeout[];
}

/** When a sleeping call must look again, come what may. */
export interface Timeout extends Sleeper {
  readonly callId: CallId;
  readonly at: Micros;
}

export const socketOf = (turn: Turn, id: SocketId): Socket | undefined => getTable(turn.host.sockets, id);

export function ownerOf(turn: Turn, id: SocketId): Owner {
  if (turn.owner?.socket !== id) turn.owner = { fresh: turn.fresh, host: turn.host.name, socket: id };
  return turn.owner;
}

/** Sees to it that the socket's timers are looked at when the turn is over. */
export function touch(turn: Turn, id: SocketId): void {
  if (!turn.touched.includes(id)) turn.touched.push(id);
}

/**
 * The next version of a socket, already in its place, to be written into before anything else is done. A fresh one is written into
 * as it is: whoever still needs its connection, its alarm, who sleeps on it or what flew for it as they were keeps those, not the
 * socket.
 */
export function renewSocket(turn: Turn, id: SocketId): Working<Socket> | undefined {
  const socket = getTable(turn.host.sockets, id);
  if (socket === undefined) return undefined;
  // An event asks several times, for the same one as a rule.
  if (socket === turn.known) return socket;
  const next = turn.fresh.made.has(socket) ? socket : copySocket(turn, id, socket);
  turn.known = next;
  return next;
}

/**
 * As `renewSocket`, for what changes seldom: a copy, so that whoever has the socket from before still finds everything else as it
 * was. The one that this turn copied last is the turn's own, and is not copied again.
 */
export function updateSocket(turn: Turn, id: SocketId, change: Partial<Socket>): void {
  const socket = getTable(turn.host.sockets, id);
  if (socket === undefined) return;
  Object.assign(socket === turn.own ? turn.own : copySocket(turn, id, socket), change);
}

function copySocket(turn: Turn, id: SocketId, socket: Socket): Working<Socket> {
  const { fresh } = turn;
  const next = copyOfSocket(socket);
  turn.host.sockets = setTable(turn.host.sockets, id, next, fresh.lasting);
  fresh.made.add(next);
  turn.own = next;
  return next;
}

export const processOf = (turn: Turn, name: ProcessName): Process => turn.host.processes[name] as Process;

/** The next version of a process, as `renewSocket` has it for sockets. */
export function renewProcess(turn: Turn, name: ProcessName): Working<Process> {
  const { host, fresh } = turn;
  const before = processOf(turn, name);
  const next = renewed(before, fresh, copyOfProcess);
  if (next !== before) {
    const processes = renewed(host.processes, fresh, copyOfRecord);
    processes[name] = next;
    host.processes = processes;
  }
  return next;
}

/** The next number for a process or thread. */
export const takePid = (turn: Turn): number => turn.host.nextPid++;

export function updateProcess(turn: Turn, name: ProcessName, change: Partial<Process>): void {
  Object.assign(renewProcess(turn, name), change);
}
