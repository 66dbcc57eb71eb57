import type { HostName, SocketId, TraceEvent } from '../../engine/trace/event.ts';
import { type Endpoint, showEndpoint } from '../../engine/wire/address.ts';
import { Versions } from './versions.ts';

/** What the kernel knows of one socket in the course of a trace. Null: nothing yet. */
export interface SocketFacts {
  readonly local: Versions<string | null>;
  readonly remote: Versions<string | null>;
  readonly state: Versions<string>;
  /** Bytes that were written and are not acknowledged. */
  readonly sendBuffer: Versions<number>;
  /** Bytes that can be read. */
  readonly receiveBuffer: Versions<number>;
  /** Connections that wait for accept. */
  readonly acceptQueue: Versions<number>;
}

interface Known extends SocketFacts {
  written: number;
  acknowledged: number;
  received: number;
  read: number;
}

/** Reads a trace event by event: what becomes of each socket. */
export class KernelFacts {
  private readonly sockets = new Map<string, Known>();

  of(host: HostName, socket: SocketId): SocketFacts {
    return this.known(host, socket);
  }

  add(event: TraceEvent, index: number): void {
    if (!('socket' in event) || event.socket === null || event.host === null) return;
    const facts = this.known(event.host, event.socket);
    switch (event.kind) {
      case 'socket-bound':
        facts.local.set(index, showEndpoint(event.local));
        return;
      case 'socket-connected-to':
        this.connected(facts, event.local, event.remote, index);
        return;
      case 'state':
        facts.state.set(index, event.to);
        // What was not acknowledged goes with the connection.
        if (event.to === 'CLOSED') facts.sendBuffer.set(index, 0);
        return;
      case 'written':
        facts.written = event.to;
        facts.sendBuffer.set(index, facts.written - facts.acknowledged);
        return;
      case 'acknowledged':
        facts.acknowledged = event.to;
        facts.sendBuffer.set(index, Math.max(0, facts.written - facts.acknowledged));
        return;
      case 'received':
        facts.received = event.to;
        facts.receiveBuffer.set(index, facts.received - facts.read);
        return;
      case 'read':
        facts.read = event.to;
        facts.receiveBuffer.set(index, Math.max(0, facts.received - facts.read));
        return;
      case 'queue':
        if (event.queue === 'accept') facts.acceptQueue.set(index, event.length);
        return;
      default:
    }
  }

  private connected(facts: Known, local: Endpoint, remote: Endpoint, index: number): void {
    facts.local.set(index, showEndpoint(local));
    facts.remote.set(index, showEndpoint(remote));
  }

  private known(host: HostName, socket: SocketId): Known {
    const key = `${host} ${socket}`;
    const known = this.sockets.get(key);
    if (known) return known;
    const made: Known = {
      local: new Versions<string | null>(null),
      remote: new Versions<string | null>(null),
      state: new Versions('CLOSED'),
      sendBuffer: new Versions(0),
      receiveBuffer: new Versions(0),
      acceptQueue: new Versions(0),
      written: 0,
      acknowledged: 0,
      received: 0,
      read: 0,
    };
    this.sockets.set(key, made);
    return made;
  }
}
