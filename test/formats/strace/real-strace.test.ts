import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cppCallsOfScript } from '../../../src/formats/cpp/cpp-call.ts';
import { cppSource } from '../../../src/formats/cpp/cpp-source.ts';
import { strace } from '../../../src/formats/strace/strace.ts';
import type { CallScript, CallStep } from '../../../src/programs/call-script.ts';
import { observedRun, scriptOf } from '../../support/observed-run.ts';

const works = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
/** A network namespace of its own: no port of this machine is touched, and none is in the way. */
const NAMESPACE = [
  ['unshare', '-n'],
  ['unshare', '-rn'],
].find(([command = '', ...args]) => works(command, ...args, 'ip', 'link', 'set', 'lo', 'up'));
const missing = [
  works('g++', '--version') ? null : 'no g++',
  works('strace', '-o', '/dev/null', 'true') ? null : 'no working strace',
  NAMESPACE ? null : 'no network namespaces',
].filter((reason) => reason !== null);

const folder = mkdtempSync(join(tmpdir(), 'socketscope-strace-'));
afterAll(() => rmSync(folder, { recursive: true }));
const PATIENCE = 60_000;

/** Both ends in one process, so that no call sleeps and the order is one and the same. */
const scriptFor = (steps: readonly Omit<CallStep, 'process'>[]): CallScript =>
  scriptOf({
    name: 'strace',
    hosts: { client: '10.0.0.1' },
    processes: { P: { host: 'client' } },
    steps: steps.map((step) => ({ process: 'P', ...step })),
  });

/** What differs from run to run: the process, where it keeps its buffers, and which port it was given. */
const comparable = (line: string): string =>
  line
    .replace(/^\d+ +/, '')
    .replace(/0x[0-9a-f]{9,}/g, 'POINTER')
    .replace(/si_(pid|uid)=\d+/g, 'si_$1=ID')
    .replace(/htons\([3-6]\d{4}\)/g, 'htons(EPHEMERAL)');

/** Calls that the simulator has; the program also asks for memory and prints. */
const KNOWN =
  /^(?:socket|bind|listen|connect|accept4?|sendto|recvfrom|shutdown|close|getsockname|getpeername|[gs]etsockopt|fcntl|poll|exit_group)\(|^[-+<]/;

function realLines(script: CallScript): string[] {
  const source = cppSource({
    process: 'P',
    hosts: script.hosts,
    calls: cppCallsOfScript(script, 'P'),
    language: 'en',
  });
  writeFileSync(join(folder, 'P.cpp'), source.text);
  expect(spawnSync('g++', ['-std=c++17', '-O1', 'P.cpp', '-o', 'P'], { cwd: folder }).status).toBe(0);
  const addresses = Object.values(script.hosts).join(' ');
  const commands = `ip link set lo up && ip addr add 10.0.0.1/8 dev lo && strace -f -o P.trace ./P ${addresses} >/dev/null 2>&1; true`;
  const [command = '', ...args] = NAMESPACE ?? [];
  spawnSync(command, [...args, 'timeout', '20', 'sh', '-c', commands], { cwd: folder });
  const lines = readFileSync(join(folder, 'P.trace'), 'utf8').split('\n').slice(0, -1).map(comparable);
  const own = lines.slice(lines.findIndex((line) => line.startsWith('socket(')));
  // perror(3) looks once at a copy of its stream.
  const copied = own.findIndex((line) => line.includes('O_LARGEFILE'));
  return own.filter(
    (line, index) => KNOWN.test(line) && (copied === -1 || (index !== copied && index !== closeOf(own, copied))),
  );
}

const closeOf = (lines: readonly string[], copied: number): number =>
  lines.findIndex((line, index) => index > copied && line.startsWith('close('));

const simulatedLines = (script: CallScript): string[] =>
  strace(observedRun(script, 'strict').flat(), { processes: { P: { pid: 1001, uid: 1000 } } })
    .split('\n')
    .slice(0, -1)
    .map(comparable);

const PAIR = [
  { call: 'socket', as: 's' },
  { call: 'setsockopt', fd: 's', option: 'SO_REUSEADDR', value: 1 },
  { call: 'bind', fd: 's', address: '10.0.0.1', port: 8080 },
  { call: 'listen', fd: 's', backlog: 2 },
  { call: 'socket', as: 'c' },
  { call: 'connect', fd: 'c', address: '10.0.0.1', port: 8080 },
  { call: 'accept', fd: 's', as: 'a' },
] as const satisfies readonly Omit<CallStep, 'process'>[];

describe.skipIf(missing.length > 0)(
  `the same program under strace${missing.length > 0 ? ` (skipped: ${missing.join(', ')})` : ''}`,
  () => {
    const cases: Readonly<Record<string, readonly Omit<CallStep, 'process'>[]>> = {
      'text, names and options': [
        ...PAIR,
        { call: 'getsockname', fd: 'c' },
        { call: 'getpeername', fd: 'c' },
        { call: 'getpeername', fd: 's' },
        { call: 'send', fd: 'c', data: 'hello\n\u0001\u00017"\\\t\u001b[\u007fé' },
        { call: 'recv', fd: 'a', length: 4, flags: ['MSG_PEEK'] },
        { call: 'recv', fd: 'a', length: 100, flags: ['MSG_DONTWAIT'] },
        { call: 'recv', fd: 'a', length: 100, flags: ['MSG_DONTWAIT'] },
        { call: 'send', fd: 'a', bytes: 32, flags: ['MSG_NOSIGNAL', 'MSG_DONTWAIT'] },
        { call: 'send', fd: 'a', bytes: 33 },
        { call: 'recv', fd: 'c', length: 65, flags: ['MSG_WAITALL'] },
        { call: 'send', fd: 'a', data: '' },
        { call: 'setsockopt', fd: 'a', option: 'TCP_NODELAY', value: 1 },
        { call: 'getsockopt', fd: 'a', option: 'TCP_NODELAY' },
        { call: 'setsockopt', fd: 'a', option: 'SO_RCVBUF', value: 10_000 },
        { call: 'getsockopt', fd: 'a', option: 'SO_RCVBUF' },
        { call: 'setsockopt', fd: 'a', option: 'SO_LINGER', value: { onoff: 1, seconds: 0 } },
        { call: 'getsockopt', fd: 'a', option: 'SO_LINGER' },
        { call: 'getsockopt', fd: 'a', option: 'SO_ERROR' },
        { call: 'getsockopt', fd: 'a', option: 'SO_TYPE' },
        { call: 'getsockopt', fd: 's', option: 'SO_ACCEPTCONN' },
        { call: 'shutdown', fd: 'c', how: 'SHUT_WR' },
        { call: 'shutdown', fd: 'c', how: 7 },
        { call: 'recv', fd: 'a', length: 100 },
        { call: 'close', fd: 'a' },
        { call: 'close', fd: 'a' },
        { call: 'exit' },
      ],
      'what does not block, polled': [
        { call: 'socket', as: 's', flags: ['SOCK_NONBLOCK'] },
        { call: 'bind', fd: 's', address: '0.0.0.0', port: 8080 },
        { call: 'bind', fd: 's', address: '0.0.0.0', port: 8080 },
        { call: 'listen', fd: 's', backlog: -1 },
        { call: 'accept', fd: 's', as: 'x' },
        { call: 'socket', as: 'c' },
        { call: 'fcntl', fd: 'c', option: 'O_NONBLOCK', value: true },
        { call: 'connect', fd: 'c', address: '10.0.0.1', port: 8080 },
        { call: 'accept', fd: 's', as: 'a', flags: ['SOCK_NONBLOCK'] },
        {
          call: 'poll',
          fds: [
            { fd: 'c', events: ['POLLIN', 'POLLOUT', 'POLLRDHUP'] },
            { fd: 'a', events: ['POLLIN'] },
            { fd: 77, events: ['POLLIN'] },
          ],
          timeout: 0,
        },
        { call: 'poll', fds: [{ fd: 'c', events: ['POLLIN'] }], timeout: 0 },
        { call: 'poll', fds: [{ fd: 'c', events: [] }], timeout: 0 },
        { call: 'fcntl', fd: 'c', option: 'O_NONBLOCK', value: true },
        { call: 'fcntl', fd: 'c', option: 'O_NONBLOCK', value: false },
        { call: 'fcntl', fd: 'a', option: 'O_NONBLOCK', value: false },
        { call: 'connect', fd: 'c', family: 'AF_UNSPEC' },
        { call: 'recv', fd: 'a', length: 10 },
        { call: 'socket', as: 'd', flags: ['SOCK_NONBLOCK'] },
        { call: 'connect', fd: 'd', address: '10.0.0.1', port: 9 },
        { call: 'getsockopt', fd: 'd', option: 'SO_ERROR' },
        { call: 'exit' },
      ],
      'a signal at the end': [
        ...PAIR,
        { call: 'shutdown', fd: 'c', how: 'SHUT_RDWR' },
        { call: 'send', fd: 'c', data: 'x', flags: ['MSG_NOSIGNAL'] },
        { call: 'send', fd: 'c', data: 'x' },
      ],
    };
    it.each(Object.entries(cases))('prints the same lines: %s', { timeout: PATIENCE }, (_, steps) => {
      const script = scriptFor(steps);
      expect(simulatedLines(script)).toEqual(realLines(script));
    });
  },
);
