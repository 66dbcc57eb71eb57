import { describe, expect, it } from 'vitest';
import type { Draft, HandCall } from '../../../src/app/calls/call-fields.ts';
import { readDraft } from '../../../src/app/calls/read-draft.ts';
import { USUAL_DRAFT } from '../../../src/app/calls/usual-draft.ts';
import type { Address } from '../../../src/engine/wire/address.ts';

const EMPTY: Draft = {
  ...USUAL_DRAFT,
  fd: '3',
  newfd: '0',
  address: '10.0.0.2',
  fds: '3:IN',
  read: '3',
  timeout: '1000',
  target: '4',
};
const context = {
  fdNames: new Map([
    [3, 's'],
    [4, 'a'],
  ]),
  hosts: { client: '10.0.0.1' as Address, server: '10.0.0.2' as Address },
};

const read = (name: HandCall, draft: Partial<Draft>) => readDraft(name, { ...EMPTY, ...draft }, context);
const call = (name: HandCall, draft: Partial<Draft>) => {
  const result = read(name, draft);
  return result.ok ? result.value.call : result.error;
};

describe('what is typed becomes a call', () => {
  it('a descriptor by number or by name', () => {
    expect(call('close', { fd: '4' })).toEqual({ name: 'close', fd: 4 });
    expect(call('close', { fd: ' a ' })).toEqual({ name: 'close', fd: 4 });
  });

  it('a descriptor that was never open, even a negative one: the kernel shall say so', () => {
    expect(call('close', { fd: '-1' })).toEqual({ name: 'close', fd: -1 });
    expect(call('close', { fd: '99' })).toEqual({ name: 'close', fd: 99 });
  });

  it('descriptors with their events for poll, sets for select, by number or by name', () => {
    expect(call('poll', { fds: '3:IN a:in|OUT, 5:0', timeout: '-1' })).toEqual({
      name: 'poll',
      fds: [
        { fd: 3, events: ['POLLIN'] },
        { fd: 4, events: ['POLLIN', 'POLLOUT'] },
        { fd: 5, events: [] },
      ],
      timeout: -1,
    });
    const sets = { read: [3, 4], write: null, except: [9] };
    expect(call('select', { read: 's, a', except: '9' })).toEqual({ name: 'select', nfds: 10, ...sets, timeout: 1000 });
  });

  it('no descriptor, no event, no time where one is wanted', () => {
    expect(call('poll', { fds: '3:READ' })).toEqual({ fds: 'no-poll' });
    expect(call('poll', { fds: 'x:IN' })).toEqual({ fds: 'no-poll' });
    expect(call('select', { read: '1024' })).toEqual({ read: 'no-descriptors' });
    expect(call('epoll_ctl', { target: 'nobody' })).toEqual({ target: 'no-descriptor' });
    expect(call('setsockopt', { option: 'SO_RCVTIMEO', value: '1' })).toEqual({ value: 'no-time' });
  });

  it('epoll: what to watch and for what; EPOLL_CTL_DEL asks for no events', () => {
    const draft = { fd: '5', target: 'a', events: 'EPOLLIN EPOLLET' };
    const watch = { name: 'epoll_ctl', fd: 5, target: 4 };
    expect(call('epoll_ctl', draft)).toEqual({ ...watch, op: 'EPOLL_CTL_ADD', events: ['EPOLLIN', 'EPOLLET'] });
    expect(call('epoll_ctl', { ...draft, op: 'EPOLL_CTL_DEL' })).toEqual({ ...watch, op: 'EPOLL_CTL_DEL', events: [] });
    expect(call('epoll_wait', { fd: '5' })).toEqual({ name: 'epoll_wait', fd: 5, maxevents: 10, timeout: 1000 });
    expect(call('epoll_create1', { cloexec: 'yes' })).toEqual({ name: 'epoll_create1', cloexec: true });
  });

  it('time-outs as seconds and microseconds, fcntl by its command, accept4 by its flags', () => {
    expect(call('setsockopt', { option: 'SO_RCVTIMEO', value: '1, 500000' })).toMatchObject({
      value: { seconds: 1, micros: 500_000 },
    });
    expect(call('fcntl', {})).toEqual({ name: 'fcntl', fd: 3, option: 'O_NONBLOCK', value: true });
    expect(call('fcntl', { setting: 'F_GETFL' })).toEqual({ name: 'fcntl', fd: 3, option: 'F_GETFL' });
    expect(call('accept', { nonblocking: 'yes', cloexec: 'yes' })).toEqual({
      name: 'accept',
      fd: 3,
      nonblocking: true,
      cloexec: true,
    });
  });

  it('a machine’s name for its address', () => {
    expect(call('connect', { address: 'server' })).toMatchObject({ address: '10.0.0.2', port: 8080 });
  });

  it('AF_UNSPEC for an address dissolves the association', () => {
    expect(call('connect', { address: 'AF_UNSPEC' })).toMatchObject({ address: null });
  });

  it('text as UTF-8, as often as wanted', () => {
    expect(call('send', { data: 'é', times: '3' })).toMatchObject({ data: '\u00c3\u00a9'.repeat(3), flags: [] });
  });

  it('a send with and without the signal that a broken connection brings', () => {
    expect(call('send', { nosignal: 'yes' })).toMatchObject({ flags: ['MSG_NOSIGNAL'] });
    expect(call('send', { nosignal: 'yes', flags: 'MSG_DONTWAIT' })).toMatchObject({
      flags: ['MSG_DONTWAIT', 'MSG_NOSIGNAL'],
    });
    expect(call('recv', { nosignal: 'yes' })).toMatchObject({ flags: [] });
  });

  it('flags, and SO_LINGER’s two numbers', () => {
    expect(call('recv', { flags: 'MSG_PEEK MSG_DONTWAIT' })).toMatchObject({ flags: ['MSG_PEEK', 'MSG_DONTWAIT'] });
    expect(call('setsockopt', { option: 'SO_LINGER', value: '1, 0' })).toMatchObject({
      value: { onoff: 1, seconds: 0 },
    });
  });

  it('bears the program’s names, for its source', () => {
    expect(read('accept', { fd: '3', as: 'b' })).toMatchObject({ value: { names: { fd: 's', as: 'b' } } });
    expect(read('close', { fd: '9' })).toMatchObject({ value: { names: { fd: null, as: null } } });
  });
});

describe('what is no argument at all is told beside its field', () => {
  it.each([
    ['close', { fd: '' }, { fd: 'no-descriptor' }],
    ['close', { fd: 'x' }, { fd: 'no-descriptor' }],
    ['close', { fd: '3.5' }, { fd: 'no-descriptor' }],
    ['connect', { address: '10.0.0' }, { address: 'no-address' }],
    ['connect', { address: '10.0.0.256' }, { address: 'no-address' }],
    ['bind', { port: '65536' }, { port: 'no-port' }],
    ['bind', { port: '-1' }, { port: 'no-port' }],
    ['bind', { port: 'http', address: 'nowhere' }, { port: 'no-port', address: 'no-address' }],
    ['listen', { backlog: 'many' }, { backlog: 'no-number' }],
    ['recv', { length: '-1' }, { length: 'no-number' }],
    ['send', { times: '1000000' }, { times: 'too-much' }],
    ['socket', { as: '1st' }, { as: 'no-name' }],
    ['setsockopt', { option: 'SO_LINGER', value: '1' }, { value: 'no-linger' }],
  ] as const)('%s %j', (name, draft, errors) => {
    expect(read(name, draft)).toEqual({ ok: false, error: errors });
  });
});
