import type { Failure, Status } from '../../../../diagrams/use-case/model.ts';
import type { Fault } from '../../../../diagrams/use-case/occurrences.ts';
import type { UseCaseWords } from '../../../../diagrams/use-case/words.ts';
import { formatOf } from '../../format.ts';

const format = formatOf('en');

const fault = (by: Fault): string => (by === 'power-loss' ? 'no power' : by);
const before = (failure: Failure | null): string => (failure === null ? '' : `, failed before: ${fault(failure.by)}`);

function status(s: Status): string {
  switch (s.kind) {
    case 'not-begun':
      return 'not begun';
    case 'under-way':
      return `${s.blocked ? 'under way, the program sleeps' : 'under way'}${before(s.before)}`;
    case 'achieved':
      return `achieved${before(s.before)}`;
    case 'failed':
      return `failed: ${fault(s.by)}`;
  }
}

export const useCase: UseCaseWords = {
  title: 'Use case diagram',
  system: (host) => `${host} program`,
  actor(kind, hosts) {
    switch (kind) {
      case 'user':
        return 'User';
      case 'operator':
        return 'Operator';
      default:
        return hosts.length === 1 ? `${hosts[0]} program` : `${hosts.length} ${kind}`;
    }
  },
  names: {
    connect: 'Connect to the server',
    create: 'Create a socket',
    options: 'Set options',
    bind: 'Bind address and port',
    handshake: 'Perform the handshake',
    'connect-failed': 'Report the failure',
    'retry-connect': 'Try again',
    exchange: 'Exchange data',
    send: 'Send data',
    receive: 'Receive data',
    watch: 'Watch many descriptors',
    'end-of-stream': 'Handle end of stream',
    'half-close': 'End own direction',
    later: 'Come back later',
    broken: 'Report lost connection',
    names: 'Ask for addresses',
    threads: 'Use several threads',
    fork: 'Delegate to a child',
    close: 'Close the connection',
    offer: 'Offer the service',
    listen: 'Listen for connections',
    'bind-failed': 'Report the failure',
    'retry-bind': 'Try again',
    accept: 'Accept a client',
    serve: 'Serve the client',
    stop: 'Stop the service',
  },
  conditions: {
    'connect-failed': '{connect() = -1}',
    'retry-connect': '{connect() = -1}',
    'bind-failed': '{bind() = -1}',
    'retry-bind': '{bind() = -1}',
    'end-of-stream': '{recv() = 0}',
    later: '{errno = EAGAIN}',
    'half-close': '{all sent}',
    broken: '{connection lost}',
    threads: '{several clients}',
    fork: '{several clients}',
  },
  table: {
    columns: { name: 'Use case', relation: 'Belongs to', status: 'Status', calls: 'Calls' },
    includedBy: (goal) => `included in ‘${goal}’`,
    extends: (goal, condition) => `extends ‘${goal}’${condition === null ? '' : ` if ${condition}`}`,
    status,
    calls: (counts) =>
      format.list(counts.map(({ call, times }) => (times === 1 ? call : `${call} ${times}×`))) || 'none',
    summary: ({ system, useCases, actors, achieved, underWay, failed }) =>
      `Use case diagram of the ${system}: ${format.plural(useCases, { one: '# use case', other: '# use cases' })} and ${format.plural(actors, { one: '# actor', other: '# actors' })}; ${achieved} achieved, ${underWay} under way, ${failed} failed.`,
  },
};
