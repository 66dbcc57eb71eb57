import { milliseconds } from '../../../src/engine/base/time.ts';
import type { Recording } from '../../../src/engine/history/recording.ts';
import type { CallScript } from '../../../src/programs/call-script.ts';
import { scriptPrograms } from '../../../src/programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../../src/programs/setting-of.ts';

/**
 * A client that sends so many bytes in one call to a server that reads them in one, over 100 Mbit/s with 10 ms each way;
 * then both close. `loss`: the rate, 0 to 1, at which segments of either direction are lost. Everything else is as in the
 * application: Linux with delayed acknowledgements and CUBIC.
 */
export function transfer(bytes: number, loss: number): Recording {
  const script: CallScript = {
    name: 'transfer',
    hosts: { client: '10.0.0.1', server: '10.0.0.2' },
    processes: { C: { host: 'client' }, S: { host: 'server' } },
    network: { faults: loss === 0 ? [] : [{ action: 'drop', rate: loss }] },
    steps: [
      { process: 'S', call: 'socket', as: 'ls' },
      { process: 'S', call: 'bind', fd: 'ls', address: '10.0.0.2', port: 8080 },
      { process: 'S', call: 'listen', fd: 'ls', backlog: 1 },
      { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
      { process: 'C', call: 'socket', as: 'c' },
      { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
      { process: 'C', call: 'send', fd: 'c', bytes },
      { process: 'S', call: 'recv', fd: 'a', length: bytes, flags: ['MSG_WAITALL'] },
      { process: 'C', call: 'close', fd: 'c' },
      { process: 'S', call: 'close', fd: 'a' },
    ],
  };
  const conditions = { ...APPLICATION_CONDITIONS, delay: milliseconds(10), bandwidth: 100_000_000 };
  return { setting: settingOf(script, conditions), programs: scriptPrograms(script, 'patient'), seed: 1, actions: [] };
}
