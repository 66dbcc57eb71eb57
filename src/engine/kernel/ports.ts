import { emptyTable, getTable, removeTable, setTable, type Table, tableValues } from '../base/table.ts';
import type { SocketId } from '../trace/event.ts';
import { type Address, ANY_ADDRESS, type Endpoint, showEndpoint } from '../wire/address.ts';
import { EPHEMERAL } from './ephemeral.ts';
import type { Host, PortEntry, Socket } from './host.ts';
import { socketOf, type Turn, updateSocket } from './turn.ts';

/** Whether the socket takes connections: between listen and its end. */
export const isListening = (socket: Socket): boolean => socket.listening !== null;

const entryOf = (host: Host, port: number): PortEntry | undefined => getTable(host.ports, port);

function putEntry(turn: Turn, port: number, entry: PortEntry): void {
  const empty = entry.bound.length === 0 && entry.connections.size === 0;
  turn.host.ports = empty ? removeTable(turn.host.ports, port) : setTable(turn.host.ports, port, entry);
}

const newEntry = (): PortEntry => ({ bound: [], connections: emptyTable() });

/** Enters a socket without a connection: bound or listening. */
export function holdPort(turn: Turn, id: SocketId, local: Endpoint): void {
  const entry = entryOf(turn.host, local.port) ?? newEntry();
  putEntry(turn, local.port, { ...entry, bound: [...entry.bound, id] });
  updateSocket(turn, id, { local, holdsPort: true });
}

/** Enters a connection; a socket that was bound there moves over. */
export function holdConnection(turn: Turn, id: SocketId, local: Endpoint, remote: Endpoint): void {
  const entry = entryOf(turn.host, local.port) ?? newEntry();
  const bound = entry.bound.includes(id) ? entry.bound.filter((other) => other !== id) : entry.bound;
  const peers = getTable(entry.connections, remote.port) ?? [];
  putEntry(turn, local.port, { bound, connections: setTable(entry.connections, remote.port, [...peers, id]) });
  updateSocket(turn, id, { local, remote, holdsPort: true });
}

/** Takes a socket off its port, whether it was bound there or connected from there. The name stays readable. */
export function releasePort(turn: Turn, id: SocketId): void {
  const socket = socketOf(turn, id);
  if (socket === undefined || socket.local === null || !socket.holdsPort) return;
  const entry = entryOf(turn.host, socket.local.port);
  if (entry !== undefined) {
    putEntry(turn, socket.local.port, {
      bound: entry.bound.includes(id) ? entry.bound.filter((other) => other !== id) : entry.bound,
      connections: withoutConnection(entry.connections, socket, id),
    });
  }
  updateSocket(turn, id, { holdsPort: false });
}

function withoutConnection(
  connections: Table<readonly SocketId[]>,
  socket: Socket,
  id: SocketId,
): Table<readonly SocketId[]> {
  if (socket.remote === null) return connections;
  const peers = getTable(connections, socket.remote.port);
  if (peers === undefined || !peers.includes(id)) return connections;
  const rest = peers.filter((other) => other !== id);
  return rest.length === 0
    ? removeTable(connections, socket.remote.port)
    : setTable(connections, socket.remote.port, rest);
}

/** The connection that a segment from `remote` to `local` belongs to. */
export function findConnection(host: Host, local: Endpoint, remote: Endpoint): Socket | undefined {
  const entry = entryOf(host, local.port);
  const peers = entry === undefined ? undefined : getTable(entry.connections, remote.port);
  for (const id of peers ?? []) {
    const socket = getTable(host.sockets, id);
    if (socket?.remote?.address === remote.address && socket.local?.address === local.address) return socket;
  }
  return undefined;
}

/**
 * The listener that takes a SYN from `remote` to `local`: one bound to the very address before one bound to every
 * address. Of several that share the port (SO_REUSEPORT) a hash of both ends chooses, always the same one for the same
 * ends (socket(7)).
 */
export function findListener(host: Host, local: Endpoint, remote: Endpoint): Socket | undefined {
  const exact: Socket[] = [];
  const any: Socket[] = [];
  for (const id of entryOf(host, local.port)?.bound ?? []) {
    const socket = getTable(host.sockets, id);
    if (socket === undefined || !isListening(socket)) continue;
    if (socket.local?.address === local.address) exact.push(socket);
    else if (socket.local?.address === ANY_ADDRESS) any.push(socket);
  }
  const candidates = exact.length > 0 ? exact : any;
  return candidates.length < 2 ? candidates[0] : candidates[hashOfEnds(host, local, remote) % candidates.length];
}

function hashOfEnds({ secret }: Host, local: Endpoint, remote: Endpoint): number {
  let hash = secret;
  for (const character of `${showEndpoint(local)} ${showEndpoint(remote)}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  // The low bits of such a hash depend on the low bits of the characters alone.
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Who stands in the way of binding (or of listening), and in which capacity. */
export interface PortConflict {
  readonly by: 'other-user' | 'bound' | 'listening' | 'connection' | 'time-wait';
  readonly socket: SocketId;
}

/**
 * Whether `socket` may use a local port beside those that hold it (Linux's inet_csk_bind_conflict; facts F14–F17, F57,
 * F58, F60, F76, F88): addresses that do not overlap never conflict; two sockets that both have SO_REUSEADDR share the
 * port as long as the other does not listen; two that both have SO_REUSEPORT share it always, if one user made both.
 */
export function portConflict(host: Host, socket: Socket, address: Address, port: number): PortConflict | null {
  const entry = entryOf(host, port);
  if (entry === undefined) return null;
  for (const id of [...entry.bound, ...tableValues(entry.connections).flat()]) {
    const other = getTable(host.sockets, id);
    if (other === undefined || other.id === socket.id || other.local === null) continue;
    const overlaps = other.local.address === address || other.local.address === ANY_ADDRESS || address === ANY_ADDRESS;
    if (!overlaps) continue;
    if (socket.options.reuseAddress && other.options.reuseAddress && !isListening(other)) continue;
    const shares = socket.options.reusePort && other.options.reusePort;
    if (shares && socket.byRoot === other.byRoot) continue;
    const state = other.tcb?.connection.state;
    const by = shares
      ? 'other-user'
      : isListening(other)
        ? 'listening'
        : state === 'TIME-WAIT'
          ? 'time-wait'
          : state === undefined
            ? 'bound'
            : 'connection';
    return { by, socket: other.id };
  }
  return null;
}

/** A port nobody holds, and the host with its search moved on; null when all are taken. */
export function takeEphemeral(turn: Turn): number | null {
  const count = EPHEMERAL.last - EPHEMERAL.first + 1;
  for (let i = 0; i < count; i++) {
    const port = EPHEMERAL.first + ((turn.host.nextEphemeral - EPHEMERAL.first + i) % count);
    if (getTable(turn.host.ports, port) !== undefined) continue;
    turn.host.nextEphemeral = port === EPHEMERAL.last ? EPHEMERAL.first : port + 1;
    return port;
  }
  return null;
}
