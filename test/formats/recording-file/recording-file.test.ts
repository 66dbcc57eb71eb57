import { assert, json, nat, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../src/engine/base/bytes.ts';
import { micros, milliseconds } from '../../../src/engine/base/time.ts';
import type { Call } from '../../../src/engine/posix/call.ts';
import type { Action } from '../../../src/engine/simulation/action.ts';
import { FILTER_POLICIES } from '../../../src/engine/trace/change.ts';
import { parseRecordingFile } from '../../../src/formats/recording-file/parse-recording-file.ts';
import { type RecordingFile, writeRecordingFile } from '../../../src/formats/recording-file/recording-file.ts';

const FILE: RecordingFile = {
  scenario: 'echo',
  script: {
    name: 'echo',
    hosts: { client: '10.0.0.1', server: '10.0.0.2' },
    processes: { C: { host: 'client' }, S: { host: 'server' } },
    steps: [{ process: 'S', call: 'socket', as: 'ls' }, { wait: 200 }],
  },
  seed: 7,
  actions: [
    {
      after: 3,
      time: milliseconds(4),
      action: {
        kind: 'call',
        process: 'C',
        call: { name: 'send', fd: 3, data: bytesOf('olá'), flags: ['MSG_NOSIGNAL'] },
        names: { fd: 'c', as: null },
      },
    },
    { after: 5, time: milliseconds(6), action: { kind: 'delay', flight: 2, by: milliseconds(80) } },
  ],
  cursor: 9,
};

const text = writeRecordingFile(FILE);

/** The error of a text that must be refused. */
function refusal(bad: string) {
  const parsed = parseRecordingFile(bad, 'work.json');
  if (parsed.ok) throw new Error('was accepted');
  return parsed.error;
}

describe('a recording file', () => {
  it('comes back as it was written', () => {
    expect(parseRecordingFile(text)).toEqual({ ok: true, value: FILE });
  });

  it('may come from no scenario, and hold no action', () => {
    const bare = { ...FILE, scenario: null, actions: [] };
    expect(parseRecordingFile(writeRecordingFile(bare))).toEqual({ ok: true, value: bare });
  });

  it('holds the calls that wait, the smaller ones, and their values', () => {
    const calls: readonly Call[] = [
      { name: 'read', fd: 3, length: 10 },
      { name: 'write', fd: 3, data: bytesOf('hi') },
      { name: 'accept', fd: 3, nonblocking: true, cloexec: true },
      { name: 'fcntl', fd: 3, option: 'F_GETFL' },
      { name: 'fcntl', fd: 3, option: 'O_NONBLOCK', value: true },
      { name: 'setsockopt', fd: 3, option: 'SO_RCVTIMEO', value: { seconds: 0, micros: 500_000 } },
      { name: 'setsockopt', fd: 3, option: 'TCP_KEEPIDLE', value: 9 },
      { name: 'poll', fds: [{ fd: 3, events: ['POLLIN'] }], timeout: 100 },
      { name: 'select', nfds: 5, read: [3, 4], write: null, except: [], timeout: -1 },
      { name: 'epoll_create1', cloexec: false },
      { name: 'epoll_ctl', fd: 5, op: 'EPOLL_CTL_ADD', target: 3, events: ['EPOLLIN', 'EPOLLET'] },
      { name: 'epoll_wait', fd: 5, maxevents: 16, timeout: 0 },
    ];
    const actions = calls.map((call) => ({
      after: 3,
      time: milliseconds(4),
      action: { kind: 'call' as const, process: 'C', call, names: { fd: null, as: null } },
    }));
    const file = { ...FILE, actions };
    expect(parseRecordingFile(writeRecordingFile(file))).toEqual({ ok: true, value: file });
    const bad = writeRecordingFile(file).replace('"target":3', '"target":"x"');
    expect(refusal(bad)).toMatchObject({ path: 'actions[10].action.call.target' });
  });

  it('names the thread that calls, and lets a child call once it is forked', () => {
    const call = (process: string, made: Call, thread?: number) => ({
      after: 3,
      time: milliseconds(4),
      action: {
        kind: 'call' as const,
        process,
        ...(thread === undefined ? {} : { thread }),
        call: made,
        names: { fd: null, as: null },
      },
    });
    const family = {
      ...FILE,
      actions: [
        call('S', { name: 'thread', thread: 't1' }),
        call('S', { name: 'dup2', fd: 3, newfd: 0 }, 1),
        call('S', { name: 'fork', child: 'S2' }),
        call('S2', { name: 'dup', fd: 3 }),
      ],
    };
    expect(parseRecordingFile(writeRecordingFile(family))).toEqual({ ok: true, value: family });
    const early = refusal(writeRecordingFile({ ...family, actions: family.actions.toReversed() }));
    expect(early).toMatchObject({ code: 'unknown-process', path: 'actions[0].action.process' });
  });

  it('holds everything that a hand can do to segments, links and machines', () => {
    const link = { kind: 'link', host: 'client', both: true } as const;
    const limits = { loss: 0.25, delay: milliseconds(5), jitter: micros(0), bandwidth: null, queueLimit: 3, mtu: 576 };
    const all: readonly Action[] = [
      { kind: 'drop', flight: 1 },
      { kind: 'duplicate', flight: 1 },
      { kind: 'corrupt', flight: 1 },
      { kind: 'reorder', flight: 1, way: 'ahead' },
      { kind: 'reorder', flight: 1, way: 'behind' },
      { ...link, peer: 'server', change: limits },
      { ...link, peer: null, change: { down: true } },
      { ...link, peer: null, change: { down: false, bandwidth: 8_000, queueLimit: null, mtu: null } },
      { kind: 'power', host: 'server', on: false },
      ...FILTER_POLICIES.map((policy): Action => ({ kind: 'filter', host: 'server', port: 8080, policy })),
      { kind: 'filter', host: 'server', port: 8080, policy: null },
    ];
    const file = { ...FILE, actions: all.map((action, after) => ({ after, time: micros(after), action })) };
    expect(parseRecordingFile(writeRecordingFile(file))).toEqual({ ok: true, value: file });
  });

  it.each([
    ['"kind":"power","host":"mars","on":true', 'host'],
    ['"kind":"power","host":"server","on":1', 'on'],
    ['"kind":"filter","host":"server","port":0,"policy":"drop"', 'port'],
    ['"kind":"filter","host":"server","port":80,"policy":"accept"', 'policy'],
    ['"kind":"link","host":"server","peer":"mars","both":true,"change":{}', 'peer'],
    ['"kind":"link","host":"server","peer":null,"both":true,"change":{"loss":2}', 'change.loss'],
    ['"kind":"link","host":"server","peer":null,"both":true,"change":{"mtu":40}', 'change.mtu'],
    ['"kind":"link","host":"server","peer":null,"both":true,"change":{"speed":40}', 'change.speed'],
    ['"kind":"reorder","flight":1,"way":"up"', 'way'],
  ])('with the action {%s} is refused at %s', (action, place) => {
    const bad = text.replace('"kind":"delay","flight":2,"by":80000', action);
    expect(refusal(bad).path).toBe(`actions[1].action.${place}`);
  });

  it('of a later version is refused by its number', () => {
    const { path, found } = refusal(text.replace('"version": 1', '"version": 2'));
    expect(path).toBe('version');
    expect(found).toEqual({ kind: 'value', json: '2' });
  });

  it('names the line of an action with an unknown call', () => {
    const { code, path, place, file } = refusal(text.replace('"name":"send"', '"name":"transmit"'));
    expect({ code, path, file }).toEqual({
      code: 'unknown-call',
      path: 'actions[0].action.call.name',
      file: 'work.json',
    });
    expect(text.split('\n')[(place?.line ?? 0) - 1]).toContain('"send"');
  });

  it('names the process that does not exist', () => {
    const { path } = refusal(text.replace('"process":"C","call":{', '"process":"X","call":{'));
    expect(path).toBe('actions[0].action.process');
  });

  it('names the place in the script that it holds', () => {
    const { path } = refusal(text.replace('"10.0.0.2"', '"10.0.0.999"'));
    expect(path).toBe('script.hosts.server');
  });

  it('names what is missing', () => {
    const { code, path } = refusal(text.replace('"seed": 7,', ''));
    expect({ code, path }).toEqual({ code: 'missing', path: 'seed' });
  });

  it('cut off in the middle is refused at its end', () => {
    expect(refusal(text.slice(0, 200)).code).toBe('syntax');
  });

  it('with a byte that is none is refused', () => {
    expect(refusal(text.replace('olÃ¡', 'ol€')).path).toBe('actions[0].action.call.data');
  });

  it('is never more than refused, whatever stands in it', () => {
    assert(
      property(nat(text.length - 1), string({ maxLength: 3 }), nat(20), (at, put, cut) => {
        const spoilt = text.slice(0, at) + put + text.slice(at + cut);
        expect(typeof parseRecordingFile(spoilt).ok).toBe('boolean');
      }),
    );
    assert(property(json(), (other) => !parseRecordingFile(other).ok));
  });
});
