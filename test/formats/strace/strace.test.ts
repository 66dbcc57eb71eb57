import { describe, expect, it } from 'vitest';
import { strace, type StraceOptions } from '../../../src/formats/strace/strace.ts';
import { observedRun, scriptOf } from '../../support/observed-run.ts';

const PROCESSES = { C: { pid: 1001, uid: 1000 }, S: { pid: 1002, uid: 1000 } };
const OPENING = [
  { process: 'S', call: 'socket', as: 'ls' },
  { process: 'S', call: 'bind', fd: 'ls', address: '10.0.0.2', port: 8080 },
  { process: 'S', call: 'listen', fd: 'ls', backlog: 5 },
  { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
  { process: 'C', call: 'socket', as: 'c' },
  { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
];

const WATCHED = ['EPOLLIN', 'EPOLLET', 'EPOLLRDHUP', 'EPOLLONESHOT'];

function linesOf(steps: readonly object[], options: Omit<StraceOptions, 'processes'> = {}): string[] {
  const script = scriptOf({
    name: 'test',
    hosts: { client: '10.0.0.1', server: '10.0.0.2' },
    processes: { C: { host: 'client' }, S: { host: 'server' } },
    steps,
  });
  return strace(observedRun(script, 'strict').flat(), { processes: PROCESSES, ...options })
    .split('\n')
    .slice(0, -1);
}

/** What strace 6.1 printed of the same calls of a program on Linux, with other numbers in it. */
describe('strace text', () => {
  it('breaks a sleeping call off and takes it up again, with the results in column 40', () => {
    expect(linesOf(OPENING)).toEqual([
      '1002  socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3',
      '1002  bind(3, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("10.0.0.2")}, 16) = 0',
      '1002  listen(3, 5)                      = 0',
      '1002  accept(3, NULL, NULL <unfinished ...>',
      '1001  socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3',
      '1001  connect(3, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("10.0.0.2")}, 16) = 0',
      '1002  <... accept resumed>)             = 4',
    ]);
  });

  it('shows text with its escapes, cut at 32 bytes, and what recv found at the end', () => {
    const lines = linesOf([
      ...OPENING,
      { process: 'S', call: 'recv', fd: 'a', length: 100 },
      { process: 'C', call: 'send', fd: 'c', data: 'hello\n\u00017"' },
      { process: 'S', call: 'recv', fd: 'a', length: 100, flags: ['MSG_DONTWAIT'] },
      { process: 'C', call: 'send', fd: 'c', bytes: 60, flags: ['MSG_NOSIGNAL'] },
    ]).slice(7);
    expect(lines).toEqual([
      '1002  recvfrom(4,  <unfinished ...>',
      String.raw`1001  sendto(3, "hello\n\0017\"", 9, 0, NULL, 0) = 9`,
      String.raw`1002  <... recvfrom resumed>"hello\n\0017\"", 100, 0, NULL, NULL) = 9`,
      '1002  recvfrom(4, 0x7ffd5c0a1b40, 100, MSG_DONTWAIT, NULL, NULL) = -1 EAGAIN (Resource temporarily unavailable)',
      '1001  sendto(3, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"..., 60, MSG_NOSIGNAL, NULL, 0) = 60',
    ]);
  });

  it('tells how processes end: by exit, by SIGKILL asleep in a call, by SIGPIPE', () => {
    const lines = linesOf([
      ...OPENING,
      { process: 'S', call: 'recv', fd: 'a', length: 100 },
      { process: 'S', call: 'kill' },
      { process: 'C', call: 'send', fd: 'c', data: 'x' },
      { process: 'C', call: 'send', fd: 'c', data: 'x' },
      { process: 'C', call: 'send', fd: 'c', data: 'x' },
    ]).slice(7);
    expect(lines).toEqual([
      '1002  recvfrom(4,  <unfinished ...>)    = ?',
      '1002  +++ killed by SIGKILL +++',
      '1001  sendto(3, "x", 1, 0, NULL, 0)     = 1',
      '1001  sendto(3, "x", 1, 0, NULL, 0)     = -1 EPIPE (Broken pipe)',
      '1001  --- SIGPIPE {si_signo=SIGPIPE, si_code=SI_USER, si_pid=1001, si_uid=1000} ---',
      '1001  +++ killed by SIGPIPE +++',
    ]);
    expect(linesOf([{ process: 'C', call: 'exit' }])).toEqual([
      '1001  exit_group(0)                     = ?',
      '1001  +++ exited with 0 +++',
    ]);
  });

  it('tells of dup, a child and a thread, each with its own number, and how a thread ends asleep', () => {
    const lines = linesOf([
      ...OPENING,
      { process: 'S', call: 'dup', fd: 'a', as: 'b' },
      { process: 'S', call: 'dup2', fd: 'a', newfd: 9 },
      { process: 'S', call: 'fork', as: 'S2' },
      { process: 'S2', call: 'close', fd: 'ls' },
      { process: 'S', call: 'thread', as: 't' },
      { process: 'S', thread: 't', call: 'recv', fd: 'a', length: 9 },
      { process: 'S2', call: 'exit' },
      { process: 'S', call: 'exit' },
    ]).slice(7);
    expect(lines).toEqual([
      '1002  dup(4)                            = 5',
      '1002  dup2(4, 9)                        = 9',
      '1002  clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f1c4a9fe990) = 3001',
      '3001  close(3)                          = 0',
      '1002  clone3({flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD|CLONE_SYSVSEM|CLONE_SETTLS|CLONE_PARENT_SETTID|CLONE_CHILD_CLEARTID, child_tid=0x7f1c4a9fe990, parent_tid=0x7f1c4a9fe990, exit_signal=0, stack=0x7f1c4a1fe000, stack_size=0x7fff80, tls=0x7f1c4a9fe6c0} => {parent_tid=[3002]}, 88) = 3002',
      '3002  recvfrom(4,  <unfinished ...>',
      '3001  exit_group(0)                     = ?',
      '3001  +++ exited with 0 +++',
      '1002  exit_group(0)                     = ?',
      '3002  <... recvfrom resumed> <unfinished ...>) = ?',
      '3002  +++ exited with 0 +++',
      '1002  +++ exited with 0 +++',
    ]);
  });

  it('shows read, write and fcntl, time-outs as bytes, select as the C library makes it, and epoll', () => {
    const lines = linesOf([
      { process: 'C', call: 'socket', as: 'c', flags: ['SOCK_CLOEXEC'] },
      { process: 'C', call: 'select', read: ['c'], write: ['c'], timeout: 1_500 },
      { process: 'C', call: 'select', read: [50], nfds: 51, timeout: -1 },
      { process: 'C', call: 'select', timeout: 0 },
      { process: 'C', call: 'epoll_create1', as: 'e' },
      { process: 'C', call: 'epoll_create1', as: 'f', flags: ['EPOLL_CLOEXEC'] },
      { process: 'C', call: 'epoll_ctl', fd: 'e', op: 'EPOLL_CTL_ADD', target: 'c', events: WATCHED },
      { process: 'C', call: 'epoll_ctl', fd: 'e', op: 'EPOLL_CTL_ADD', target: 'c', events: WATCHED },
      { process: 'C', call: 'epoll_ctl', fd: 'e', op: 'EPOLL_CTL_MOD', target: 'c', events: [] },
      { process: 'C', call: 'epoll_wait', fd: 'e', maxevents: 4, timeout: 0 },
      { process: 'C', call: 'epoll_ctl', fd: 'e', op: 'EPOLL_CTL_DEL', target: 'c' },
      { process: 'C', call: 'epoll_wait', fd: 'e', maxevents: 0, timeout: 10 },
      { process: 'C', call: 'epoll_wait', fd: 'e', maxevents: 4, timeout: 0 },
      { process: 'C', call: 'fcntl', fd: 'c', option: 'O_NONBLOCK', value: true },
      { process: 'C', call: 'fcntl', fd: 'c', option: 'F_GETFL' },
      { process: 'C', call: 'setsockopt', fd: 'c', option: 'SO_RCVTIMEO', value: { seconds: 1, micros: 500_000 } },
      { process: 'C', call: 'getsockopt', fd: 'c', option: 'SO_RCVTIMEO' },
      { process: 'C', call: 'read', fd: 'c', length: 10 },
      { process: 'C', call: 'write', fd: 99, data: 'hi' },
      { process: 'C', call: 'setsockopt', fd: 'c', option: 'SO_SNDTIMEO', value: { seconds: 0, micros: -1 } },
    ]);
    expect(lines).toEqual([
      '1001  socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 3',
      '1001  pselect6(4, [3], [3], NULL, {tv_sec=1, tv_nsec=500000000}, NULL) = 2 (in [3], out [3], left {tv_sec=1, tv_nsec=500000000})',
      '1001  pselect6(51, [50], NULL, NULL, NULL, NULL) = -1 EBADF (Bad file descriptor)',
      '1001  pselect6(0, NULL, NULL, NULL, {tv_sec=0, tv_nsec=0}, NULL) = 0 (Timeout)',
      '1001  epoll_create1(0)                  = 4',
      '1001  epoll_create1(EPOLL_CLOEXEC)      = 5',
      '1001  epoll_ctl(4, EPOLL_CTL_ADD, 3, {events=EPOLLIN|EPOLLRDHUP|EPOLLONESHOT|EPOLLET, data={u32=3, u64=3}}) = 0',
      '1001  epoll_ctl(4, EPOLL_CTL_ADD, 3, {events=EPOLLIN|EPOLLRDHUP|EPOLLONESHOT|EPOLLET, data={u32=3, u64=3}}) = -1 EEXIST (File exists)',
      '1001  epoll_ctl(4, EPOLL_CTL_MOD, 3, {events=0, data={u32=3, u64=3}}) = 0',
      '1001  epoll_wait(4, [{events=EPOLLHUP, data={u32=3, u64=3}}], 4, 0) = 1',
      '1001  epoll_ctl(4, EPOLL_CTL_DEL, 3, NULL) = 0',
      '1001  epoll_wait(4, 0x7ffd5c0a1b40, 0, 10) = -1 EINVAL (Invalid argument)',
      '1001  epoll_wait(4, [], 4, 0)           = 0',
      '1001  fcntl(3, F_GETFL)                 = 0x2 (flags O_RDWR)',
      '1001  fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0',
      '1001  fcntl(3, F_GETFL)                 = 0x802 (flags O_RDWR|O_NONBLOCK)',
      String.raw`1001  setsockopt(3, SOL_SOCKET, SO_RCVTIMEO_OLD, "\1\0\0\0\0\0\0\0 \241\7\0\0\0\0\0", 16) = 0`,
      String.raw`1001  getsockopt(3, SOL_SOCKET, SO_RCVTIMEO_OLD, "\1\0\0\0\0\0\0\0 \241\7\0\0\0\0\0", [16]) = 0`,
      '1001  read(3, 0x7ffd5c0a1b40, 10)       = -1 ENOTCONN (Transport endpoint is not connected)',
      '1001  write(99, "hi", 2)                = -1 EBADF (Bad file descriptor)',
      String.raw`1001  setsockopt(3, SOL_SOCKET, SO_SNDTIMEO_OLD, "\0\0\0\0\0\0\0\0\377\377\377\377\377\377\377\377", 16) = -1 EDOM (Numerical argument out of domain)`,
    ]);
  });

  it('shows poll, options and names', () => {
    const lines = linesOf([
      { process: 'C', call: 'socket', as: 'c', flags: ['SOCK_NONBLOCK'] },
      { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8081 },
      { process: 'C', call: 'poll', fds: [{ fd: 'c', events: ['POLLIN', 'POLLOUT'] }], timeout: 100 },
      { process: 'C', call: 'getsockopt', fd: 'c', option: 'SO_ERROR' },
      { process: 'C', call: 'setsockopt', fd: 'c', option: 'SO_LINGER', value: { onoff: 1, seconds: 0 } },
      { process: 'C', call: 'setsockopt', fd: 'c', option: 'TCP_NODELAY', value: 1 },
      { process: 'C', call: 'poll', fds: [{ fd: 'c', events: [] }], timeout: 0 },
      { process: 'C', call: 'getpeername', fd: 'c' },
      { process: 'C', call: 'close', fd: 9 },
    ]);
    expect(lines).toEqual([
      '1001  socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK, IPPROTO_IP) = 3',
      '1001  connect(3, {sa_family=AF_INET, sin_port=htons(8081), sin_addr=inet_addr("10.0.0.2")}, 16) = -1 EINPROGRESS (Operation now in progress)',
      '1001  poll([{fd=3, events=POLLIN|POLLOUT}], 1, 100) = 1 ([{fd=3, revents=POLLIN|POLLOUT|POLLERR|POLLHUP}])',
      '1001  getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0',
      '1001  setsockopt(3, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=0}, 8) = 0',
      '1001  setsockopt(3, SOL_TCP, TCP_NODELAY, [1], 4) = 0',
      '1001  poll([{fd=3, events=0}], 1, 0)    = 1 ([{fd=3, revents=POLLHUP}])',
      '1001  getpeername(3, 0x7ffd5c0a1b40, [16]) = -1 ENOTCONN (Transport endpoint is not connected)',
      '1001  close(9)                          = -1 EBADF (Bad file descriptor)',
    ]);
  });

  it('shows one process alone as when it alone is traced', () => {
    expect(linesOf(OPENING, { only: 'S' }).slice(2)).toEqual([
      'listen(3, 5)                            = 0',
      'accept(3, NULL, NULL)                   = 4',
    ]);
  });

  it('bears times when asked', () => {
    expect(linesOf([{ wait: 1_500 }, { process: 'C', call: 'socket', as: 'c' }], { times: true })).toEqual([
      '1001  1.500000 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 3',
    ]);
  });
});
