import type { TcpConfig } from '../tcp/index.ts';
import { configOf } from './configuration.ts';
import type { Host, SocketOptions } from './host.ts';

/**
 * How a new connection of this host behaves, with what its administrator has set. An administrator's setting is the
 * default of every socket, so what a program asks for on its own socket stays.
 */
export function tunedConfig(host: Host, options: SocketOptions): TcpConfig {
  const config = configOf(host, options);
  if (host.tuning === undefined) return config;
  const asked = {
    ...(options.receiveBuffer === null ? {} : { receiveBuffer: config.receiveBuffer }),
    ...(options.sendBuffer === null ? {} : { sendBuffer: config.sendBuffer }),
    ...(options.noDelay ? { nagle: config.nagle } : {}),
    ...(options.maxSegment === undefined ? {} : { mss: Math.min(host.tuning.mss ?? config.mss, options.maxSegment) }),
  };
  return { ...config, ...host.tuning, ...asked };
}
