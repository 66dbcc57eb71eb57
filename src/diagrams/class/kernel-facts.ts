import type { CallEvent, CallId, HostName, SocketId, TraceEvent } from '../../engine/trace/event.ts';
import type { Rule } from '../../engine/trace/rule.ts';
import { ANY_ADDRESS, type Endpoint, showEndpoint } from '../../engine/wire/address.ts';
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

/** What connect answers when it leaves a socket that was never connected (Linux's tcp_disconnect; F09, F67, F89). */
const FRESHENED_BY: ReadonlySet<Rule> = new Set<Rule>([
  'connect-econnrefused',
  'connect-etimedout',
  'connect-econnreset',
  'connect-ehostunreach',
  'connect-econnaborted',
  'connect-unspec',
]);

interface Known extends SocketFacts {
  readonly host: HostName;
  end: Endpoint | null;
  /** The program chose the address itself: it is kept when a connect fails. */
  addressChosen: boolean;
  /** A shutdown that found the socket in SYN-SENT, which frees it as connect with AF_UNSPEC does. */
  shutInHandshake: CallId | null;
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
        facts.end = event.local;
        facts.addressChosen = event.local.address !== ANY_ADDRESS;
        facts.local.set(index, showEndpoint(event.local));
        return;
      case 'socket-connected-to':
        if (event.rule === 'time-wait-start') this.partTimeWait(facts, event.local, event.remote, index);
        begin(facts, event.local, event.remote, index);
        return;
      case 'call':
        if (event.call.name === 'shutdown' && facts.state.newest === 'SYN-SENT') facts.shutInHandshake = event.callId;
        return;
      case 'return':
        if (isFreshened(facts, event)) freshen(facts, index);
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

  /** The kernel goes on alone with a connection in TIME-WAIT: the socket that the program has is CLOSED. */
  private partTimeWait(rest: Known, local: Endpoint, remote: Endpoint, index: number): void {
    const [from, to] = [showEndpoint(local), showEndpoint(remote)];
    for (const each of this.sockets.values()) {
      const { host, state } = each;
      if (host !== rest.host || state.newest !== 'TIME-WAIT') continue;
      if (each.local.newest === from && each.remote.newest === to) state.set(index, 'CLOSED');
    }
    rest.state.set(index, 'TIME-WAIT');
  }

  private known(host: HostName, socket: SocketId): Known {
    const key = `${host} ${socket}`;
    const known = this.sockets.get(key);
    if (known) return known;
    const made: Known = {
      host,
      end: null,
      addressChosen: false,
      shutInHandshake: null,
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

/** A connection begins: its streams begin at 0. */
function begin(facts: Known, local: Endpoint, remote: Endpoint, index: number): void {
  facts.end = local;
  facts.local.set(index, showEndpoint(local));
  facts.remote.set(index, showEndpoint(remote));
  Object.assign(facts, { written: 0, acknowledged: 0, received: 0, read: 0 });
  facts.sendBuffer.set(index, 0);
  facts.receiveBuffer.set(index, 0);
}

const isFreshened = (
  { shutInHandshake }: Known,
  { rule, callId, result }: CallEvent & { readonly kind: 'return' },
): boolean => FRESHENED_BY.has(rule) || (callId === shutInHandshake && result.errno === null);

/** The socket is as if it had never been connected: it forgets its peer, what is unread, and an address that it did not choose. */
function freshen(facts: Known, index: number): void {
  const { end, addressChosen } = facts;
  if (end !== null && !addressChosen) facts.local.set(index, showEndpoint({ ...end, address: ANY_ADDRESS }));
  facts.remote.set(index, null);
  facts.receiveBuffer.set(index, 0);
}
