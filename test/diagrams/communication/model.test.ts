import { expect, test } from 'vitest';
import { diagrams } from '../../../src/app/i18n/en/diagrams.ts';
import { communicationOf } from '../../../src/diagrams/communication/model.ts';
import { communicationTable } from '../../../src/diagrams/communication/table.ts';
import { socketClassesOf } from '../../../src/diagrams/socket-classes.ts';
import { logItems } from '../../../src/engine/base/log.ts';
import { success } from '../../../src/engine/posix/call.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { isLit, tiesOf } from '../../../src/diagrams/ties.ts';
import type { CallScript } from '../../../src/programs/call-script.ts';
import { narrow, rejecting } from '../../support/icmp-scripts.ts';
import { observedRun } from '../../support/observed-run.ts';
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

const runOf = (script: CallScript): readonly TraceEvent[] => observedRun(script, 'patient').flat();

test('what ICMP tells goes from kernel to kernel, numbered below the segment that it is about', () => {
  const trace = runOf(rejecting);
  expect(told(trace).slice(4)).toEqual([
    '5 client program -> c : ClientSocket (client): connect(:8080)',
    '5.1 c : ClientSocket (client) -> s : ServerSocket (server): SYN (rejected by the firewall)',
    '5.1.1 server kernel -> client kernel: ICMP: port unreachable',
    ' c : ClientSocket (client) -> client program: returns -1 ECONNREFUSED',
  ]);
});

test('a router half way tells that a packet is too large, and what is sent because of that is numbered below', () => {
  const lines = told(runOf(narrow));
  const router = lines.find((line) => line.includes('ICMP'));
  expect(router).toMatch(/^6\.1\.1 : Router -> client kernel: ICMP: fragmentation needed$/);
  expect(lines.filter((line) => line.startsWith('0.'))).toEqual([]);
});

test('an ICMP message is lit with the segment that it is about', () => {
  const trace = runOf(rejecting);
  const { messages } = communicationOf(trace);
  const [syn, icmp] = messages.filter(({ says }) => says.kind === 'segment' || says.kind === 'icmp');
  expect(isLit(tiesOf(trace, syn?.subject ?? null), icmp?.subject ?? null)).toBe(true);
});

test('an epoll instance is an object from its making to the close of its last descriptor', () => {
  const trace = traceOf('edge-triggered');
  const lines = told(trace).filter((line) => line.includes('Epoll'));
  expect(lines.slice(0, 4)).toEqual([
    '7 server program -> ep : Epoll (server): epoll_create1(0)',
    '8 server program -> ep : Epoll (server): epoll_ctl(ADD, 4, IN|ET)',
    '9 server program -> ep : Epoll (server): epoll_wait(10, -1)',
    ' ep : Epoll (server) -> server program: returns 1 (4 IN)',
  ]);
  expect(lines.at(-1)).toMatch(/close\(\)$/);
  const { participants } = communicationOf(trace);
  const epoll = participants.find(({ is }) => is.kind === 'epoll');
  const closed = trace.findIndex((event) => event.kind === 'return' && event.call === lastClose(trace));
  expect(epoll?.closedSince).toBe(closed);
  expect(participants.filter(({ is }) => is.kind === 'kernel')).toEqual([]);
});

/** The close of the epoll instance: the last but one, before that of the socket that listens. */
const lastClose = (trace: readonly TraceEvent[]) =>
  trace.flatMap((event) => (event.kind === 'return' && event.call.name === 'close' ? [event.call] : [])).at(-2);

test('a copy of its descriptor keeps an epoll instance open', () => {
  const built = new TraceBuilder()
    .does('S', { name: 'epoll_create1', cloexec: false }, success(3))
    .does('S', { name: 'dup', fd: 3 }, success(4))
    .does('S', calls.close(3), success(0))
    .does('S', { name: 'epoll_wait', fd: 4, maxevents: 1, timeout: 0 }, { ...success(0), ready: [] });
  const epoll = () => communicationOf(built.events).participants.find(({ is }) => is.kind === 'epoll');
  expect(
    communicationOf(built.events)
      .participants.map(({ is }) => is.kind)
      .toSorted(),
  ).toEqual(['epoll', 'program']);
  expect(epoll()?.closedSince).toBeNull();
  built.does('S', calls.close(4), success(0));
  expect(epoll()?.closedSince).toBe(built.events.length - 1);
});

test('the summary counts', () => {
  const model = communicationOf(traceOf('echo'));
  const classOf = socketClassesOf(null, traceOf('echo'));
  const style = { cast: PAIR, words: diagrams.communication, classOf, most: 9 };
  const { summary } = communicationTable(model, { count: 0 }, style);
  expect(summary).toBe('Communication diagram with 2 objects, no links and no messages.');
});
