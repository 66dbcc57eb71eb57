import { scriptOf } from './observed-run.ts';

/** A client that connects to a server, and what it does then. */
const connecting = (network: object, ...steps: readonly object[]) =>
  scriptOf({
    name: 'test',
    hosts: { client: '10.0.0.1', server: '10.0.0.2' },
    processes: { C: { host: 'client' }, S: { host: 'server' } },
    network,
    steps: [
      { process: 'S', call: 'socket', as: 's' },
      { process: 'S', call: 'bind', fd: 's', address: '10.0.0.2', port: 8080 },
      { process: 'S', call: 'listen', fd: 's', backlog: 5 },
      { process: 'C', call: 'socket', as: 'c' },
      { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
      ...steps,
      { wait: 500 },
    ],
  });

/** The server's firewall answers the SYN with an ICMP message. */
export const rejecting = connecting({
  filters: [{ host: 'server', port: 8080, policy: 'icmp-port-unreachable' }],
});

/** A router half way tells that a segment is too large for the path. */
export const narrow = connecting({ path_mtu: 1000 }, { process: 'C', call: 'send', fd: 'c', bytes: 2000 });
