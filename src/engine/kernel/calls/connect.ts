import { abort, openActive } from '../../tcp/index.ts';
import { type Address, ANY_ADDRESS, type Endpoint } from '../../wire/address.ts';
import { sourceAddressFor } from '../addresses.ts';
import { configOf, newInitialSequenceNumber } from '../configuration.ts';
import { applyOutcome } from '../connection.ts';
import type { Socket } from '../host.ts';
import { findConnection, holdConnection, takeEphemeral } from '../ports.ts';
import { stopListening } from '../release.ts';
import { socketOf, type Turn, updateSocket } from '../turn.ts';
import { type Answer, done, refuse, sleepOn, type SocketCall } from './answer.ts';

const ENDED_BY = {
  ECONNREFUSED: 'connect-econnrefused',
  ETIMEDOUT: 'connect-etimedout',
  ECONNRESET: 'connect-econnreset',
} as const;

const inHandshake = (socket: Socket): boolean =>
  socket.tcb?.connection.state === 'SYN-SENT' || socket.tcb?.connection.state === 'SYN-RECEIVED';

/** connect(2), as Linux's inet_stream_connect goes through a socket's association (F08, F25, F39–F42, F67, F81, F82). */
export function callConnect(request: SocketCall<'connect'>): Answer {
  const { turn, call, pending, socket, description } = request;
  if (call.address === null) return dissolve(turn, socket);
  if (socket.association === 'connected') {
    return refuse('EISCONN', socket.tcb === null ? 'connect-eisconn-ended' : 'connect-eisconn');
  }
  const first = socket.association === 'none';
  if (first) {
    if (socket.listening !== null) return refuse('EISCONN', 'connect-eisconn-listening');
    const refusal = begin(turn, socket, { address: call.address, port: call.port });
    if (refusal !== null) return refusal;
  }
  const now = socketOf(turn, socket.id) as Socket;
  if (inHandshake(now)) {
    if (description.nonblocking) {
      return first ? refuse('EINPROGRESS', 'connect-einprogress') : refuse('EALREADY', 'connect-ealready');
    }
    return sleepOn(pending, socket.id, 'handshake', 'blocks-handshake');
  }
  return conclude(turn, now);
}

/** The handshake is over, well or badly. */
function conclude(turn: Turn, socket: Socket): Answer {
  if (socket.tcb !== null) {
    updateSocket(turn, socket.id, { association: 'connected' });
    return done('connect-established');
  }
  const errno =
    socket.error === 'ECONNREFUSED' || socket.error === 'ETIMEDOUT' || socket.error === 'ECONNRESET'
      ? socket.error
      : null;
  freshen(turn, socket.id);
  return errno === null ? refuse('ECONNABORTED', 'connect-econnaborted') : refuse(errno, ENDED_BY[errno]);
}

/** Back to a socket that was never connected (Linux's tcp_disconnect). The stale name stays readable (F09). */
function freshen(turn: Turn, id: number): void {
  const cleared = { association: 'none', error: null, sendShut: false, receiveShut: false, remains: null } as const;
  updateSocket(turn, id, { ...cleared, past: 'never', remote: null });
}

/** connect with AF_UNSPEC: resets a connection and frees the socket for another (F67, F81). */
function dissolve(turn: Turn, socket: Socket): Answer {
  if (socket.listening !== null) stopListening(turn, socket.id, 'connect-unspec');
  else if (socket.tcb !== null) applyOutcome(turn, socket.id, abort(socket.tcb, turn.now));
  freshen(turn, socket.id);
  return done('connect-unspec');
}

/** Chooses the names of both ends and sends the SYN. Returns the refusal when that cannot be. */
function begin(turn: Turn, socket: Socket, target: Endpoint): Answer | null {
  // An unspecified destination is the host itself (ip(7): INADDR_ANY as a destination).
  const address = target.address === ANY_ADDRESS ? ('127.0.0.1' as Address) : target.address;
  const remote = { address, port: target.port };
  const named = socket.holdsPort ? socket.local : null;
  const from = named === null || named.address === ANY_ADDRESS ? sourceAddressFor(turn.host, address) : named.address;
  const port = named?.port ?? takeEphemeral(turn);
  if (port === null) return refuse('EADDRNOTAVAIL', 'connect-eaddrnotavail-no-port');
  const local = { address: from, port };
  const other = findConnection(turn.host, local, remote);
  if (other !== undefined) {
    if (other.tcb?.connection.state !== 'TIME-WAIT') return refuse('EADDRNOTAVAIL', 'connect-eaddrnotavail-in-use');
    // A socket bound to the port takes the place of its own TIME-WAIT (Linux's twsk_unique; F85).
    applyOutcome(turn, other.id, {
      tcb: null,
      segments: [],
      notes: [{ kind: 'state', rule: 'time-wait-reused', from: 'TIME-WAIT', to: 'CLOSED' }],
    });
  }
  holdConnection(turn, socket.id, local, remote);
  updateSocket(turn, socket.id, {
    association: 'connecting',
    error: null,
    sendShut: false,
    receiveShut: false,
    remains: null,
  });
  turn.emit({
    at: turn.now,
    host: turn.host.name,
    socket: socket.id,
    kind: 'socket-connected-to',
    rule: 'connect-started',
    local,
    remote,
  });
  const config = configOf(turn.host, socket.options);
  applyOutcome(turn, socket.id, openActive(local, remote, newInitialSequenceNumber(turn), config, turn.now));
  return null;
}
