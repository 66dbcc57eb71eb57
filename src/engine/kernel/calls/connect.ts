import { abort, initialSequenceAfter, openActive, shutdownRead } from '../../tcp/index.ts';
import type { TcpState } from '../../trace/connection-note.ts';
import { type Address, ANY_ADDRESS, type Endpoint } from '../../wire/address.ts';
import { sourceAddressFor } from '../addresses.ts';
import { newInitialSequenceNumber } from '../configuration.ts';
import { applyOutcome } from '../connection.ts';
import { announce } from '../epoll.ts';
import type { Socket } from '../host.ts';
import { findConnection, holdConnection, takeEphemeral } from '../ports.ts';
import { stopListening } from '../release.ts';
import { forgetTimeWait, splitTimeWait } from '../time-wait.ts';
import { configToward } from '../path-mtu.ts';
import { inHandshake } from '../sleep.ts';
import { socketOf, type Turn, updateSocket } from '../turn.ts';
import { type Answer, done, refuse, sleepUpTo, type SocketCall } from './answer.ts';

const ENDED_BY = {
  ECONNREFUSED: 'connect-econnrefused',
  ETIMEDOUT: 'connect-etimedout',
  ECONNRESET: 'connect-econnreset',
  EHOSTUNREACH: 'connect-ehostunreach',
} as const;

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
    // The time-out of sending is that of connecting as well; the handshake goes on without the call (socket(7)).
    const began = first || pending.began;
    const limit = socket.options.sendTimeout;
    const asleep = sleepUpTo(turn, { ...pending, began }, socket.id, 'handshake', 'blocks-handshake', limit);
    if (asleep !== null) return asleep;
    return began
      ? refuse('EINPROGRESS', 'connect-einprogress-timeout')
      : refuse('EALREADY', 'connect-ealready-timeout');
  }
  return conclude(turn, now);
}

/** The handshake is over, well or badly. */
function conclude(turn: Turn, socket: Socket): Answer {
  if (socket.tcb?.connection.state === 'TIME-WAIT') splitTimeWait(turn, socket);
  else if (socket.tcb !== null) {
    updateSocket(turn, socket.id, { association: 'connected' });
    return done('connect-established');
  }
  const { error } = socket;
  const errno = error !== null && error in ENDED_BY ? (error as keyof typeof ENDED_BY) : null;
  freshen(turn, socket);
  return errno === null ? refuse('ECONNABORTED', 'connect-econnaborted') : refuse(errno, ENDED_BY[errno]);
}

/**
 * Back to a socket that was never connected (Linux's tcp_disconnect). An address that the program did not choose is
 * forgotten; a port stays readable even when it is no longer held (F09, F89).
 */
function freshen(turn: Turn, socket: Socket): void {
  const local =
    socket.local === null || socket.addressChosen ? socket.local : { ...socket.local, address: ANY_ADDRESS };
  const cleared = { association: 'none', error: null, sendShut: false, receiveShut: false, remains: null } as const;
  updateSocket(turn, socket.id, { ...cleared, past: 'never', remote: null, local });
}

/** connect with AF_UNSPEC: resets a connection and frees the socket for another (F67, F81). */
function dissolve(turn: Turn, socket: Socket): Answer {
  disconnect(turn, socket);
  announce(turn, socket.id, 'changed');
  return done('connect-unspec');
}

/** Ends whatever the socket is in the middle of. What is cut off leaves ECONNRESET pending (Linux's tcp_disconnect). */
export function disconnect(turn: Turn, socket: Socket): void {
  const state = socket.tcb?.connection.state;
  if (socket.listening !== null) stopListening(turn, socket.id, 'connect-unspec');
  else if (state === 'TIME-WAIT') splitTimeWait(turn, socket);
  else if (socket.tcb !== null) applyOutcome(turn, socket.id, abort(socket.tcb, turn.now));
  const after = socketOf(turn, socket.id);
  if (after === undefined) return;
  freshen(turn, after);
  if (state !== undefined && cutsOff(state)) updateSocket(turn, socket.id, { error: 'ECONNRESET' });
}

const cutsOff = (state: TcpState): boolean => state !== 'TIME-WAIT' && state !== 'CLOSING' && state !== 'LAST-ACK';

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
  let iss = newInitialSequenceNumber(turn, local, remote);
  const other = findConnection(turn.host, local, remote);
  if (other !== undefined) {
    if (other.tcb?.connection.state !== 'TIME-WAIT') return refuse('EADDRNOTAVAIL', 'connect-eaddrnotavail-in-use');
    // A socket bound to the port takes the place of its own TIME-WAIT (Linux's twsk_unique; F85).
    iss = initialSequenceAfter(other.tcb);
    forgetTimeWait(turn, other);
  }
  holdConnection(turn, socket.id, local, remote);
  updateSocket(turn, socket.id, {
    association: 'connecting',
    error: null,
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
  const config = configToward(turn, socket.options, address);
  const opened = openActive(local, remote, iss, config, turn.now);
  // A shutdown that failed because nothing was connected has shut the socket all the same, and stays in force.
  const shut = socket.receiveShut && opened.tcb !== null;
  applyOutcome(turn, socket.id, shut ? { ...opened, tcb: shutdownRead(opened.tcb) } : opened);
  return null;
}
