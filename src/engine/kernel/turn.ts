import type { Micros } from '../base/time.ts';
import type { ControlBlock } from '../tcp/control-block.ts';
import type { Outgoing } from '../tcp/outcome.ts';
import type { CallId, ProcessName, SocketId, TraceEvent } from '../trace/event.ts';
import { getTable, setTable } from '../base/table.ts';
import type { Host, Process, Sleeper, Socket } from './host.ts';

/**
 * One event as it passes through one kernel. The functions of this folder replace `host` by its next version and report
 * what they did; the turn itself is short-lived and never part of a World, so from outside the kernel is a pure function.
 */
export interface Turn {
  host: Host;
  readonly now: Micros;
  readonly emit: (event: TraceEvent) => void;
  /**
   * Hands a segment to the network, on behalf of a socket and its connection; both are null when it is sent for none.
   * The connection may be one that ends with this segment.
   */
  readonly transmit: (socket: SocketId | null, outgoing: Outgoing, tcb: ControlBlock | null) => void;
  /** Sockets whose timers may have changed. */
  readonly touched: Set<SocketId>;
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

export function updateSocket(turn: Turn, id: SocketId, change: Partial<Socket>): void {
  const socket = getTable(turn.host.sockets, id);
  if (socket === undefined) return;
  turn.host = { ...turn.host, sockets: setTable(turn.host.sockets, id, { ...socket, ...change }) };
}

export const processOf = (turn: Turn, name: ProcessName): Process => turn.host.processes[name] as Process;

export function updateProcess(turn: Turn, name: ProcessName, change: Partial<Process>): void {
  const process = { ...processOf(turn, name), ...change };
  turn.host = { ...turn.host, processes: { ...turn.host.processes, [name]: process } };
}
