import { describe, expect, it } from 'vitest';
import * as engine from '../../../src/engine/history/run.ts';
import { runOf } from '../../../src/app/store/run-of.ts';
import { marksOf, selectedPlaces } from '../../../src/app/timeline/marks.ts';
import type { CallScript } from '../../../src/programs/call-script.ts';
import { DEFAULT_SCRIPT, SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';

async function kindsOf(id: string): Promise<Record<string, number>> {
  const script = await SCENARIOS.find((scenario) => scenario.id === id)?.load();
  if (script === undefined) throw new Error(`no scenario ${id}`);
  const counts: Record<string, number> = {};
  for (const { kind } of marksOf(runOf(script, 1, [], engine))) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

describe('the marks on the timeline', () => {
  it('tell the calls of the client from those of the server', async () => {
    expect(await kindsOf('echo')).toEqual({ 'client-call': 5, 'server-call': 8 });
  });

  it('show a loss', async () => expect(await kindsOf('lost-segment')).toHaveProperty('loss'));

  it('show a reset, and the call that failed by it', async () => {
    const kinds = await kindsOf('refused');
    expect(kinds).toHaveProperty('reset');
    expect(kinds).toHaveProperty('error');
  });

  it('stand in order of their steps, from 0 to 1', async () => {
    const script = (await SCENARIOS[0]?.load()) as CallScript;
    const at = marksOf(runOf(script, 1, [], engine)).map((mark) => mark.at);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(Math.min(...at)).toBeGreaterThan(0);
    expect(Math.max(...at)).toBeLessThanOrEqual(1);
  });

  it('stand exactly at their steps', () => {
    const timeline = runOf(DEFAULT_SCRIPT, 1, [], engine);
    const steps = marksOf(timeline).map(({ at }) => at * timeline.steps.length);
    expect(steps.map((step) => Math.abs(step - Math.round(step)) < 1e-9)).not.toContain(false);
  });

  it('are few on a long run, and made once', () => {
    const steps = Array.from({ length: 3_000 }, (_, i) => ({ process: 'C', call: 'close', fd: i }) as const);
    const timeline = runOf(
      { name: 'long', hosts: { client: '10.0.0.1' }, processes: { C: { host: 'client' } }, steps },
      1,
      [],
      engine,
    );
    expect(timeline.steps.length).toBeGreaterThanOrEqual(3_000);
    expect(marksOf(timeline).length).toBeLessThan(500);
    expect(marksOf(timeline)).toBe(marksOf(timeline));
  });
});

describe('the places of what is selected', () => {
  const timeline = runOf(DEFAULT_SCRIPT, 1, [], engine);
  const trace = timeline.trace.items;
  const connect = trace.filter((event) => event.kind === 'call').find(({ call }) => call.name === 'connect');

  it('a call: where it was made, and where the segments that it drew were sent', () => {
    const places = selectedPlaces(timeline, { kind: 'call', callId: connect?.callId ?? -1 });
    // The call with the SYN in one step, the SYN ACK, the ACK.
    expect(places).toHaveLength(3);
    expect(places.toSorted((a, b) => a - b)).toEqual(places);
    expect(places.every((place) => place > 0 && place < 1)).toBe(true);
  });

  it('nothing: none', () => expect(selectedPlaces(timeline, null)).toEqual([]));
});
