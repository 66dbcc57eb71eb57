import type { CallScript } from '../../programs/call-script.ts';

/** A scenario that can be opened by name. */
export interface CatalogueEntry {
  readonly id: string;
  readonly script: CallScript;
}

/** The scenarios that the application offers, the default first. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  {
    id: 'echo',
    script: {
      name: 'echo',
      title: { en: 'Echo: the eight calls', 'pt-BR': 'Eco: as oito chamadas' },
      about: {
        en: 'A server and a client go through all eight calls, from SOCKET to CLOSE.',
        'pt-BR': 'Um servidor e um cliente passam pelas oito chamadas, de SOCKET a CLOSE.',
      },
      hosts: { client: '10.0.0.1', server: '10.0.0.2' },
      processes: { C: { host: 'client' }, S: { host: 'server' } },
      steps: [
        { process: 'S', call: 'socket', as: 'ls' },
        { process: 'S', call: 'bind', fd: 'ls', address: '10.0.0.2', port: 8080 },
        { process: 'S', call: 'listen', fd: 'ls', backlog: 1 },
        { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
        { process: 'C', call: 'socket', as: 'c' },
        { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
        { process: 'C', call: 'send', fd: 'c', data: 'hello' },
        { process: 'S', call: 'recv', fd: 'a', length: 100 },
        { process: 'S', call: 'send', fd: 'a', data: 'hello' },
        { process: 'C', call: 'recv', fd: 'c', length: 100 },
        { process: 'C', call: 'close', fd: 'c' },
        { process: 'S', call: 'recv', fd: 'a', length: 100 },
        { process: 'S', call: 'close', fd: 'a' },
        { process: 'S', call: 'close', fd: 'ls' },
      ],
    },
  },
];
