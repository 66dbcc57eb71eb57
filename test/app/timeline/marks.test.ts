import { describe, expect, it } from 'vitest';
import * as engine from '../../../src/engine/history/run.ts';
import { runOf } from '../../../src/app/store/run-of.ts';
import { marksOf } from '../../../src/app/timeline/marks.ts';
import type { CallScript } from '../../../src/programs/call-script.ts';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';

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

  it('are few on a long run, and made once', () => {
    const steps = Array.from({ length: 3_000 }, (_, i) => ({ process: 'C', call: 'close', fd: i }) as const);
    const timeline = runOf(
      { name: 'long', hosts: { client: '10.0.0.1' }, processes: { C: { host: 'client' } }, steps },
      1,
      [],
      engine,
    );
    expect(timeline.steps.length).toBeGreaterThanOrEqual(3_000);
    expect(marksOf(timeline).length).toBeLessThan(1_300);
    expect(marksOf(timeline)).toBe(marksOf(timeline));
  });
});
