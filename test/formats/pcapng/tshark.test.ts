import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { pcapng } from '../../../src/formats/pcapng/pcapng.ts';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import type { CallScript, ScriptNetwork, ScriptStep } from '../../../src/programs/call-script.ts';
import { expectedAnalyses, isAgain } from '../../support/expected-analysis.ts';
import { observedRun, scriptOf } from '../../support/observed-run.ts';
import { type Analysis, readCapture, TSHARK } from '../../support/tshark.ts';

type Run = readonly (readonly TraceEvent[])[];

const profiles = ['as the scenario has it', 'linux', 'textbook'] as const;
const scenarios = SCENARIOS.flatMap(({ id, load }) => profiles.map((profile) => ({ id, load, profile })));

/** A client that has connected and a server that has accepted; no analyser takes this port for a protocol. */
const OPENING: readonly object[] = [
  { process: 'S', call: 'socket', as: 's' },
  { process: 'S', call: 'bind', fd: 's', address: '10.0.0.2', port: 40404 },
  { process: 'S', call: 'listen', fd: 's', backlog: 5 },
  { process: 'C', call: 'socket', as: 'c' },
  { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 40404 },
  { process: 'S', call: 'accept', fd: 's', as: 'a' },
];
const ENDING: readonly object[] = [
  { process: 'C', call: 'close', fd: 'c' },
  { wait: 3_000 },
  { process: 'S', call: 'close', fd: 'a' },
  { wait: 3_000 },
];
const send = (bytes: number): object => ({ process: 'C', call: 'send', fd: 'c', bytes });
const recv = (length: number, ...flags: string[]): object => ({ process: 'S', call: 'recv', fd: 'a', length, flags });
const data = (nth: number | string | number[], action: unknown = 'drop'): object => ({
  direction: 'client->server',
  match: 'data',
  nth,
  action,
});

interface Case {
  readonly network?: object;
  readonly opening?: readonly object[];
  readonly steps: readonly object[];
  readonly ending?: readonly object[];
  /** What must be among the analyses, so that a case shows what it is there for. */
  readonly shows: readonly Analysis[];
}

const bulk = [send(60_000), recv(60_000, 'MSG_WAITALL'), { wait: 2_000 }];
const CASES: Readonly<Record<string, Case>> = {
  'one of many lost': {
    network: { delay_ms: 5, faults: [data(12)] },
    steps: bulk,
    shows: ['duplicate_ack', 'fast_retransmission'],
  },
  'several of many lost': {
    network: { delay_ms: 5, faults: [data([14, 16, 17, 20])] },
    steps: bulk,
    shows: ['fast_retransmission'],
  },
  'the last lost, twice': {
    network: { faults: [data('1-2')] },
    steps: [send(100), recv(100), { wait: 2_000 }],
    shows: ['retransmission'],
  },
  'everything lost for a while': {
    network: { partitions: [{ from_ms: 400, to_ms: 1_500 }] },
    steps: [{ wait: 400 }, ...bulk],
    shows: ['retransmission'],
  },
  'overtaken on the way': {
    network: { delay_ms: 5, faults: [data(12, { delay_ms: 30 })] },
    steps: bulk,
    shows: ['duplicate_ack', 'fast_retransmission'],
  },
  'doubled on the way': {
    network: { faults: [data('3-5', { duplicate_after_ms: 1 })] },
    steps: bulk,
    shows: ['duplicate_ack'],
  },
  'SYN, SYN ACK and FIN lost': {
    network: {
      faults: ['syn', 'synack', 'fin'].map((match) => ({ match, nth: 1, action: 'drop' })),
    },
    steps: [{ wait: 9_000 }, send(100), recv(100)],
    shows: ['retransmission'],
  },
  'acknowledgements lost': {
    network: { faults: [{ direction: 'server->client', match: 'ack', nth: '1-2', action: 'drop' }] },
    steps: [send(100), recv(100), { wait: 2_000 }],
    shows: ['spurious_retransmission'],
  },
  'a reader that comes late': {
    steps: [send(300_000), { wait: 5_000 }, recv(300_000, 'MSG_WAITALL'), { wait: 5_000 }],
    shows: ['zero_window', 'window_update', 'window_full', 'keep_alive'],
  },
  'kept alive': {
    steps: [
      { process: 'C', call: 'setsockopt', fd: 'c', option: 'TCP_KEEPIDLE', value: 1 },
      { process: 'C', call: 'setsockopt', fd: 'c', option: 'TCP_KEEPINTVL', value: 1 },
      { process: 'C', call: 'setsockopt', fd: 'c', option: 'SO_KEEPALIVE', value: 1 },
      { wait: 3_500 },
    ],
    shows: ['keep_alive', 'keep_alive_ack'],
  },
  'the same port again': {
    steps: [
      { process: 'C', call: 'setsockopt', fd: 'c', option: 'SO_LINGER', value: { onoff: 1, seconds: 0 } },
      { process: 'C', call: 'close', fd: 'c' },
      { wait: 200 },
      { process: 'C', call: 'socket', as: 'c' },
      { process: 'C', call: 'bind', fd: 'c', address: '10.0.0.1', port: 40000 },
      { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 40404 },
      { wait: 200 },
    ],
    shows: ['reused_ports'],
  },
};

const scriptFor = ({ network, opening = OPENING, steps, ending = ENDING }: Case): CallScript =>
  scriptOf({
    name: 'case',
    hosts: { client: '10.0.0.1', server: '10.0.0.2' },
    processes: { C: { host: 'client' }, S: { host: 'server' } },
    ...(network === undefined ? {} : { network: network as ScriptNetwork }),
    steps: [...opening, ...steps, ...ending] as ScriptStep[],
  });

/** Both descriptions of each segment, the simulator's and tshark's, and where it stands in the capture. */
function compared(run: Run, script: CallScript): { said: string[]; expected: string[]; seen: Set<Analysis> } {
  const packets = readCapture(pcapng(script.hosts, run)).filter(({ icmp }) => icmp === '');
  const expectations = expectedAnalyses(run.flat());
  expect(packets.map(({ source, text }) => [source, text])).toEqual(
    expectations.map(({ event }) => [event.from, event.segment.payload.length]),
  );
  const seen = new Set<Analysis>();
  const said: string[] = [];
  const expected: string[] = [];
  packets.forEach(({ analyses, broken, comment }, index) => {
    const { event, analyses: wanted } = expectations[index] as (typeof expectations)[number];
    expect(comment).toContain(event.rule);
    expect(broken, comment).toBe('');
    for (const analysis of analyses) seen.add(analysis);
    const again = isAgain(event);
    const tolerated = new Set(analyses);
    // tshark goes by the clock: what is sent again soon after newer text it takes for late, and only what is sent again
    // within 20 ms of the second duplicate acknowledgement for a fast retransmission.
    if (again && tolerated.delete('out_of_order')) tolerated.add('retransmission');
    if (event.rule === 'fast-retransmit' || event.rule === 'resend-in-recovery')
      tolerated.delete('fast_retransmission');
    const show = (set: ReadonlySet<Analysis>): string => `${index + 1} ${event.rule}: ${[...set].toSorted().join(' ')}`;
    said.push(show(tolerated));
    expected.push(show(wanted));
  });
  return { said, expected, seen };
}

describe.skipIf(!TSHARK)(`tshark${TSHARK ? '' : ' (skipped: there is no tshark here)'}`, () => {
  it.each(scenarios)('agrees on $id, $profile', { timeout: 30_000 }, async ({ load, profile }) => {
    const scenario = await load();
    const script = profile === 'as the scenario has it' ? scenario : { ...scenario, profile };
    const { said, expected } = compared(observedRun(script, 'patient'), script);
    expect(said).toEqual(expected);
  });

  it.each(Object.entries(CASES))('agrees on a run: %s', { timeout: 30_000 }, (_, one) => {
    const script = scriptFor(one);
    const { said, expected, seen } = compared(observedRun(script, 'patient'), script);
    expect(said).toEqual(expected);
    expect([...seen]).toEqual(expect.arrayContaining([...one.shows]));
  });

  it.each([
    ['icmp-port-unreachable', '3/3 40000 8080'],
    ['icmp-host-prohibited', '3/10 40000 8080'],
    ['icmp-admin-prohibited', '3/13 40000 8080'],
  ] as const)('reads an ICMP message and what it quotes: %s', (policy, told) => {
    const filters = [{ host: 'server', port: 8080, policy }];
    const steps = [
      { process: 'C', call: 'socket', as: 'c' },
      { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
      { wait: 100 },
    ];
    const script = scriptFor({ network: { filters }, opening: [], steps, ending: [], shows: [] });
    const run = observedRun(script, 'patient');
    for (const vantage of [null, 'client', 'server']) {
      const packets = readCapture(pcapng(script.hosts, run, vantage));
      expect(packets.map(({ source, icmp, broken }) => [source, icmp, broken])).toEqual([
        ['client', '', ''],
        ['server', told, ''],
      ]);
      expect(packets[1]?.comment).toBe(
        'on arrival of SYN from client; filter-rejects (iptables-extensions(8)); icmp-tells (RFC 1122 §3.2.2.1)',
      );
    }
  });

  it('reads the ICMP message of a router half way, and the part of the segment that it quotes', () => {
    const script = scriptFor({
      network: { path_mtu: 1000 },
      steps: [send(3_000), { wait: 1_000 }],
      ending: [],
      shows: [],
    });
    const packets = readCapture(pcapng(script.hosts, observedRun(script, 'patient')));
    const told = packets.filter(({ icmp }) => icmp !== '');
    expect(told.length).toBeGreaterThan(0);
    for (const { source, icmp, broken, comment } of told) {
      expect([source, icmp, broken]).toEqual(['router', '3/4 40000 40404', '']);
      expect(comment).toContain('packet-too-big (RFC 1191 §3); icmp-tells');
    }
    expect(packets.map(({ broken }) => broken).join('')).toBe('');
  });

  it('misses at the receiver what was lost on the way, and at the sender misses nothing', () => {
    const script = scriptFor({ network: { delay_ms: 5, faults: [data(12)] }, steps: bulk, shows: [] });
    const run = observedRun(script, 'patient');
    const at = (host: string, analysis: Analysis): number =>
      readCapture(pcapng(script.hosts, run, host)).filter(({ analyses }) => analyses.has(analysis)).length;
    expect(at('server', 'lost_segment')).toBe(1);
    expect(at('client', 'lost_segment')).toBe(0);
    expect(at('client', 'retransmission') + at('client', 'out_of_order')).toBe(1);
  });
});
