import { emptyTable, tableValues } from '../base/table.ts';
import type { ProcessName } from '../trace/event.ts';
import { MAIN_THREAD, type Process, STANDARD_STREAM } from './host.ts';
import type { Turn } from './turn.ts';

/**
 * The machine loses its power: processes, descriptors and sockets are gone, and nobody is told. No FIN, no reset: the peers
 * keep half-open connections (RFC 9293 §3.5.1).
 */
export function losePower(turn: Turn): void {
  const { host, now } = turn;
  const about = { at: now, host: host.name, rule: 'power-lost' } as const;
  const processes: Record<ProcessName, Process> = {};
  for (const process of Object.values(host.processes)) {
    if (process.ended === null) turn.emit({ ...about, kind: 'process-ended', process: process.name, by: 'power-loss' });
    processes[process.name] = {
      ...process,
      ended: process.ended ?? 'power-loss',
      descriptors: [],
      threads: process.threads.map((thread) => ({ ...thread, activity: { kind: 'ended' } })),
    };
  }
  for (const { id } of tableValues(host.sockets)) turn.emit({ ...about, kind: 'socket-destroyed', socket: id });
  delete host.pathMtu;
  host.power = 'off';
  host.processes = processes;
  host.descriptions = emptyTable();
  host.sockets = emptyTable();
  host.ports = emptyTable();
}

/**
 * The machine starts anew, and its programs with it: each process has its standard streams and has made no call. The packet
 * filter is still in force, as where the administrator saved it. `secret`: for the new kernel's initial sequence numbers.
 */
export function returnPower(turn: Turn, secret: number): void {
  const { host } = turn;
  const processes: Record<ProcessName, Process> = {};
  for (const process of Object.values(host.processes)) {
    // What a process had forked is begun again only when it forks again.
    if (process.parent !== null) continue;
    processes[process.name] = {
      ...process,
      ended: null,
      descriptors: [STANDARD_STREAM, STANDARD_STREAM, STANDARD_STREAM],
      everOpened: 3,
      threads: [{ id: 0, tid: process.pid, name: MAIN_THREAD, activity: { kind: 'running' } }],
    };
  }
  delete host.power;
  host.processes = processes;
  host.secret = secret;
}
