import type { TcpState } from '../../../engine/trace/connection-note.ts';
import type { HostName, ProcessName, SocketId, ThreadName, TraceEvent } from '../../../engine/trace/event.ts';
import type { Address, Endpoint } from '../../../engine/wire/address.ts';
import { type About, indexOf, lastUpTo } from './trace-index.ts';

/** The two ends of a socket, as far as the trace has told. */
export interface Ends {
  readonly local: Endpoint | null;
  readonly remote: Endpoint | null;
}

/** What the trace up to and including an event says. */
export interface Past {
  ends(host: HostName, socket: SocketId): Ends;
  state(host: HostName, socket: SocketId): TcpState;
  hostAt(address: Address): HostName | null;
  hasSeveralProcesses(host: HostName): boolean;
  /** What a thread is called; null: the first of its process. */
  threadName(process: ProcessName, thread: number): ThreadName | null;
  /** How many bytes of the stream that the socket sends are acknowledged. */
  acknowledged(host: HostName, socket: SocketId): number;
  /** When the last TIME-WAIT ends that holds this port; null when none does. */
  timeWaitEnds(host: HostName, port: number): number | null;
  /** The other side's host lost its power and started anew after the socket got its connection. */
  peerStartedAnew(host: HostName, socket: SocketId): boolean;
}

const UNKNOWN: Ends = { local: null, remote: null };

export function pastOf(trace: readonly TraceEvent[], index: number): Past {
  const where = indexOf(trace);
  function last(host: HostName, socket: SocketId, about: About): TraceEvent | undefined {
    const found = lastUpTo(where.of(host, socket, about), index);
    return found === undefined ? undefined : trace[found];
  }

  function ends(host: HostName, socket: SocketId): Ends {
    const event = last(host, socket, 'ends');
    if (event?.kind === 'socket-connected-to') return { local: event.local, remote: event.remote };
    return event?.kind === 'socket-bound' ? { local: event.local, remote: null } : UNKNOWN;
  }

  const hostAt = (address: Address): HostName | null => {
    const owner = where.owners.get(address);
    return owner === undefined || owner.index > index ? null : owner.host;
  };

  return {
    ends,
    hostAt,
    state(host, socket) {
      const event = last(host, socket, 'state');
      return event?.kind === 'state' ? event.to : 'CLOSED';
    },
    hasSeveralProcesses: (host) => (where.firstCalls.get(host)?.[1] ?? Number.MAX_SAFE_INTEGER) <= index,
    threadName: (process, thread) => where.begun.get(`${process} ${thread}`) ?? null,
    acknowledged(host, socket) {
      const event = last(host, socket, 'acknowledged');
      return event?.kind === 'acknowledged' ? event.to : 0;
    },
    timeWaitEnds(host, port) {
      let latest: number | null = null;
      for (const k of where.timeWaits.get(host) ?? []) {
        const event = trace[k];
        if (k > index || event?.kind !== 'timer' || event.deadline === null) continue;
        if (ends(host, event.socket).local?.port === port) latest = Math.max(latest ?? 0, event.deadline);
      }
      return latest;
    },
    peerStartedAnew(host, socket) {
      const connected = lastUpTo(where.of(host, socket, 'ends'), index);
      const { remote } = ends(host, socket);
      const peer = remote === null ? null : hostAt(remote.address);
      if (connected === undefined || peer === null) return false;
      // What the peer did after the connection was over did not end it.
      const changed = lastUpTo(where.of(host, socket, 'state'), index) ?? index;
      const change = trace[changed];
      const end = change?.kind === 'state' && change.to === 'CLOSED' ? changed : index;
      return (lastUpTo(where.restarts.get(peer) ?? [], end) ?? -1) > connected;
    },
  };
}
