import { type Micros, micros } from '../../base/time.ts';
import type { Call, Linger, OptionValue, SocketOption, Timeval } from '../../posix/call.ts';
import { reconfigure } from '../../tcp/index.ts';
import { applyOutcome } from '../connection.ts';
import { setNonblocking } from '../descriptors.ts';
import type { OpenDescription, Socket, SocketOptions } from '../host.ts';
import { livingConfig, tunedConfig } from '../tuned.ts';
import { type Turn, updateSocket } from '../turn.ts';
import { type Answer, type Caller, done, refuse, type SocketCall } from './answer.ts';

type FcntlCall = Extract<Call, { readonly name: 'fcntl' }>;

/** Linux doubles what a program asks for, and has a floor (socket(7); F74). */
const bufferSize = (asked: number, floor: number, most: number): number =>
  Math.max(Math.min(asked >>> 0, most) * 2, floor);
const MINIMUM_SEND_BUFFER = 4608;
const MINIMUM_RECEIVE_BUFFER = 2304;

const numeric = (value: OptionValue): number =>
  typeof value === 'number' ? value : 'onoff' in value ? value.onoff : value.seconds;
const lingerOf = (value: OptionValue): Linger => {
  const { onoff, seconds: time } =
    typeof value === 'object' && 'onoff' in value ? value : { onoff: numeric(value), seconds: 0 };
  return { onoff: Number(onoff !== 0), seconds: time };
};

/** The kernel counts time-outs in ticks, here 250 a second as Debian has it, and rounds up. */
const TICK = 4_000;
const SECOND = 1_000_000;

/** Null: no limit. Undefined: microseconds out of range. A negative time: the calls do not wait at all. */
function timeoutOf(value: OptionValue): Micros | null | undefined {
  const time: Timeval = typeof value === 'object' && 'micros' in value ? value : { seconds: numeric(value), micros: 0 };
  if (time.micros < 0 || time.micros >= SECOND) return undefined;
  if (time.seconds < 0) return micros(0);
  const ticks = (time.seconds * SECOND) / TICK + Math.ceil(time.micros / TICK);
  return ticks === 0 ? null : micros(ticks * TICK);
}

const timevalOf = (limit: Micros | undefined): Timeval => ({
  seconds: Math.floor((limit ?? 0) / SECOND),
  micros: (limit ?? 0) % SECOND,
});

/** What tcp(7)'s options may be set to; TCP_MAXSEG also to 0, as it was. */
const RANGES: Readonly<Partial<Record<SocketOption, readonly [number, number]>>> = {
  TCP_KEEPIDLE: [1, 32_767],
  TCP_KEEPINTVL: [1, 32_767],
  TCP_KEEPCNT: [1, 127],
  TCP_USER_TIMEOUT: [0, 2 ** 31 - 1],
  TCP_MAXSEG: [88, 32_767],
};

function outOfRange({ option, value }: SocketCall<'setsockopt'>['call']): boolean {
  const range = RANGES[option];
  const asked = numeric(value);
  if (range === undefined || (option === 'TCP_MAXSEG' && asked === 0)) return false;
  return asked < range[0] || asked > range[1];
}

/** setsockopt(2). SO_REUSEADDR is read by bind, so that setting it afterwards has no effect on that bind (socket(7)). */
export function callSetsockopt({ turn, call, socket }: SocketCall<'setsockopt'>): Answer {
  const timed = call.option === 'SO_RCVTIMEO' || call.option === 'SO_SNDTIMEO';
  if (timed && timeoutOf(call.value) === undefined) return refuse('EDOM', 'setsockopt-edom');
  if (outOfRange(call)) return refuse('EINVAL', 'setsockopt-einval');
  const change = timed
    ? { [call.option === 'SO_RCVTIMEO' ? 'receiveTimeout' : 'sendTimeout']: timeoutOf(call.value) ?? undefined }
    : changeOf(call, tunedConfig(turn.host, socket.options).largestBufferAsked);
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

function changeOf({ option, value }: SocketCall<'setsockopt'>['call'], most: number): Partial<SocketOptions> | null {
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
      return { maxSegment: numeric(value) === 0 ? undefined : numeric(value) };
    case 'TCP_KEEPIDLE':
      return { keepIdle: numeric(value) };
    case 'TCP_KEEPINTVL':
      return { keepInterval: numeric(value) };
    case 'TCP_KEEPCNT':
      return { keepCount: numeric(value) };
    case 'TCP_USER_TIMEOUT':
      return { userTimeout: numeric(value) };
    case 'SO_RCVBUF':
      return { receiveBuffer: bufferSize(numeric(value), MINIMUM_RECEIVE_BUFFER, most) };
    case 'SO_SNDBUF':
      return { sendBuffer: bufferSize(numeric(value), MINIMUM_SEND_BUFFER, most) };
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
/** What a socket without a connection says: what every host can take (RFC 9293 §3.7.1). */
const UNKNOWN_MAXSEG = 536;
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
    case 'SO_RCVTIMEO':
      return timevalOf(options.receiveTimeout);
    case 'SO_SNDTIMEO':
      return timevalOf(options.sendTimeout);
    case 'TCP_CORK':
      return Number(options.cork ?? false);
    case 'TCP_MAXSEG':
      return socket.tcb === null ? (options.maxSegment ?? UNKNOWN_MAXSEG) : socket.tcb.send.mss;
    case 'TCP_KEEPIDLE':
      return options.keepIdle ?? 7_200;
    case 'TCP_KEEPINTVL':
      return options.keepInterval ?? 75;
    case 'TCP_KEEPCNT':
      return options.keepCount ?? 9;
    case 'TCP_USER_TIMEOUT':
      return options.userTimeout ?? 0;
    case 'SO_ERROR':
      return socket.error === null ? 0 : (ERROR_NUMBER[socket.error] ?? 0);
    default:
      return null;
  }
}

const O_RDWR = 2;
const O_NONBLOCK = 0o4000;

/** fcntl(2) with F_SETFL, which sets or clears O_NONBLOCK, or F_GETFL. It works on any descriptor. */
export function callFcntl(
  turn: Turn,
  caller: Caller,
  call: FcntlCall,
  { nonblocking }: Pick<OpenDescription, 'nonblocking'>,
): Answer {
  if (call.option === 'F_GETFL') return done('fcntl-getfl', nonblocking ? O_RDWR | O_NONBLOCK : O_RDWR);
  setNonblocking(turn, caller.process, call.fd, call.value);
  return done('fcntl-done');
}
