import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { causesOf } from '../../../src/formats/capture/cause.ts';
import { pcapng } from '../../../src/formats/pcapng/pcapng.ts';
import { observedRun, scriptOf } from '../../support/observed-run.ts';

const SCENARIOS = new URL('../../../src/lessons/scenarios/', import.meta.url);
const load = (name: string) => scriptOf(readFileSync(new URL(name, SCENARIOS), 'utf8'));
const sentIn = (run: readonly (readonly TraceEvent[])[]) => run.flat().filter((event) => event.kind === 'sent');

describe('a capture file', () => {
  it('is a row of blocks whose two lengths agree, with a packet for each segment', () => {
    const script = load('echo.json');
    const run = observedRun(script, 'patient');
    const file = pcapng(script.hosts, run);
    const view = new DataView(file.buffer);
    const types: number[] = [];
    for (let at = 0; at < file.length; at += view.getUint32(at + 4, true)) {
      const length = view.getUint32(at + 4, true);
      expect(length % 4).toBe(0);
      expect(view.getUint32(at + length - 4, true)).toBe(length);
      types.push(view.getUint32(at, true));
    }
    expect(types).toEqual([0x0a0d0d0a, 1, 4, ...sentIn(run).map(() => 6)]);
  });
});

/** Of each packet its time, its sender's last number, its length and its identification. */
function packetsOf(
  file: Uint8Array<ArrayBuffer>,
): { at: number; from: number; to: number; id: number; text: number }[] {
  const view = new DataView(file.buffer);
  const packets = [];
  for (let at = 0; at < file.length; at += view.getUint32(at + 4, true)) {
    if (view.getUint32(at, true) !== 6) continue;
    const ip = at + 28;
    packets.push({
      at: view.getUint32(at + 12, true) * 2 ** 32 + view.getUint32(at + 16, true),
      from: view.getUint8(ip + 15),
      to: view.getUint8(ip + 19),
      id: view.getUint16(ip + 4),
      text: view.getUint16(ip + 2) - 20 - (view.getUint8(ip + 32) >> 4) * 4,
    });
  }
  return packets;
}

describe('where a capture is made', () => {
  const script = scriptOf({
    name: 'test',
    hosts: { client: '10.0.0.1', server: '10.0.0.2', other: '10.0.0.3' },
    processes: { C: { host: 'client' }, S: { host: 'server' }, O: { host: 'other' } },
    network: {
      faults: [
        { direction: 'client->server', match: 'data', nth: 1, action: 'drop' },
        { direction: 'client->server', match: 'data', nth: 2, action: { duplicate_after_ms: 3 } },
      ],
    },
    steps: [
      { process: 'S', call: 'socket', as: 's' },
      { process: 'S', call: 'bind', fd: 's', address: '10.0.0.2', port: 8080 },
      { process: 'S', call: 'listen', fd: 's', backlog: 5 },
      { process: 'C', call: 'socket', as: 'c' },
      { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
      { process: 'O', call: 'socket', as: 'c' },
      { process: 'O', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
      { process: 'C', call: 'send', fd: 'c', data: 'hello' },
      { wait: 2_000 },
    ],
  });
  const run = observedRun(script, 'patient');
  const texts = (vantage: string | null) =>
    packetsOf(pcapng(script.hosts, run, vantage)).filter(({ text }) => text > 0);

  it('at every sender has each segment once, when it is sent', () => {
    const packets = packetsOf(pcapng(script.hosts, run));
    expect(packets.map(({ at }) => at)).toEqual(sentIn(run).map(({ at }) => at));
    expect(texts(null)).toHaveLength(2);
  });

  it('at a host has what comes to it when it arrives: not the lost one, and the doubled one twice', () => {
    const [lost, again] = texts('client');
    expect(texts('server').map(({ at, id }) => [at - (again?.at ?? 0), id])).toEqual([
      [20_000, again?.id],
      [23_000, again?.id],
    ]);
    expect(lost?.id).not.toBe(again?.id);
    expect(texts('other')).toEqual([]);
  });

  it('at a host has nothing of what others say to each other', () => {
    const packets = packetsOf(pcapng(script.hosts, run, 'other'));
    expect(packets.map(({ from, to }) => `${from} ${to}`)).toEqual(['3 2', '2 3', '3 2']);
    expect(packets.map(({ at }) => at)).toEqual(packets.map(({ at }) => at).toSorted((a, b) => a - b));
  });
});

describe('the comments of a capture', () => {
  it('say which call or arrival a segment comes from, by which rule, and what the network did to it', () => {
    const script = load('lost-segment.json');
    const causes = [...causesOf(observedRun(script, 'patient')).values()];
    expect(causes.slice(0, 2)).toEqual([
      'C: connect(3, 10.0.0.2:8080); open-active (RFC 9293 §3.10.1)',
      'on arrival of SYN from client; listen-syn (RFC 9293 §3.10.7.2)',
    ]);
    expect(causes.filter((cause) => cause.endsWith('lost: link-drops-by-pattern'))).toHaveLength(1);
    expect(causes.filter((cause) => cause.startsWith('timer retransmission; rto-expired'))).toHaveLength(1);
  });
});
