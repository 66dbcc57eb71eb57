import { configured, type TcpConfig } from '../tcp/index.ts';
import { configOf } from './configuration.ts';
import type { Host, SocketOptions } from './host.ts';

/**
 * How a new connection of this host behaves, with what its administrator has set. An administrator's setting is the
 * default of every socket, so what a program asks for on its own socket stays.
 */
export function tunedConfig(host: Host, options: SocketOptions): TcpConfig {
  const config = configOf(host, options);
  if (host.tuning === undefined) return configured(config);
  const asked = {
    ...(options.receiveBuffer === null ? {} : { receiveBuffer: config.receiveBuffer }),
    ...(options.sendBuffer === null ? {} : { sendBuffer: config.sendBuffer, sendBufferGrows: false }),
    ...(options.noDelay ? { nagle: config.nagle } : {}),
    ...(options.maxSegment === undefined ? {} : { mss: Math.min(host.tuning.mss ?? config.mss, options.maxSegment) }),
  };
  return configured({ ...config, ...host.tuning, ...asked });
}

/** What an option that is set on a living connection changes there; its segment size and its handshake are settled. */
export function livingConfig(host: Host, options: SocketOptions): Partial<TcpConfig> {
  const { nagle, cork, keepAlive, userTimeout, sendBuffer, receiveBuffer, receiveBufferFixed } = tunedConfig(
    host,
    options,
  );
  return {
    nagle,
    cork,
    keepAlive,
    userTimeout,
    ...(options.sendBuffer === null ? {} : { sendBuffer }),
    ...(options.receiveBuffer === null ? {} : { receiveBuffer, receiveBufferFixed }),
  };
}
