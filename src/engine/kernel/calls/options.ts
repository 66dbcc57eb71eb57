import type { Linger, OptionValue } from '../../posix/call.ts';
import { reconfigure } from '../../tcp/index.ts';
import { applyOutcome } from '../connection.ts';
import { setNonblocking } from '../descriptors.ts';
import type { Socket, SocketOptions } from '../host.ts';
import { livingConfig } from '../tuned.ts';
import { updateSocket } from '../turn.ts';
import { type Answer, done, refuse, type SocketCall } from './answer.ts';

/** Linux doubles what a program asks for, and has a floor (socket(7); F74). */
const bufferSize = (asked: number, floor: number): number => Math.max(asked * 2, floor);
const MINIMUM_SEND_BUFFER = 4608;
const MINIMUM_RECEIVE_BUFFER = 2304;

const numeric = (value: OptionValue): number => (typeof value === 'number' ? value : value.onoff);
const lingerOf = (value: OptionValue): Linger => (typeof value === 'number' ? { onoff: value, seconds: 0 } : value);

/** setsockopt(2). SO_REUSEADDR is read by bind, so that setting it afterwards has no effect on that bind (socket(7)). */
export function callSetsockopt({ turn, call, socket }: SocketCall<'setsockopt'>): Answer {
  const change = changeOf(call);
  if (change === null) return refuse('ENOPROTOOPT', 'setsockopt-enoprotoopt');
  const options = { ...socket.options, ...change };
  updateSocket(turn, socket.id, { options });
  if (socket.tcb !== null) {
    const outcome = reconfigure(socket.tcb, livingConfig(turn.host, options), turn.now);
    applyOutcome(turn, socket.id, outcome);
  }
  const late = call.option === 'SO_REUSEADDR' && (socket.holdsPort || socket.listening !== null);
  return done(late ? 'setsockopt-reuseaddr-late' : 'setsockopt-done');
}

function changeOf({ option, value }: SocketCall<'setsockopt'>['call']): Partial<SocketOptions> | null {
  const on = numeric(value) !== 0;
  switch (option) {
    case 'SO_REUSEADDR':
      return { reuseAddress: on };
    case 'SO_REUSEPORT':
      return { reusePort: on };
    case 'SO_KEEPALIVE':
      return { keepAlive: on };
    case 'TCP_NODELAY':
      return { noDelay: on };
    case 'SO_LINGER':
      return { linger: lingerOf(value) };
    case 'TCP_CORK':
      return { cork: on };
    case 'TCP_MAXSEG':
      return { maxSegment: numeric(value) };
    case 'TCP_KEEPIDLE':
      return { keepIdle: numeric(value) };
    case 'TCP_KEEPINTVL':
      return { keepInterval: numeric(value) };
    case 'TCP_KEEPCNT':
      return { keepCount: numeric(value) };
    case 'TCP_USER_TIMEOUT':
      return { userTimeout: numeric(value) };
    case 'SO_RCVBUF':
      return { receiveBuffer: bufferSize(numeric(value), MINIMUM_RECEIVE_BUFFER) };
    case 'SO_SNDBUF':
      return { sendBuffer: bufferSize(numeric(value), MINIMUM_SEND_BUFFER) };
    default:
      return null;
  }
}

/** getsockopt(2). SO_ERROR reads the pending error and clears it (F34–F36). */
export function callGetsockopt({ turn, call, socket }: SocketCall<'getsockopt'>): Answer {
  const value = valueOf(call.option, socket);
  if (value === null) return refuse('ENOPROTOOPT', 'getsockopt-enoprotoopt');
  if (call.option === 'SO_ERROR') updateSocket(turn, socket.id, { error: null });
  return done('getsockopt-done', 0, { value });
}

/** The numbers of errno(3) on Linux that a socket can have pending. */
const ERROR_NUMBER: Readonly<Record<string, number>> = {
  EPIPE: 32,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
};
const SOCK_STREAM = 1;
const DEFAULT_RECEIVE_BUFFER = 131_072;
const DEFAULT_SEND_BUFFER = 16_384;

function valueOf(option: string, socket: Socket): OptionValue | null {
  const { options } = socket;
  switch (option) {
    case 'SO_REUSEADDR':
      return Number(options.reuseAddress);
    case 'SO_REUSEPORT':
      return Number(options.reusePort);
    case 'SO_KEEPALIVE':
      return Number(options.keepAlive);
    case 'TCP_NODELAY':
      return Number(options.noDelay);
    case 'SO_LINGER':
      return options.linger;
    case 'SO_RCVBUF':
      return options.receiveBuffer ?? DEFAULT_RECEIVE_BUFFER;
    case 'SO_SNDBUF':
      return options.sendBuffer ?? DEFAULT_SEND_BUFFER;
    case 'SO_TYPE':
      return SOCK_STREAM;
    case 'SO_ACCEPTCONN':
      return Number(socket.listening !== null);
    case 'SO_ERROR':
      return socket.error === null ? 0 : (ERROR_NUMBER[socket.error] ?? 0);
    default:
      return null;
  }
}

/** fcntl(2) F_SETFL with O_NONBLOCK. */
export function callFcntl({ turn, caller, call }: SocketCall<'fcntl'>): Answer {
  setNonblocking(turn, caller.process, call.fd, call.value);
  return done('fcntl-done');
}
