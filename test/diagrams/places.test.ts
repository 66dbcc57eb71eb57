import { describe, expect, it } from 'vitest';
import { placesOf } from '../../src/diagrams/places.ts';
import type { TraceEvent } from '../../src/engine/trace/event.ts';
import { scenarioRuns } from '../support/scenario-timelines.ts';

const trace: readonly TraceEvent[] = (await scenarioRuns()).find(({ id }) => id === 'echo')?.timeline.trace.items ?? [];
const indexOf = (is: (event: TraceEvent) => boolean): number => trace.findIndex(is);

describe('where in the trace something happened', () => {
  it('a call: where it was made; a segment: where it was sent; a socket: where it was created', () => {
    const call = indexOf((event) => event.kind === 'call' && event.call.name === 'connect');
    const sent = indexOf((event) => event.kind === 'sent');
    const created = indexOf((event) => event.kind === 'socket-created');
    const at = <K extends TraceEvent['kind']>(index: number, kind: K) => {
      const event = trace[index];
      if (event?.kind !== kind) throw new Error(`no ${kind} at ${index}`);
      return event as Extract<TraceEvent, { readonly kind: K }>;
    };
    expect(placesOf(trace, { kind: 'call', callId: at(call, 'call').callId })).toEqual([call]);
    expect(placesOf(trace, { kind: 'flight', flight: at(sent, 'sent').flight })).toEqual([sent]);
    const { host, socket } = at(created, 'socket-created');
    expect(placesOf(trace, { kind: 'socket', host, socket })).toEqual([created]);
  });

  it('several calls: each of them, in the order of time; those that never were are left out', () => {
    const calls = trace.filter((event) => event.kind === 'call').map(({ callId }) => callId);
    const places = placesOf(trace, { kind: 'calls', id: 'all', calls: [9999, ...calls.toReversed()] });
    expect(places).toHaveLength(calls.length);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('nothing, and a process: nowhere', () => {
    expect(placesOf(trace, null)).toEqual([]);
    expect(placesOf(trace, { kind: 'process', process: 'C' })).toEqual([]);
  });
});
