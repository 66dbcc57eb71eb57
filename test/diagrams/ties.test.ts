import { describe, expect, it } from 'vitest';
import { isLit, tiesOf } from '../../src/diagrams/ties.ts';
import type { TraceEvent } from '../../src/engine/trace/event.ts';
import { scenarioRuns } from '../support/scenario-timelines.ts';

const runs = await scenarioRuns();
const traceOf = (id: string): readonly TraceEvent[] => runs.find((run) => run.id === id)?.timeline.trace.items ?? [];

const trace = traceOf('echo');
const calls = trace.filter((event) => event.kind === 'call');
const callOf = (name: string, process: string): number =>
  calls.find((event) => event.call.name === name && event.process === process)?.callId ?? -1;
const sent = trace.filter((event) => event.kind === 'sent');

describe('what a selection lights up', () => {
  it('connect: the three segments of the handshake, whoever sent them', () => {
    const ties = tiesOf(trace, { kind: 'call', callId: callOf('connect', 'C') });
    const lit = sent.filter(({ flight }) => ties.flights.has(flight)).map(({ host, segment }) => [host, segment.flags]);
    expect(lit.map(([host]) => host)).toEqual(['client', 'server', 'client']);
    expect(lit[0]?.[1]).toMatchObject({ syn: true, ack: false });
  });

  it('a segment: itself and the call that it comes from, not the other segments of that call', () => {
    const [syn] = sent;
    const ties = tiesOf(trace, { kind: 'flight', flight: syn?.flight ?? -1 });
    expect([...ties.flights]).toEqual([syn?.flight]);
    expect([...ties.calls]).toEqual([callOf('connect', 'C')]);
    expect(isLit(ties, { kind: 'calls', id: 'operation C connect', calls: [callOf('connect', 'C')] })).toBe(true);
    expect(isLit(ties, { kind: 'calls', id: 'operation C send', calls: [callOf('send', 'C')] })).toBe(false);
  });

  it('a segment that was sent again: all its tries', () => {
    const twice = traceOf('lost-syn').filter(
      (event) => event.kind === 'sent' && event.segment.flags.syn && event.host === 'client',
    );
    const tries = twice.flatMap((event) => ('flight' in event ? [event.flight] : []));
    expect(tries).toHaveLength(2);
    for (const flight of tries) {
      expect([...tiesOf(traceOf('lost-syn'), { kind: 'flight', flight }).flights]).toEqual(tries);
    }
  });

  it('an operation: all of its calls, and itself though it has been called by nobody', () => {
    const recv = callOf('recv', 'S');
    const ties = tiesOf(trace, { kind: 'calls', id: 'operation S recv', calls: [recv] });
    expect(isLit(ties, { kind: 'call', callId: recv })).toBe(true);
    const idle = { kind: 'calls', id: 'operation C poll', calls: [] } as const;
    expect(isLit(tiesOf(trace, idle), idle)).toBe(true);
  });

  it('a socket or nothing: no call', () => {
    expect(tiesOf(trace, { kind: 'socket', host: 'client', socket: 1 }).calls.size).toBe(0);
    expect(isLit(tiesOf(trace, null), { kind: 'flight', flight: 1 })).toBe(false);
  });

  it('a repeated segment: the call of the first try', () => {
    const lossy = traceOf('lost-segment');
    const again = lossy.find((event) => event.kind === 'sent' && event.repeats !== null);
    if (again?.kind !== 'sent' || again.repeats === null) throw new Error('nothing is repeated');
    const callsOf = (flight: number): readonly number[] => [...tiesOf(lossy, { kind: 'flight', flight }).calls];
    expect(callsOf(again.flight)).toEqual(callsOf(again.repeats));
    expect(callsOf(again.flight)).toHaveLength(1);
  });
});
