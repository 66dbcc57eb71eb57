import { LINUX_CONFIG, type TcpConfig, TEXTBOOK_CONFIG } from '../tcp/index.ts';
import { type SequenceNumber, sequenceNumber } from '../wire/sequence-number.ts';
import type { Host, SocketOptions } from './host.ts';
import type { Turn } from './turn.ts';

/** How a new connection of this host behaves: the host's profile, changed by the socket's options. */
export function configOf(host: Host, options: SocketOptions): TcpConfig {
  const base = host.profile === 'linux' ? LINUX_CONFIG : TEXTBOOK_CONFIG;
  return {
    ...base,
    nagle: base.nagle && !options.noDelay,
    receiveBuffer: options.receiveBuffer ?? base.receiveBuffer,
    sendBuffer: options.sendBuffer ?? base.sendBuffer,
  };
}

/**
 * An initial sequence number nobody can guess (RFC 6528). Drawn from the World's generator, so that a replay has the
 * same ones.
 */
export const newInitialSequenceNumber = (turn: Turn): SequenceNumber =>
  sequenceNumber(Math.floor(turn.random() * 4294967296));
