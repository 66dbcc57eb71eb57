import type { TcpState } from '../../../engine/trace/connection-note.ts';
import type { HostName, SocketId, TraceEvent } from '../../../engine/trace/event.ts';
import type { Address, Endpoint } from '../../../engine/wire/address.ts';

/** The two ends of a socket, as far as the trace has told. */
export interface Ends {
  readonly local: Endpoint | null;
  readonly remote: Endpoint | null;
}

/** What the trace up to and including an event says. Looks backwards, so that what happened lately is found at once. */
export interface Past {
  ends(host: HostName, socket: SocketId): Ends;
  state(host: HostName, socket: SocketId): TcpState;
  hostAt(address: Address): HostName | null;
  hasSeveralProcesses(host: HostName): boolean;
  /** How many bytes of the stream that the socket sends are acknowledged. */
  acknowledged(host: HostName, socket: SocketId): number;
  /** When the last TIME-WAIT ends that holds this port; null when none does. */
  timeWaitEnds(host: HostName, port: number): number | null;
}

export function pastOf(trace: readonly TraceEvent[], index: number): Past {
  function find<T>(look: (event: TraceEvent) => T | null): T | null {
    for (let k = index; k >= 0; k--) {
      const event = trace[k];
      const found = event === undefined ? null : look(event);
      if (found !== null) return found;
    }
    return null;
  }
  const concerns = (event: TraceEvent, host: HostName, socket: SocketId): boolean =>
    event.host === host && 'socket' in event && event.socket === socket;

  function ends(host: HostName, socket: SocketId): Ends {
    const found = find((event): Ends | null => {
      if (!concerns(event, host, socket)) return null;
      if (event.kind === 'socket-connected-to') return { local: event.local, remote: event.remote };
      return event.kind === 'socket-bound' ? { local: event.local, remote: null } : null;
    });
    return found ?? { local: null, remote: null };
  }

  return {
    ends,
    state: (host, socket) =>
      find((event) => (concerns(event, host, socket) && event.kind === 'state' ? event.to : null)) ?? 'CLOSED',
    hostAt: (address) =>
      find((event) => {
        if (!('segment' in event)) return null;
        if (event.segment.source.address === address) return event.from;
        return event.segment.destination.address === address && event.to !== '' ? event.to : null;
      }),
    hasSeveralProcesses(host) {
      let first: string | null = null;
      const second = find((event) => {
        if (event.kind !== 'call' || event.host !== host) return null;
        first ??= event.process;
        return event.process === first ? null : event.process;
      });
      return second !== null;
    },
    acknowledged: (host, socket) =>
      find((event) => (concerns(event, host, socket) && event.kind === 'acknowledged' ? event.to : null)) ?? 0,
    timeWaitEnds(host, port) {
      let latest: number | null = null;
      find((event) => {
        if (event.host !== host || event.kind !== 'timer' || event.timer !== 'time-wait' || event.deadline === null) {
          return null;
        }
        if (ends(host, event.socket).local?.port === port) latest = Math.max(latest ?? 0, event.deadline);
        return null;
      });
      return latest;
    },
  };
}
