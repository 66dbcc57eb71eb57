import { later, seconds } from '../base/time.ts';
import { configured, type TcpConfig } from '../tcp/index.ts';
import type { Address } from '../wire/address.ts';
import type { SocketOptions } from './host.ts';
import { tunedConfig } from './tuned.ts';
import type { Turn } from './turn.ts';

/** How long Linux believes what it was told of a path (ip(7); sysctl net.ipv4.route.mtu_expires). */
const BELIEVED = seconds(600);
/** IPv4 and TCP headers without options. */
const HEADERS = 40;

/** Packets to `address` must not be larger than `mtu` bytes (RFC 1191 §6.3). */
export function notePathMtu(turn: Turn, address: Address, mtu: number): void {
  turn.host.pathMtu = { ...turn.host.pathMtu, [address]: { mtu, until: later(turn.now, BELIEVED) } };
}

/**
 * How a new connection of this host to `address` behaves. A smaller packet size that is known of the path bounds what the
 * SYN announces, too, as on Linux (observed: MSS 960 in the SYN after a path MTU of 1000).
 */
export function configToward(turn: Turn, options: SocketOptions, address: Address): TcpConfig {
  const config = tunedConfig(turn.host, options);
  const known = turn.host.pathMtu?.[address];
  if (known === undefined || known.until <= turn.now) return config;
  return configured({ ...config, mss: Math.min(config.mss, known.mtu - HEADERS) });
}
