import { describe, expect, test } from 'vitest';
import { worldAt } from '../../../src/engine/history/run.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { tableValues } from '../../../src/engine/base/table.ts';
import type { EpollEvent } from '../../../src/engine/posix/call.ts';
import type { CallStep, ScriptStep } from '../../../src/programs/call-script.ts';
import { runScript } from '../../support/play.ts';

// What the kernel of Linux answers to calls of processes that share nothing is compared in test/cli/real-kernel.test.ts;
// here is what shared descriptions and several threads make of it, as programs on a real kernel saw it, and reasons.

type Arguments = Omit<CallStep, 'process' | 'call'>;
const made = (process: string, call: CallStep['call'], given: Arguments = {}): CallStep => ({
  process,
  call,
  ...given,
});
const server = (call: CallStep['call'], given: Arguments = {}): CallStep => made('S', call, given);

const LISTENER: readonly ScriptStep[] = [
  server('socket', { as: 'ls' }),
  server('bind', { fd: 'ls', address: '10.0.0.2', port: 8080 }),
  server('listen', { fd: 'ls', backlog: 50 }),
];
const connect = (as: string): readonly ScriptStep[] => [
  made('C', 'socket', { as }),
  made('C', 'connect', { fd: as, address: '10.0.0.2', port: 8080 }),
];
const PAIR: readonly ScriptStep[] = [...LISTENER, ...connect('c'), server('accept', { fd: 'ls', as: 'a' })];

const watch = (fd: string, target: string, ...events: EpollEvent[]): CallStep =>
  server('epoll_ctl', { fd, op: 'EPOLL_CTL_ADD', target, events });
const look = (fd = 'ep'): CallStep => server('epoll_wait', { fd, timeout: 0 });
const hello = made('C', 'send', { fd: 'c', data: 'hello' });

/** What each epoll_wait reported, as `4 EPOLLIN`, in the order of the returns. */
const told = ({ trace }: Timeline): string[][] =>
  trace.items.flatMap((event) =>
    event.kind === 'return' && event.call.name === 'epoll_wait'
      ? [(event.result.ready ?? []).map(({ fd, events }) => `${fd} ${events.join('|')}`)]
      : [],
  );

const lastReturn = ({ trace }: Timeline, name: string) => {
  const event = trace.items.findLast((one) => one.kind === 'return' && one.call.name === name);
  return event?.kind === 'return' ? { errno: event.result.errno, rule: event.rule } : null;
};

describe('a registration is of the open file description', () => {
  test('it outlives the number while a copy is open, reports the stale number, and goes with the last close', () => {
    const timeline = runScript([
      ...PAIR,
      server('epoll_create1', { as: 'ep' }),
      watch('ep', 'a', 'EPOLLIN'),
      server('dup', { fd: 'a', as: 'b' }),
      server('close', { fd: 'a' }),
      hello,
      look(),
      server('epoll_ctl', { fd: 'ep', op: 'EPOLL_CTL_DEL', target: 'a' }),
      server('close', { fd: 'b' }),
      look(),
    ]);
    expect(told(timeline)).toEqual([['4 EPOLLIN'], []]);
    expect(lastReturn(timeline, 'epoll_ctl')).toEqual({ errno: 'EBADF', rule: 'epoll-ctl-ebadf' });
  });

  test('two numbers of one description are two registrations; the later one stands first', () => {
    const timeline = runScript([
      ...PAIR,
      server('epoll_create1', { as: 'ep' }),
      watch('ep', 'a', 'EPOLLIN'),
      server('dup', { fd: 'a', as: 'b' }),
      watch('ep', 'b', 'EPOLLIN', 'EPOLLET'),
      hello,
      look(),
      look(),
    ]);
    expect(told(timeline)).toEqual([['6 EPOLLIN', '4 EPOLLIN'], ['4 EPOLLIN']]);
  });

  test('a child’s copy keeps it as well, until the child is gone', () => {
    const timeline = runScript([
      ...PAIR,
      server('epoll_create1', { as: 'ep' }),
      watch('ep', 'a', 'EPOLLIN'),
      server('fork', { as: 'S2' }),
      server('close', { fd: 'a' }),
      hello,
      look(),
      made('S2', 'exit'),
      look(),
    ]);
    expect(told(timeline)).toEqual([['4 EPOLLIN'], []]);
  });

  test('nothing of an instance is left when it is closed', () => {
    const timeline = runScript([
      ...PAIR,
      server('epoll_create1', { as: 'ep' }),
      server('epoll_create1', { as: 'outer' }),
      watch('ep', 'a', 'EPOLLIN'),
      watch('outer', 'ep', 'EPOLLIN'),
      server('close', { fd: 'ep' }),
      hello,
      look('outer'),
    ]);
    const { sockets, descriptions } = worldAt(timeline, timeline.steps.length).hosts['server'] as NonNullable<
      ReturnType<typeof worldAt>['hosts'][string]
    >;
    expect(tableValues(sockets).flatMap(({ watchers }) => watchers)).toEqual([]);
    expect(tableValues(descriptions).flatMap((each) => (each.socket === null ? each.epoll.interest : []))).toEqual([]);
    expect(told(timeline)).toEqual([[]]);
  });
});

describe('several threads wait for one listener', () => {
  const waiting = (...events: EpollEvent[]): Timeline =>
    runScript([
      ...LISTENER,
      server('epoll_create1', { as: 'e1' }),
      server('epoll_create1', { as: 'e2' }),
      watch('e1', 'ls', ...events),
      watch('e2', 'ls', ...events),
      server('thread', { as: 't1' }),
      server('thread', { as: 't2' }),
      { ...server('epoll_wait', { fd: 'e1', timeout: -1 }), thread: 't1' },
      { ...server('epoll_wait', { fd: 'e2', timeout: -1 }), thread: 't2' },
      ...connect('c'),
    ]);

  test('each through its own instance: all wake, with EPOLLEXCLUSIVE only the first', () => {
    expect(told(waiting('EPOLLIN'))).toEqual([['3 EPOLLIN'], ['3 EPOLLIN']]);
    expect(told(waiting('EPOLLIN', 'EPOLLEXCLUSIVE'))).toEqual([['3 EPOLLIN']]);
  });

  test('through one instance, edge-triggered: one connection wakes one of them', () => {
    const timeline = runScript([
      ...LISTENER,
      server('epoll_create1', { as: 'ep' }),
      watch('ep', 'ls', 'EPOLLIN', 'EPOLLET'),
      server('thread', { as: 't1' }),
      { ...server('epoll_wait', { fd: 'ep', timeout: -1 }), thread: 't1' },
      server('epoll_wait', { fd: 'ep', timeout: -1 }),
      ...connect('c'),
    ]);
    expect(told(timeline)).toEqual([['3 EPOLLIN']]);
  });
});

describe('the reason that is given', () => {
  test('edge-triggered and told already: epoll_wait sleeps, and returns, beside unread bytes', () => {
    const timeline = runScript([
      ...PAIR,
      server('epoll_create1', { as: 'ep' }),
      watch('ep', 'a', 'EPOLLIN', 'EPOLLET'),
      hello,
      look(),
      server('recv', { fd: 'a', length: 2 }),
      server('epoll_wait', { fd: 'ep', timeout: 100 }),
      { wait: 200 },
    ]);
    expect(timeline.trace.items.findLast(({ kind }) => kind === 'block')?.rule).toBe('blocks-events-edge');
    expect(lastReturn(timeline, 'epoll_wait')?.rule).toBe('epoll-silent');
  });

  test('with nothing unread it is only that the time is over', () => {
    const timeline = runScript([
      ...PAIR,
      server('epoll_create1', { as: 'ep' }),
      watch('ep', 'a', 'EPOLLIN', 'EPOLLET'),
      server('epoll_wait', { fd: 'ep', timeout: 100 }),
      { wait: 200 },
    ]);
    expect(lastReturn(timeline, 'epoll_wait')?.rule).toBe('time-over');
  });
});

describe('SO_REUSEPORT', () => {
  test('shares the connections of many clients between two listeners, each end always with the same one', () => {
    const names = Array.from({ length: 24 }, (_, index) => `c${index}`);
    const shared = (fd: string): readonly ScriptStep[] => [
      server('socket', { as: fd }),
      server('setsockopt', { fd, option: 'SO_REUSEPORT', value: 1 }),
      server('bind', { fd, address: '10.0.0.2', port: 8080 }),
      server('listen', { fd, backlog: 50 }),
    ];
    const timeline = runScript([...shared('x'), ...shared('y'), ...names.flatMap((name) => connect(name))]);
    const { sockets } = worldAt(timeline, timeline.steps.length).hosts['server'] as NonNullable<
      ReturnType<typeof worldAt>['hosts'][string]
    >;
    const queues = tableValues(sockets).flatMap(({ listening }) => (listening === null ? [] : [listening.acceptQueue]));
    expect(queues.map(({ length }) => length).reduce((a, b) => a + b)).toBe(24);
    expect(Math.min(...queues.map(({ length }) => length))).toBeGreaterThan(4);
  });
});
