import { describe, expect, it } from 'vitest';
import { runScript, type StepRecord } from '../../src/cli/run-script.ts';
import { DEFAULT_SCRIPT } from '../../src/lessons/scenarios/catalogue.ts';
import type { CallScript, ScriptStep } from '../../src/programs/call-script.ts';
import { APPLICATION_CONDITIONS, ORACLE_CONDITIONS } from '../../src/programs/setting-of.ts';

const script = (...steps: ScriptStep[]): CallScript => ({
  name: 'test',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { C: { host: 'client' }, S: { host: 'server' } },
  steps,
});
const run = (...steps: ScriptStep[]) => runScript(script(...steps), ORACLE_CONDITIONS, 1);

const listening: readonly ScriptStep[] = [
  { process: 'S', call: 'socket', as: 'ls' },
  { process: 'S', call: 'bind', fd: 'ls', address: '0.0.0.0', port: 8080 },
  { process: 'S', call: 'listen', fd: 'ls', backlog: 1 },
];
const connected: readonly ScriptStep[] = [
  ...listening,
  { process: 'C', call: 'socket', as: 'c' },
  { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
  { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
];

describe('a record', () => {
  it('of the handshake has the segments, the states and the automatic port as a star', () => {
    const records = runScript(DEFAULT_SCRIPT, ORACLE_CONDITIONS, 1);
    expect(records[5]?.segments.map((line) => line.replace(/:\d{5}/g, ':*'))).toEqual([
      '10.0.0.1:*>10.0.0.2:8080 SYN',
      '10.0.0.2:8080>10.0.0.1:* SYN,ACK',
      '10.0.0.1:*>10.0.0.2:8080 ACK',
    ]);
    expect(records[5]).toMatchObject({ process: 'C', call: 'connect', returns: 0, errno: null, blocked: false });
    expect(records[3]).toMatchObject({
      call: 'accept',
      returns: 4,
      blocked: true,
      completedAfterStep: 5,
      address: '10.0.0.1:*',
      states: { 'S.s': { state: 'LISTEN', recvq: 0, backlog: 1 } },
    });
  });

  it('says the same whatever the distance', () => {
    const strip = (steps: ReturnType<typeof runScript>) => steps.map((step) => ({ ...step, t_ms: 0, segments: [] }));
    expect(strip(runScript(DEFAULT_SCRIPT, APPLICATION_CONDITIONS, 5))).toEqual(
      strip(runScript(DEFAULT_SCRIPT, ORACLE_CONDITIONS, 1)),
    );
  });

  it('of a call that never returns is blocked, without a result', () => {
    expect(run(...listening, { process: 'S', call: 'accept', fd: 'ls', as: 'a' })[3]).toMatchObject({
      returns: null,
      errno: null,
      blocked: true,
      completedAfterStep: null,
    });
  });

  it('of a step for a blocked or ended process says so, and nothing is executed', () => {
    const records = run(
      ...listening,
      { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
      { process: 'S', call: 'close', fd: 'ls' },
      { process: 'S', call: 'kill' },
      { process: 'S', call: 'close', fd: 'ls' },
    );
    expect(records[4]).toMatchObject({
      call: 'close',
      returns: null,
      blocked: false,
      scriptError: 'process blocked in step 3',
    });
    expect(records[4]?.states).toHaveProperty(['S.ls']);
    // Killed in its sleep: the call has no result and no signal; kill itself has none either.
    expect(records[3]).toMatchObject({ returns: null, blocked: true, completedAfterStep: null });
    expect(records[3]).not.toHaveProperty('signal');
    expect(records[5]).toMatchObject({ call: 'kill', returns: null, errno: null, states: {} });
    expect(records[6]).toMatchObject({ scriptError: 'dead' });
  });

  it('of a call that ended its process has the signal in place of a result', () => {
    const records = run({ process: 'C', call: 'socket', as: 'c' }, { process: 'C', call: 'send', fd: 'c', data: 'x' });
    expect(records[1]).toMatchObject({ returns: null, errno: null, signal: 'SIGPIPE', states: {} });
  });

  it('counts an unread FIN until a recv has taken it: with the last byte before it, or alone', () => {
    const send: ScriptStep = { process: 'C', call: 'send', fd: 'c', data: 'hello' };
    const close: ScriptStep = { process: 'C', call: 'close', fd: 'c' };
    const recv: ScriptStep = { process: 'S', call: 'recv', fd: 'a', length: 5 };
    const peek: ScriptStep = { ...recv, flags: ['MSG_PEEK'] };
    const unread = (records: readonly StepRecord[]) => records.slice(6).map(({ states }) => states['S.a']?.recvq);
    const together = run(...connected, send, close, peek, recv, recv);
    expect(unread(together)).toEqual([5, 6, 6, 0, 0]);
    expect(together.slice(8).map(({ data }) => data)).toEqual(['hello', 'hello', '']);
    expect(together[7]?.orphans).toEqual({ client: ['FIN-WAIT-2'], server: [] });
    const apart = run(...connected, send, recv, close, peek, recv);
    expect(unread(apart)).toEqual([5, 0, 1, 1, 0]);
  });

  it('shortens fillers and very long data', () => {
    const records = run(
      ...connected,
      { process: 'C', call: 'send', fd: 'c', bytes: 3000 },
      { process: 'S', call: 'recv', fd: 'a', length: 10_000 },
      { process: 'C', call: 'send', fd: 'c', data: 'olá' },
      { process: 'S', call: 'recv', fd: 'a', length: 10_000 },
    );
    expect(records[7]?.data).toEqual({ bytes: 3000 });
    expect(records[9]).toMatchObject({ returns: 4, data: 'olá' });
  });

  it('calls a descriptor whose name has moved on by its number', () => {
    const records = run({ process: 'C', call: 'socket', as: 'c' }, { process: 'C', call: 'socket', as: 'c' });
    expect(Object.keys(records[1]?.states ?? {})).toEqual(['C.fd3', 'C.c']);
  });

  it('of a wait has its length, and what the timers did meanwhile', () => {
    const lost: CallScript = {
      ...script(...connected.slice(0, 5), { wait: 1500 }),
      network: { faults: [{ direction: 'client->server', match: 'syn', nth: 1, action: 'drop' }] },
    };
    const records = runScript(lost, ORACLE_CONDITIONS, 1);
    expect(records[4]).toMatchObject({ blocked: true, completedAfterStep: 5, returns: 0 });
    expect(records[5]).toMatchObject({ i: 5, wait: 1500, states: { 'C.c': { state: 'ESTABLISHED' } } });
    expect(records[5]?.segments).toHaveLength(3);
  });

  it('ends, with its place, when something is under way for ever', () => {
    const endless: CallScript = {
      ...script(...connected, { process: 'C', call: 'send', fd: 'c', bytes: 100_000 }),
      profile: 'textbook',
      network: { faults: [{ match: 'any', rate: 1, action: { duplicate_after_ms: 300_000 } }] },
    };
    expect(() => runScript(endless, ORACLE_CONDITIONS, 1)).toThrow(/^steps\[6\]: segments are still under way/);
  });

  // Seen on a real kernel: nothing goes out at the recv, and the peer's next probe is answered with the window.
  it('of a recv after SHUT_RD announces no window', () => {
    const small: readonly ScriptStep[] = [
      { process: 'S', call: 'socket', as: 'ls' },
      { process: 'S', call: 'setsockopt', fd: 'ls', option: 'SO_RCVBUF', value: 4096 },
      { process: 'S', call: 'bind', fd: 'ls', address: '10.0.0.2', port: 8080 },
      { process: 'S', call: 'listen', fd: 'ls', backlog: 1 },
      { process: 'C', call: 'socket', as: 'c' },
      { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
      { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
      { process: 'C', call: 'send', fd: 'c', bytes: 12_000 },
    ];
    const recv: ScriptStep = { process: 'S', call: 'recv', fd: 'a', length: 100_000 };
    expect(run(...small, recv).at(-1)?.segments).not.toEqual([]);
    const shut = run(...small, { process: 'S', call: 'shutdown', fd: 'a', how: 'SHUT_RD' }, recv);
    expect(shut.at(-1)?.returns).toBeGreaterThan(0);
    expect(shut.at(-1)?.segments).toEqual([]);
  });

  // wire-oracle: a rule counts what it matches, whichever way it goes; a real kernel's second data segment is the server's.
  it('loses what is the nth both ways together when a fault holds both ways', () => {
    const lossy: CallScript = {
      ...script(
        ...connected,
        { process: 'C', call: 'send', fd: 'c', bytes: 100 },
        { process: 'S', call: 'send', fd: 'a', bytes: 200 },
        { process: 'C', call: 'send', fd: 'c', bytes: 300 },
      ),
      network: { faults: [{ direction: 'both', match: 'data', nth: 2, action: 'drop' }] },
    };
    const [, server, client] = runScript(lossy, ORACLE_CONDITIONS, 1).slice(-3);
    expect(server?.states['S.a']).toMatchObject({ sendq: 200 });
    expect(client?.states['C.c']).toMatchObject({ sendq: 0 });
  });
});
