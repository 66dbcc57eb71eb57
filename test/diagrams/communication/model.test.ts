import { expect, test } from 'vitest';
import { diagrams } from '../../../src/app/i18n/en/diagrams.ts';
import { communicationOf } from '../../../src/diagrams/communication/model.ts';
import { communicationTable } from '../../../src/diagrams/communication/table.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { success } from '../../../src/engine/posix/call.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { scenarioRuns } from '../../support/scenario-timelines.ts';
import { PAIR } from '../../support/sequence-diagram.ts';
import { calls, TraceBuilder } from '../../support/trace-builder.ts';

const traces = new Map((await scenarioRuns()).map(({ id, timeline }) => [id, logItems(timeline.trace)]));
const traceOf = (id: string): readonly TraceEvent[] => traces.get(id) ?? [];

const told = (trace: readonly TraceEvent[], count = trace.length): string[] =>
  communicationTable(
    communicationOf(trace),
    { count },
    { cast: PAIR, words: diagrams.communication, classOf: socketClassesOf(null, trace), most: 1000 },
  ).rows.map(({ cells: [number, from, to, message] }) => `${number} ${from} -> ${to}: ${message}`);

test('what a message causes is numbered below it, and a reply has no number', () => {
  expect(told(traceOf('echo')).slice(0, 12)).toEqual([
    '1 server program -> s : ServerSocket (server): socket()',
    '2 server program -> s : ServerSocket (server): bind(:8080)',
    '3 server program -> s : ServerSocket (server): listen(1)',
    '4 server program -> s : ServerSocket (server): accept()',
    '5 client program -> c : ClientSocket (client): socket()',
    '6 client program -> c : ClientSocket (client): connect(:8080)',
    '6.1 c : ClientSocket (client) -> s : ServerSocket (server): SYN',
    '6.1.1 a : ClientSocket (server) -> c : ClientSocket (client): SYN ACK',
    '6.1.1.1 c : ClientSocket (client) -> a : ClientSocket (server): ACK',
    ' c : ClientSocket (client) -> client program: returns 0',
    ' s : ServerSocket (server) -> server program: returns 4',
    expect.stringMatching(/^7 /),
  ]);
});

test('a socket has its name from when the program gave it, and its class at all times', () => {
  const trace = traceOf('echo');
  const listening = trace.findIndex((event) => event.kind === 'state' && event.to === 'LISTEN');
  const accepted = trace.findIndex((event) => event.kind === 'return' && event.call.name === 'accept');
  expect(told(trace, listening)[0]).toBe('1 server program -> s : ServerSocket (server): socket()');
  expect(told(trace, accepted)).toContain('6.1.1.1 c : ClientSocket (client) -> : ClientSocket (server): ACK');
});

test('where nobody listens the kernel answers', () => {
  expect(told(traceOf('refused')).slice(0, 4)).toEqual([
    '1 client program -> c : ClientSocket (client): socket()',
    '2 client program -> c : ClientSocket (client): connect(:8080)',
    '2.1 c : ClientSocket (client) -> server kernel: SYN',
    '2.1.1 server kernel -> c : ClientSocket (client): RST ACK',
  ]);
});

test('what a packet filter answers is numbered below what it turned away', () => {
  const all = told(traceOf('firewall'));
  expect(all).toContain('5.1 c : ClientSocket (client) -> s : ServerSocket (server): SYN (dropped by the firewall)');
  const connected = all.filter((line) => line.startsWith('6.1'));
  expect(connected).toEqual([
    '6.1 c : ClientSocket (client) -> s : ServerSocket (server): SYN (rejected by the firewall)',
    '6.1.1 server kernel -> c : ClientSocket (client): RST ACK',
  ]);
});

test('no message of any scenario is without a cause', () => {
  for (const [id, trace] of traces)
    expect(
      told(trace).filter((line) => line.startsWith('0.')),
      id,
    ).toEqual([]);
});

test('a repeat stands beside what it repeats', () => {
  const lines = told(traceOf('lost-syn')).filter((line) => line.includes('SYN'));
  expect(lines.slice(0, 2)).toEqual([
    expect.stringMatching(/^\d\.1 .*: SYN \(lost on the way\)$/),
    expect.stringMatching(/^\d\.2 .*: SYN \(retransmission\)$/),
  ]);
});

test('a call on a descriptor that is no socket goes to the kernel, and its error comes back', () => {
  const built = new TraceBuilder().does('C', calls.close(9), 'EBADF');
  expect(told(built.events)).toEqual([
    '1 client program -> client kernel: close()',
    ' client kernel -> client program: returns -1 EBADF',
  ]);
});

test('SIGKILL comes from outside: the program does not send it, its kernel delivers it', () => {
  const built = new TraceBuilder().does('C', { name: 'kill' }, { ...success(0), signal: 'SIGKILL' });
  expect(told(built.events)).toEqual(['1 client kernel -> client program: SIGKILL']);
});

test('the summary counts', () => {
  const model = communicationOf(traceOf('echo'));
  const classOf = socketClassesOf(null, traceOf('echo'));
  const style = { cast: PAIR, words: diagrams.communication, classOf, most: 9 };
  const { summary } = communicationTable(model, { count: 0 }, style);
  expect(summary).toBe('Communication diagram with 2 objects, no links and no messages.');
});
