import { describe, expect, it } from 'vitest';
import { bytesOf, filler } from '../../../src/engine/base/bytes.ts';
import type { Call } from '../../../src/engine/posix/call.ts';
import type { Address } from '../../../src/engine/wire/address.ts';
import { type CppCall, callKey, cppCallOf, cppCallsOfScript } from '../../../src/formats/cpp/cpp-call.ts';
import { parseCallScript } from '../../../src/programs/parse-call-script.ts';
import { cppSource } from '../../../src/formats/cpp/cpp-source.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';

const HOSTS = { client: '10.0.0.1', server: '10.0.0.2' };
const echoOf = (process: string) =>
  cppSource({
    process,
    hosts: DEFAULT_SCRIPT.hosts,
    calls: cppCallsOfScript(DEFAULT_SCRIPT, process),
    language: 'en',
  });

/** The lines between the blank line and the closing brace. */
function body(...calls: CppCall['call'][]): string[] {
  const { text } = cppSource({
    process: 'P',
    hosts: HOSTS,
    calls: calls.map((call, index) => ({ key: `step:${index}`, call })),
    language: 'en',
  });
  const inside = text.slice(text.indexOf('{\n') + 2, text.lastIndexOf('}'));
  return inside.split('\n').map((line) => line.trim());
}

it('writes the client of the echo', () => {
  expect(echoOf('C').text).toBe(`// g++ -std=c++17 C.cpp -o C && ./C 127.0.0.1
#include <arpa/inet.h>
#include <cstdio>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char* argv[]) {
    const char* host = argc > 1 ? argv[1] : "10.0.0.2";  // where server is
    sockaddr_in server{};
    server.sin_family = AF_INET;
    server.sin_port = htons(8080);
    inet_pton(AF_INET, host, &server.sin_addr);
    char buf[100];

    int c = socket(AF_INET, SOCK_STREAM, 0);
    if (c < 0) perror("socket");
    if (connect(c, (sockaddr*)&server, sizeof server) < 0)
        perror("connect");
    if (send(c, "hello", 5, 0) < 0) perror("send");
    ssize_t n = recv(c, buf, 100, 0);
    if (n < 0) perror("recv");
    else printf("%zd bytes: %.*s\\n", n, (int)n, buf);
    if (close(c) < 0) perror("close");
}
`);
});

it('marks the line of each call by its key', () => {
  const marked = echoOf('S').lines.flatMap((line) =>
    line.keys.map((key) => [key, line.number, line.tokens.find((token) => token.kind === 'function')?.text]),
  );
  expect(marked).toEqual([
    ['step:0', 15, 'socket'],
    ['step:1', 17, 'bind'],
    ['step:2', 19, 'listen'],
    ['step:3', 20, 'accept'],
    ['step:6', 22, 'recv'],
    ['step:9', 25, 'send'],
    ['step:11', 26, 'close'],
    ['step:12', 27, 'close'],
  ]);
});

it('gives back what it received out of its buffer, as an echo does', () => {
  expect(echoOf('S').text).toContain('if (send(a, buf, n, 0) < 0) perror("send");');
  expect(echoOf('C').text).toContain('if (send(c, "hello", 5, 0) < 0) perror("send");');
  const other = {
    ...DEFAULT_SCRIPT,
    steps: DEFAULT_SCRIPT.steps.map((step) =>
      'data' in step && step.process === 'S' ? { ...step, data: 'other' } : step,
    ),
  };
  const calls = cppCallsOfScript(other, 'S');
  expect(cppSource({ process: 'S', hosts: other.hosts, calls, language: 'en' }).text).toContain(
    'send(a, "other", 5, 0)',
  );
});

it('gives tokens that make up each line again, coloured by kind', () => {
  const { lines, text } = echoOf('C');
  expect(`${lines.map((line) => line.tokens.map((token) => token.text).join('')).join('\n')}\n`).toBe(text);
  const send = lines.find((line) => line.keys.includes('step:7'));
  expect(send?.tokens.filter((token) => token.text.trim() !== '').map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'keyword if',
    'plain  (',
    'function send',
    'plain (c, ',
    'string "hello"',
    'plain , ',
    'number 5',
    'plain , ',
    'number 0',
    'plain ) < ',
    'number 0',
    'plain ) ',
    'function perror',
    'plain (',
    'string "send"',
    'plain );',
  ]);
  expect(lines[1]?.tokens.map((token) => token.kind)).toEqual(['keyword', 'plain', 'string']);
  expect(lines[0]?.tokens.map((token) => token.kind)).toEqual(['comment']);
});

describe('variables', () => {
  it('are declared once, and given again after that', () => {
    const lines = body({ call: 'socket', as: 's' }, { call: 'close', fd: 's' }, { call: 'socket', as: 's' });
    expect(lines.filter((line) => line.includes('socket(AF'))).toEqual([
      'int s = socket(AF_INET, SOCK_STREAM, 0);',
      's = socket(AF_INET, SOCK_STREAM, 0);',
    ]);
  });

  it('begin as -1 when they are used before a call has given them', () => {
    expect(body({ call: 'close', fd: 's' }, { call: 'socket', as: 's' })).toEqual([
      'int s = -1;',
      '',
      'if (close(s) < 0) perror("close");',
      's = socket(AF_INET, SOCK_STREAM, 0);',
      'if (s < 0) perror("socket");',
      '',
    ]);
  });

  it('never take a name that C++ or the program needs', () => {
    const lines = body({ call: 'socket', as: 'send' }, { call: 'socket', as: 'int' }, { call: 'socket', as: 'my-fd' });
    expect(lines.filter((line) => line.startsWith('int ')).map((line) => line.split(' ')[1])).toEqual([
      'send_2',
      'int_2',
      'my_fd',
    ]);
  });
});

describe('calls', () => {
  it.each<[CppCall['call'], string]>([
    [{ call: 'socket', flags: ['SOCK_NONBLOCK'] }, 'if (socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0) < 0)'],
    [{ call: 'accept', fd: 3, flags: ['SOCK_NONBLOCK'] }, 'if (accept4(3, nullptr, nullptr, SOCK_NONBLOCK) < 0)'],
    [
      { call: 'send', fd: 3, data: 'a"\\\n\u0001é', flags: ['MSG_NOSIGNAL', 'MSG_DONTWAIT'] },
      String.raw`if (send(3, "a\"\\\n\001é", 7, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)`,
    ],
    [{ call: 'send', fd: 3, bytes: 500 }, "if (send(3, std::string(500, 'x').data(), 500, 0) < 0)"],
    [{ call: 'shutdown', fd: 3, how: 'SHUT_WR' }, 'if (shutdown(3, SHUT_WR) < 0) perror("shutdown");'],
    [
      { call: 'fcntl', fd: 3, option: 'O_NONBLOCK', value: true },
      'if (fcntl(3, F_SETFL, fcntl(3, F_GETFL) | O_NONBLOCK) < 0)',
    ],
    [{ call: 'exit' }, 'exit(0);'],
    [{ call: 'kill' }, '// SIGKILL from outside: kill -9'],
  ])('%j', (call, line) => {
    expect(body(call)).toContain(line);
  });

  it('that need a structure have it just before them', () => {
    expect(
      body(
        { call: 'setsockopt', fd: 3, option: 'SO_LINGER', value: { onoff: 1, seconds: 0 } },
        { call: 'poll', fds: [{ fd: 3, events: ['POLLIN', 'POLLOUT'] }], timeout: -1 },
        { call: 'connect', fd: 3, family: 'AF_UNSPEC' },
      ).filter((line) => line !== '' && !line.startsWith('perror')),
    ).toEqual([
      'linger wait{1, 0};',
      'if (setsockopt(3, SOL_SOCKET, SO_LINGER, &wait, sizeof wait) < 0)',
      'pollfd fds[] = {{3, POLLIN | POLLOUT, 0}};',
      'if (poll(fds, 1, -1) < 0) perror("poll");',
      'sockaddr nobody{};  // AF_UNSPEC',
      'if (connect(3, &nobody, sizeof nobody) < 0)',
    ]);
  });

  it('take a port that only the other process knows from the command line', () => {
    const lines = body({ call: 'connect', fd: 3, address: '10.0.0.2', port: 'S.ls' });
    expect(lines).toContain('int port = argc > 2 ? atoi(argv[2]) : 0;  // the port of S.ls');
    expect(lines).toContain('server.sin_port = htons(port);');
  });

  it('made by hand are written like those of a script', () => {
    const names = { fd: 'c', as: null };
    const made: readonly Call[] = [
      { name: 'connect', fd: 3, address: '10.0.0.2' as Address, port: 80 },
      { name: 'send', fd: 3, data: bytesOf('olá'), flags: [] },
      { name: 'send', fd: 3, data: filler(100), flags: ['MSG_NOSIGNAL'] },
    ];
    expect(made.map((call, index) => cppCallOf(callKey(index), call, names))).toEqual([
      { key: 'call:0', call: { call: 'connect', fd: 'c', address: '10.0.0.2', port: 80 }, byHand: true },
      { key: 'call:1', call: { call: 'send', fd: 'c', data: 'olá', flags: [] }, byHand: true },
      { key: 'call:2', call: { call: 'send', fd: 'c', bytes: 100, flags: ['MSG_NOSIGNAL'] }, byHand: true },
    ]);
  });
});

it('a child stands in the branch of fork(), a thread in the function it is started with', () => {
  const parsed = parseCallScript({
    name: 'family',
    hosts: { server: '10.0.0.2' },
    processes: { S: { host: 'server' } },
    steps: [
      { process: 'S', call: 'socket', as: 'ls' },
      { process: 'S', call: 'fork', as: 'S2' },
      { process: 'S2', call: 'close', fd: 'ls' },
      { process: 'S2', call: 'socket', as: 'own' },
      { process: 'S', call: 'thread', as: 't1' },
      { process: 'S', thread: 't1', call: 'accept', fd: 'ls', as: 'a' },
      { process: 'S', call: 'close', fd: 'a' },
    ],
  });
  if (!parsed.ok) throw new Error(parsed.error.path);
  const { hosts } = parsed.value;
  const source = cppSource({ process: 'S', hosts, calls: cppCallsOfScript(parsed.value, 'S'), language: 'en' });
  expect(source.text.split('\n').slice(source.text.split('\n').indexOf('int main() {')).join('\n')).toBe(`int main() {
    int a = -1;

    int ls = socket(AF_INET, SOCK_STREAM, 0);
    if (ls < 0) perror("socket");
    pid_t S2 = fork();
    if (S2 < 0) perror("fork");
    if (S2 == 0) {
        if (close(ls) < 0) perror("close");
        int own = socket(AF_INET, SOCK_STREAM, 0);
        if (own < 0) perror("socket");
        exit(0);
    }
    std::thread t1([&] {
        a = accept(ls, nullptr, nullptr);
        if (a < 0) perror("accept");
    });
    if (close(a) < 0) perror("close");
    t1.join();
}
`);
  expect(
    source.lines
      .find(({ keys }) => keys.includes('step:5'))
      ?.tokens.map(({ text }) => text)
      .join(''),
  ).toContain('accept');
});

it.each(['en', 'pt-BR'] as const)(
  'a child of a name that there is, its own for one, does not begin again (%s)',
  (language) => {
    const calls = [
      { key: 'a', call: { call: 'fork', as: 'K' }, byHand: true },
      { key: 'b', process: 'K', call: { call: 'fork', as: 'K' }, byHand: true },
      { key: 'c', process: 'K', call: { call: 'thread', as: 't' }, byHand: true },
      { key: 'd', process: 'K', thread: 't', call: { call: 'thread', as: 't' }, byHand: true },
    ] as const;
    const source = cppSource({ process: 'S', hosts: { server: '10.0.0.2' }, calls, language });
    const says = language === 'en' ? 'is there already' : 'já existe';
    const lineOf = (key: string) =>
      source.lines
        .find(({ keys }) => keys.includes(key))
        ?.tokens.map(({ text }) => text)
        .join('')
        .trim();
    expect(lineOf('b')).toBe(`// EAGAIN: K ${says}`);
    expect(lineOf('d')).toBe(`// EAGAIN: t ${says}`);
    expect(source.text.match(/fork\(\)/g)).toHaveLength(1);
  },
);
