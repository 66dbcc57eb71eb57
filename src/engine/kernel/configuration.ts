import { LINUX_CONFIG, type TcpConfig, TEXTBOOK_CONFIG } from '../tcp/index.ts';
import { milliseconds, seconds } from '../base/time.ts';
import { type Endpoint, showEndpoint } from '../wire/address.ts';
import { type SequenceNumber, sequenceNumber } from '../wire/sequence-number.ts';
import type { Host, SocketOptions } from './host.ts';
import type { Turn } from './turn.ts';

/** How a new connection of this host behaves: the host's profile, changed by the socket's options. */
export function configOf(host: Host, options: SocketOptions): TcpConfig {
  const base = host.profile === 'linux' ? LINUX_CONFIG : TEXTBOOK_CONFIG;
  const keepAlive = options.keepAlive
    ? {
        idle: seconds(options.keepIdle ?? 7200),
        interval: seconds(options.keepInterval ?? 75),
        count: options.keepCount ?? 9,
      }
    : null;
  return {
    ...base,
    mss: Math.min(base.mss, options.maxSegment ?? base.mss),
    nagle: base.nagle && !options.noDelay,
    receiveBuffer: options.receiveBuffer ?? base.receiveBuffer,
    receiveBufferFixed: options.receiveBuffer !== null,
    sendBuffer: options.sendBuffer ?? base.sendBuffer,
    cork: options.cork ?? false,
    keepAlive,
    userTimeout: options.userTimeout === undefined ? null : milliseconds(options.userTimeout),
  };
}

/** The clock behind initial sequence numbers ticks every 64 ns, as Linux's does. */
const TICKS_PER_MICROSECOND = 15.625;

/**
 * An initial sequence number (RFC 6528): a clock, so that a new connection between the same ends begins after all that
 * the last one used, plus a hash of both ends that nobody outside can guess.
 */
export function newInitialSequenceNumber(turn: Turn, local: Endpoint, remote: Endpoint): SequenceNumber {
  let hash = turn.host.secret;
  for (const character of `${showEndpoint(local)} ${showEndpoint(remote)}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  return sequenceNumber((hash + Math.floor(turn.now * TICKS_PER_MICROSECOND)) % 4294967296);
}
