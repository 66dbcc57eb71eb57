import { describe, expect, test } from 'vitest';
import { tableValues } from '../../../src/engine/base/table.ts';
import { milliseconds } from '../../../src/engine/base/time.ts';
import { act, run, traceEndAt, worldAt } from '../../../src/engine/history/run.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import type { Action } from '../../../src/engine/simulation/action.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import type { Address } from '../../../src/engine/wire/address.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';
import type { CallScript } from '../../../src/programs/call-script.ts';
import { scriptPrograms } from '../../../src/programs/script-programs.ts';
import { APPLICATION_CONDITIONS, settingOf } from '../../../src/programs/setting-of.ts';
import { faultsOf } from '../../support/valid-world.ts';

const runOf = (script: CallScript): Timeline =>
  run({
    setting: settingOf(script, APPLICATION_CONDITIONS),
    programs: scriptPrograms(script, 'patient'),
    seed: 1,
    actions: [],
  });
const ECHO = runOf(DEFAULT_SCRIPT);

/** The first step after which something like this has happened. */
function stepAfter(timeline: Timeline, happened: (event: TraceEvent) => boolean): number {
  const index = timeline.trace.items.findIndex(happened);
  for (let step = 1; step <= timeline.steps.length; step++) if (traceEndAt(timeline, step) > index) return step;
  throw new Error('it never happens');
}

/** Acts after a step; checks that the recording alone brings the same run, and that every World in it is in order. */
function actAt(timeline: Timeline, step: number, action: Action): { forked: Timeline; fresh: readonly TraceEvent[] } {
  const forked = act(timeline, { step, time: worldAt(timeline, step).now }, action);
  const again = run(forked.recording);
  expect(JSON.stringify(again.trace.items.slice(0, again.trace.length))).toBe(
    JSON.stringify(forked.trace.items.slice(0, forked.trace.length)),
  );
  for (let at = 1; at <= forked.steps.length; at++) expect(faultsOf(worldAt(forked, at))).toEqual([]);
  const fresh = forked.trace.items.slice(traceEndAt(timeline, step), forked.trace.length);
  return { forked, fresh };
}

const isData = (event: TraceEvent): boolean => event.kind === 'sent' && event.segment.payload.length > 0;
const dataFlight = (timeline: Timeline, step: number): number =>
  tableValues(worldAt(timeline, step).network.flights).find(({ segment }) => segment.payload.length > 0)?.id ?? -1;

describe('a segment under way, by hand', () => {
  const step = stepAfter(ECHO, isData);
  const flight = dataFlight(ECHO, step);

  test('is corrupted: it comes to the end of its way, the checksum finds it, and it is sent again', () => {
    const { fresh } = actAt(ECHO, step, { kind: 'corrupt', flight });
    expect(fresh[0]).toMatchObject({ kind: 'corrupted', flight, rule: 'corrupted-by-hand' });
    const lost = fresh.find(({ kind }) => kind === 'lost');
    expect(lost).toMatchObject({ flight, rule: 'checksum-wrong', progress: 1 });
    expect(fresh.some((event) => event.kind === 'sent' && event.repeats === flight)).toBe(true);
  });

  test('is corrupted once only, and cannot change places with nobody', () => {
    const { forked } = actAt(ECHO, step, { kind: 'corrupt', flight });
    const cursor = { step: step + 1, time: worldAt(forked, step + 1).now };
    expect(act(forked, cursor, { kind: 'corrupt', flight })).toBe(forked);
    for (const way of ['ahead', 'behind'] as const)
      expect(act(ECHO, { step, time: worldAt(ECHO, step).now }, { kind: 'reorder', flight, way })).toBe(ECHO);
  });

  const two = runOf({
    ...DEFAULT_SCRIPT,
    steps: [
      ...DEFAULT_SCRIPT.steps.slice(0, 6),
      { process: 'C', call: 'setsockopt', fd: 'c', option: 'TCP_NODELAY', value: 1 },
      { process: 'C', call: 'send', fd: 'c', bytes: 4_000 },
      { wait: 500 },
    ],
  });

  test('changes places with those ahead of it, or behind it: a gap is kept, and filled', () => {
    const sent = stepAfter(two, isData);
    const ids = tableValues(worldAt(two, sent).network.flights).map(({ id }) => id);
    expect(ids.length).toBe(3);
    for (const [way, index] of [['ahead', 2] as const, ['behind', 0] as const]) {
      const { fresh } = actAt(two, sent, { kind: 'reorder', flight: ids[index] ?? -1, way });
      expect(fresh[0]).toMatchObject({ kind: 'delayed', rule: `moved-${way}-by-hand` });
      const arrived = fresh.flatMap((event) =>
        event.kind === 'arrived' && ids.includes(event.flight) ? [event.flight] : [],
      );
      expect(arrived).toEqual(way === 'ahead' ? [ids[2], ids[0], ids[1]] : [ids[1], ids[2], ids[0]]);
      expect(fresh.some(({ kind }) => kind === 'kept-out-of-order')).toBe(true);
    }
  });
});

describe('the network and the machines, by hand', () => {
  const step = stepAfter(ECHO, isData);

  test('a link is cut, with what is on it, and mended', () => {
    const link = { kind: 'link', host: 'client', peer: 'server', both: true } as const;
    const { forked, fresh } = actAt(ECHO, step, { ...link, change: { down: true } });
    expect(fresh[0]).toMatchObject({ kind: 'link-changed', rule: 'link-cut', by: 'hand' });
    expect(fresh[1]).toMatchObject({ kind: 'lost', rule: 'link-down' });
    expect(worldAt(forked, step + 1).network.flights.size).toBe(0);
    const mended = actAt(forked, step + 1, { ...link, change: { down: false } });
    expect(mended.fresh.some((event) => event.kind === 'received')).toBe(true);
    expect(actAt(ECHO, step, { ...link, change: { down: false } }).forked).toBe(ECHO);
  });

  test('a link is given loss, delay, jitter, bandwidth, a queue and an MTU, one way or both', () => {
    const change = {
      loss: 1,
      delay: milliseconds(50),
      jitter: milliseconds(5),
      bandwidth: 64_000,
      queueLimit: 2,
      mtu: 576,
    };
    const { forked, fresh } = actAt(ECHO, step, { kind: 'link', host: 'server', peer: 'client', both: false, change });
    const links = worldAt(forked, step + 1).network.links;
    expect(links.map(({ from, loss }) => [from, loss ?? 0])).toEqual([
      ['client', 0],
      ['server', 1],
    ]);
    expect(fresh[0]).toMatchObject({ kind: 'link-changed', rule: 'link-changed', change });
    expect(fresh.filter((event) => event.kind === 'arrived' && event.from === 'server')).toEqual([]);
  });

  test('a machine loses its power: its program is set aside, and goes on by hand when the power is back', () => {
    const { forked, fresh } = actAt(ECHO, step, { kind: 'power', host: 'server', on: false });
    expect(fresh[0]).toMatchObject({ kind: 'power', rule: 'power-lost', by: 'hand', on: false });
    expect(fresh.filter((event) => event.kind === 'call' && event.process === 'S')).toEqual([]);
    const { hosts } = worldAt(forked, step + 1);
    expect(hosts['server']?.sockets.size).toBe(0);
    const back = actAt(forked, step + 1, { kind: 'power', host: 'server', on: true });
    expect(
      back.fresh.some((event) => event.kind === 'sent' && event.from === 'server' && event.segment.flags.rst),
    ).toBe(true);
    expect(back.fresh.filter((event) => event.kind === 'call' && event.process === 'S')).toEqual([]);
    const socket: Action = {
      kind: 'call',
      process: 'S',
      call: { name: 'socket', family: 'AF_INET', nonblocking: false },
      names: { fd: null, as: 's' },
    };
    const called = actAt(back.forked, step + 2, socket);
    expect(called.fresh.find(({ kind }) => kind === 'return')).toMatchObject({ result: { returns: 3 } });
  });

  test('a port is closed by a packet filter, and opened', () => {
    const filter = { kind: 'filter', host: 'server', port: 8080 } as const;
    const { forked, fresh } = actAt(ECHO, step, { ...filter, policy: 'drop' });
    expect(fresh[0]).toMatchObject({ kind: 'filter', rule: 'filter-set', policy: 'drop', by: 'hand' });
    expect(fresh.some(({ kind, rule }) => kind === 'lost' && rule === 'filter-drops')).toBe(true);
    const opened = actAt(forked, step + 1, { ...filter, policy: null });
    expect(opened.fresh.some(({ kind }) => kind === 'received')).toBe(true);
    expect(actAt(ECHO, step, { ...filter, policy: null }).forked).toBe(ECHO);
  });
});

test('connect to an address that no machine has: EHOSTUNREACH after three requests (observed: 3.05 to 3.07 s)', () => {
  const made = stepAfter(ECHO, (event) => event.kind === 'return' && event.process === 'C');
  const address = '10.0.0.9' as Address;
  const { fresh } = actAt(ECHO, made, {
    kind: 'call',
    process: 'C',
    call: { name: 'connect', fd: 3, address, port: 80 },
    names: { fd: 'c', as: null },
  });
  const returned = fresh.find((event) => event.kind === 'return');
  expect(returned).toMatchObject({ result: { errno: 'EHOSTUNREACH' }, rule: 'connect-ehostunreach' });
  expect(returned?.kind === 'return' && returned.at - returned.called).toBe(3_060_000);
  expect(fresh.filter(({ kind }) => kind === 'icmp-arrived')).toHaveLength(1);
});
