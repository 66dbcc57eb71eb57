import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cppCallsOfScript } from '../../../src/formats/cpp/cpp-call.ts';
import { classSource } from '../../../src/formats/cpp/classes/class-source.ts';
import { cppSource } from '../../../src/formats/cpp/cpp-source.ts';
import { DEFAULT_SCRIPT, SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import { runScript } from '../../../src/cli/run-script.ts';
import type { CallScript, CallStep } from '../../../src/programs/call-script.ts';
import { ORACLE_CONDITIONS } from '../../../src/programs/setting-of.ts';

const works = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
const COMPILER = works('g++', '--version');
/** A network namespace of its own: no port of this machine is touched, and none is in the way. */
const NAMESPACE = [
  ['unshare', '-n'],
  ['unshare', '-rn'],
].find(([command = '', ...args]) => works(command, ...args, 'ip', 'link', 'set', 'lo', 'up'));
const TRACER = works('strace', '-o', '/dev/null', 'true');

const FLAGS = ['-std=c++17', '-Wall', '-Wextra', '-Werror'];
const PATIENCE = 120_000;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socketscope-cpp-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The two ways in which a program is written. */
const STYLES = { functions: cppSource, classes: classSource } as const;
type Style = keyof typeof STYLES;
const BOTH = ['functions', 'classes'] as const;

function write(script: CallScript, process: string, style: Style): string {
  const file = join(folder, `${script.name}-${process}-${style}.cpp`);
  const calls = cppCallsOfScript(script, process);
  writeFileSync(file, STYLES[style]({ process, hosts: script.hosts, calls, language: 'pt-BR' }).text);
  return file;
}

/** What the simulator makes of a script, step by step. */
const runStrictly = (script: CallScript) => runScript(script, ORACLE_CONDITIONS, 1);

/** Every call and every argument of the format. */
const EVERYTHING: CallScript = {
  name: 'everything',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { P: { host: 'client' } },
  steps: [
    { process: 'P', call: 'socket', as: 'send', family: 'AF_INET6', flags: ['SOCK_NONBLOCK'] },
    { process: 'P', call: 'socket', as: 's' },
    { process: 'P', call: 'bind', fd: 's', address: '10.0.0.1', port: 0 },
    { process: 'P', call: 'listen', fd: 's', backlog: -1 },
    { process: 'P', call: 'accept', fd: 's', as: 'a', flags: ['SOCK_NONBLOCK'] },
    { process: 'P', call: 'accept', fd: 's' },
    { process: 'P', call: 'connect', fd: 's', address: '10.0.0.2', port: 'S.ls' },
    { process: 'P', call: 'connect', fd: 's', address: '10.0.0.2', port: 80 },
    { process: 'P', call: 'connect', fd: 's', family: 'AF_UNSPEC' },
    { process: 'P', call: 'connect', fd: 's', family: 'AF_UNSPEC' },
    {
      process: 'P',
      call: 'send',
      fd: 'a',
      data: 'á "quoted" \\ ????/ \u202e\u2028 \u0000\u00017\n',
      flags: ['MSG_NOSIGNAL'],
    },
    { process: 'P', call: 'send', fd: 'a', bytes: 100_000 },
    { process: 'P', call: 'recv', fd: 'a', length: 0 },
    { process: 'P', call: 'recv', fd: 'a', length: 200_000, flags: ['MSG_PEEK', 'MSG_WAITALL'] },
    { process: 'P', call: 'shutdown', fd: 'a', how: 7 },
    { process: 'P', call: 'getsockname', fd: 'a' },
    { process: 'P', call: 'getsockname', fd: 'a' },
    { process: 'P', call: 'getpeername', fd: 'a' },
    { process: 'P', call: 'setsockopt', fd: 'a', option: 'TCP_NODELAY', value: 1 },
    { process: 'P', call: 'setsockopt', fd: 'a', option: 'SO_RCVBUF', value: 5_000 },
    { process: 'P', call: 'setsockopt', fd: 'a', option: 'SO_SNDBUF', value: 6_000 },
    { process: 'P', call: 'setsockopt', fd: 'a', option: 'SO_LINGER', value: { onoff: 1, seconds: 2 } },
    { process: 'P', call: 'getsockopt', fd: 'a', option: 'SO_LINGER' },
    { process: 'P', call: 'getsockopt', fd: 'a', option: 'SO_ERROR' },
    { process: 'P', call: 'fcntl', fd: 'a', option: 'O_NONBLOCK', value: false },
    { process: 'P', call: 'poll', fds: [{ fd: 'b', events: [] }], timeout: 0 },
    { process: 'P', call: 'poll', fds: [{ fd: 'a', events: ['POLLIN', 'POLLRDHUP'] }], timeout: -1 },
    { process: 'P', call: 'poll', fds: [] },
    { process: 'P', call: 'socket', as: 'q', flags: ['SOCK_NONBLOCK', 'SOCK_CLOEXEC'] },
    { process: 'P', call: 'accept', fd: 's', as: 'r', flags: ['SOCK_NONBLOCK', 'SOCK_CLOEXEC'] },
    { process: 'P', call: 'read', fd: 'a', length: 10 },
    { process: 'P', call: 'write', fd: 'a', data: 'hi' },
    { process: 'P', call: 'write', fd: 'a', bytes: 10 },
    { process: 'P', call: 'fcntl', fd: 'a', option: 'F_GETFL' },
    { process: 'P', call: 'fcntl', fd: 'a', option: 'F_GETFL' },
    { process: 'P', call: 'select' },
    { process: 'P', call: 'select', read: ['a'], timeout: -1 },
    { process: 'P', call: 'select', read: ['a', 's', 3], write: ['a'], except: [], timeout: 1_500 },
    { process: 'P', call: 'select', read: ['a'], nfds: 9, timeout: 0 },
    { process: 'P', call: 'epoll_create1', as: 'max', flags: ['EPOLL_CLOEXEC'] },
    { process: 'P', call: 'epoll_create1', as: 'ep' },
    { process: 'P', call: 'epoll_ctl', fd: 'ep', op: 'EPOLL_CTL_ADD', target: 'a', events: ['EPOLLIN', 'EPOLLET'] },
    { process: 'P', call: 'epoll_ctl', fd: 'ep', op: 'EPOLL_CTL_MOD', target: 'a', events: ['EPOLLET'] },
    { process: 'P', call: 'epoll_ctl', fd: 'ep', op: 'EPOLL_CTL_MOD', target: 'a', events: [] },
    { process: 'P', call: 'epoll_ctl', fd: 'ep', op: 'EPOLL_CTL_DEL', target: 'a' },
    { process: 'P', call: 'epoll_wait', fd: 'ep', timeout: -1 },
    { process: 'P', call: 'epoll_wait', fd: 'ep', maxevents: 64, timeout: 10 },
    { process: 'P', call: 'setsockopt', fd: 'a', option: 'SO_RCVTIMEO', value: { seconds: 1, micros: 500_000 } },
    { process: 'P', call: 'getsockopt', fd: 'a', option: 'SO_SNDTIMEO' },
    { process: 'P', call: 'setsockopt', fd: 'a', option: 'TCP_KEEPIDLE', value: 9 },
    { process: 'P', call: 'dup', fd: 'a', as: 'd' },
    { process: 'P', call: 'dup', fd: 'a' },
    { process: 'P', call: 'dup2', fd: 'a', newfd: 'd', as: 'e' },
    { process: 'P', call: 'dup2', fd: 'e', newfd: 0 },
    { process: 'P', call: 'close', fd: 99 },
    { process: 'P', call: 'kill' },
    { process: 'P', call: 'exit' },
  ],
};

/** A server that forks for its client, with two threads that share names in every way. */
const FAMILY: CallScript = {
  name: 'family',
  hosts: { server: '127.0.0.1' },
  processes: { S: { host: 'server' } },
  steps: [
    { process: 'S', call: 'socket', as: 'ls' },
    { process: 'S', call: 'bind', fd: 'ls', address: '127.0.0.1', port: 8080 },
    { process: 'S', call: 'listen', fd: 'ls', backlog: 5 },
    { process: 'S', call: 'fork', as: 'exit' },
    { process: 'exit', call: 'socket', as: 'c' },
    { process: 'exit', call: 'connect', fd: 'c', address: '127.0.0.1', port: 8080 },
    { process: 'exit', call: 'thread', as: 't' },
    { process: 'exit', thread: 't', call: 'recv', fd: 'c', length: 50 },
    { process: 'exit', call: 'send', fd: 'c', data: 'ping' },
    { process: 'S', call: 'thread', as: 'reader' },
    { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
    { process: 'S', call: 'dup', fd: 'a', as: 'b' },
    { process: 'S', call: 'recv', fd: 'a', length: 100 },
    { process: 'S', call: 'send', fd: 'b', data: 'pong' },
    { process: 'S', thread: 'reader', call: 'socket', as: 'x' },
    { process: 'S', thread: 'reader', call: 'thread', as: 'inner' },
    { process: 'S', thread: 'inner', call: 'close', fd: 'x' },
    { process: 'S', call: 'close', fd: 'a' },
    { process: 'S', call: 'close', fd: 'b' },
    { process: 'S', call: 'close', fd: 'ls' },
  ],
};

/** What the classes are not made for: names given twice, operations of the other class, calls that no class has. */
const ODD: CallScript = {
  name: 'odd',
  hosts: { client: '10.0.0.1' },
  processes: { P: { host: 'client' } },
  steps: [
    { process: 'P', call: 'socket', as: 's' },
    { process: 'P', call: 'socket', as: 's' },
    { process: 'P', call: 'listen', fd: 's', backlog: 1 },
    { process: 'P', call: 'accept', fd: 's', as: 'a' },
    { process: 'P', call: 'listen', fd: 'a', backlog: 1 },
    { process: 'P', call: 'accept', fd: 'a', as: 'a' },
    { process: 'P', call: 'recv', fd: 's', length: 4, flags: ['MSG_DONTWAIT'] },
    { process: 'P', call: 'recv', fd: 'a', length: 4 },
    { process: 'P', call: 'epoll_create1', as: 'ep' },
    { process: 'P', call: 'send', fd: 'ep', data: 'a' },
    { process: 'P', call: 'recv', fd: 'ep', length: 10 },
    { process: 'P', call: 'accept', fd: 'ep', as: 'b' },
    { process: 'P', call: 'dup', fd: 'ep', as: 'ep2' },
    { process: 'P', call: 'epoll_ctl', fd: 'ep2', op: 'EPOLL_CTL_ADD', target: 'ep', events: [] },
    { process: 'P', call: 'poll', fds: [{ fd: 'ep', events: ['POLLIN'] }], timeout: 0 },
    { process: 'P', call: 'close', fd: 's' },
    { process: 'P', call: 'socket', as: 's' },
    { process: 'P', call: 'connect', fd: 's', address: '10.0.0.1', port: 1 },
    { process: 'P', call: 'epoll_wait', fd: 's', timeout: 0 },
    { process: 'P', call: 'close', fd: 'never' },
    { process: 'P', call: 'exit' },
  ],
};

/** Loops of every kind: what they open is used after them, what was read last goes back after them, one in another, one in a thread. */
const LOOPS: CallScript = {
  name: 'loops',
  hosts: { client: '10.0.0.1' },
  processes: { P: { host: 'client' }, Q: { host: 'client' } },
  steps: [
    ...thrice({ process: 'P', call: 'socket', as: 'c' }, { process: 'P', call: 'close', fd: 'c' }),
    { process: 'P', call: 'shutdown', fd: 'c', how: 'SHUT_WR' },
    { process: 'P', call: 'socket', as: 'i' },
    ...thrice(
      ...thrice({ process: 'P', call: 'recv', fd: 'i', length: 5 } as const),
      { process: 'P', call: 'poll', fds: [{ fd: 'i', events: ['POLLIN'] }], timeout: 0 },
      { process: 'P', call: 'getsockname', fd: 'i' },
      { process: 'P', call: 'select', read: ['i'], timeout: 5 },
    ),
    { process: 'Q', call: 'send', fd: 3, data: 'hello' },
    ...thrice({ process: 'P', call: 'recv', fd: 'i', length: 9 } as const),
    { process: 'P', call: 'send', fd: 'i', data: 'hello' },
    { process: 'P', call: 'thread', as: 't' },
    ...thrice(
      { process: 'P', thread: 't', call: 'accept', fd: 'i', as: 'a' },
      { process: 'P', thread: 't', call: 'close', fd: 'a' },
    ),
  ],
};

function thrice(...steps: readonly CallStep[]): readonly CallStep[] {
  return [...steps, ...steps, ...steps];
}

describe.skipIf(!COMPILER)(`compiled by g++${COMPILER ? '' : ' (skipped: there is no g++ here)'}`, () => {
  it.each(BOTH)(
    'without a warning: every process of every scenario, and every call, with %s',
    { timeout: PATIENCE },
    async (style) => {
      const scripts = [
        EVERYTHING,
        FAMILY,
        LOOPS,
        ...(style === 'classes' ? [ODD] : []),
        ...(await Promise.all(SCENARIOS.map((scenario) => scenario.load()))),
      ];
      const files = scripts.flatMap((script) =>
        Object.keys(script.processes).map((process) => write(script, process, style)),
      );
      const result = spawnSync('g++', [...FLAGS, '-fsyntax-only', ...files], { encoding: 'utf8' });
      expect(result.stderr).toBe('');
      expect(result.status).toBe(0);
      expect(files.length).toBeGreaterThan(20);
    },
  );
});

const missing = [
  COMPILER ? null : 'no g++',
  TRACER ? null : 'no working strace',
  NAMESPACE ? null : 'no network namespaces',
].filter((reason) => reason !== null);

describe.skipIf(missing.length > 0)(`run${missing.length > 0 ? ` (skipped: ${missing.join(', ')})` : ''}`, () => {
  /** The script's call as strace names it. */
  const SYSTEM_CALLS: Readonly<Record<string, string>> = { send: 'sendto', recv: 'recvfrom' };

  /** Calls and results from the first socket on: what comes before is the loader's. */
  function traced(process: string): string[] {
    const lines = readFileSync(join(folder, `${process}.trace`), 'utf8').split('\n');
    const calls = lines.map((line) => /^(\w+)\(.*\) += (-?\d+)/.exec(line)).filter((match) => match !== null);
    return calls.slice(calls.findIndex((match) => match[1] === 'socket')).map((match) => `${match[1]} = ${match[2]}`);
  }

  it.each(BOTH)(
    'a program that forks and starts threads makes the calls of each, with %s',
    { timeout: PATIENCE },
    async (style) => {
      const file = write(FAMILY, 'S', style);
      const made = spawnSync('g++', [...FLAGS, '-pthread', file, '-o', join(folder, 'F')], { encoding: 'utf8' });
      expect(made.stderr).toBe('');
      const commands = `cd '${folder}' && ip link set lo up && strace -f -qq -e trace=%network,close,dup,clone,clone3 -o F.trace ./F > F.out`;
      const [command = '', ...args] = NAMESPACE ?? [];
      const status = await new Promise((resolve) => {
        spawn(command, [...args, 'timeout', '20', 'sh', '-c', commands], { stdio: 'ignore' }).once('exit', resolve);
      });
      expect(status).toBe(0);
      const lines = readFileSync(join(folder, 'F.trace'), 'utf8').split('\n');
      const byThread = new Map<string, string[]>();
      for (const line of lines) {
        const [, number = '', call = ''] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
        if (call !== '') byThread.set(number, [...(byThread.get(number) ?? []), call]);
      }
      const callsOf = [...byThread.values()].map((calls) =>
        calls.slice(Math.max(0, calls.indexOf('socket'))).join(' '),
      );
      expect(callsOf.toSorted()).toEqual(
        [
          // In the order of the listing above: the parent, the child, its thread, the parent's threads.
          'socket bind listen clone clone3 accept dup recvfrom sendto close close close',
          'socket connect clone3 sendto',
          'recvfrom',
          'socket clone3',
          'close',
        ].toSorted(),
      );
    },
  );

  const scripted = (process: string): string[] =>
    cppCallsOfScript(DEFAULT_SCRIPT, process).map(({ call }) => SYSTEM_CALLS[call.call] ?? call.call);

  /** Compiles and runs the programs S and C of a script, the client as soon as the server listens. */
  async function runBoth(script: CallScript, calls: string, style: Style): Promise<void> {
    for (const process of ['S', 'C']) {
      const file = write(script, process, style);
      const result = spawnSync('g++', [...FLAGS, '-O1', file, '-o', join(folder, process)], { encoding: 'utf8' });
      expect(result.stderr).toBe('');
    }
    // It listens: state 0A of /proc/net/tcp, port 8080.
    const trace = `strace -qq -e trace=${calls} -o`;
    const commands = `cd '${folder}' && ip link set lo up
      ${trace} S.trace ./S > S.out &
      for i in $(seq 1 500); do grep -q ':1F90 .* 0A ' /proc/net/tcp && break; sleep 0.01; done
      ${trace} C.trace ./C 127.0.0.1 > C.out; wait`;
    const [command = '', ...args] = NAMESPACE ?? [];
    const status = await new Promise((resolve) => {
      spawn(command, [...args, 'timeout', '20', 'sh', '-c', commands], { stdio: 'ignore' }).once('exit', resolve);
    });
    expect(status).toBe(0);
  }

  it.each(BOTH)(
    'the echo makes the calls of its script, in their order, and they succeed, with %s',
    { timeout: PATIENCE },
    async (style) => {
      await runBoth(DEFAULT_SCRIPT, '%network,close', style);
      for (const process of ['S', 'C']) {
        expect(traced(process).map((line) => line.split(' ')[0])).toEqual(scripted(process));
        expect(readFileSync(join(folder, `${process}.out`), 'utf8')).toBe('5 bytes: hello\n');
      }
      expect(traced('C')).toEqual(['socket = 3', 'connect = 0', 'sendto = 5', 'recvfrom = 5', 'close = 0']);
    },
  );

  it.each(BOTH)(
    'the edge-triggered server is told on Linux what it is told here, with %s',
    { timeout: PATIENCE },
    async (style) => {
      const script = await SCENARIOS.find(({ id }) => id === 'edge-triggered')?.load();
      if (script === undefined) throw new Error('no such scenario');
      await runBoth(script, '%network,epoll_create1,epoll_ctl,epoll_wait', style);
      // perror, which tells of EAGAIN, uses fcntl and close itself.
      const here = runStrictly(script).filter(({ call }) => call !== undefined && call !== 'fcntl' && call !== 'close');
      for (const name of ['S', 'C']) {
        const expected = here.filter(({ process }) => process === name);
        expect(traced(name)).toEqual(
          expected.map(({ call = '', returns }) => `${SYSTEM_CALLS[call] ?? call} = ${returns}`),
        );
      }
    },
  );
});
