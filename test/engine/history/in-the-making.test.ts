import { describe, expect, test } from 'vitest';
import type { Recording } from '../../../src/engine/history/recording.ts';
import { run, worldAt } from '../../../src/engine/history/run.ts';
import { advance } from '../../../src/engine/simulation/advance.ts';
import { createWorld } from '../../../src/engine/simulation/create-world.ts';
import type { World } from '../../../src/engine/simulation/world.ts';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { crowd } from '../../bench/engine/crowd.ts';
import { transfer } from '../../bench/engine/transfer.ts';
import { randomCalls, randomFamilies, ROUGH_SETTING } from '../../support/random-calls.ts';

/** Beyond the steps of which every World is kept. */
const FAR = 256;

/** What a run is when each event has a World of its own, and nothing is written into. */
function worldByWorld({ setting, seed, programs }: Recording): { trace: TraceEvent[]; worlds: World[] } {
  const trace: TraceEvent[] = [];
  const worlds = [createWorld(setting, seed, programs)];
  for (;;) {
    const next = advance(worlds.at(-1) as World, programs, null);
    if (typeof next === 'string') return { trace, worlds };
    trace.push(...next.trace);
    worlds.push(next.world);
  }
}

const text = (value: unknown): string => JSON.stringify(value);

const rough = (seed: number, programs: Recording['programs']): Recording => ({
  setting: ROUGH_SETTING,
  programs,
  seed,
  actions: [],
});

describe.each([
  ['a transfer with losses', transfer(400_000, 0.02)],
  ['many clients', crowd(150)],
  ['calls without sense', rough(7, randomCalls(7, 400))],
  ['processes that fork', rough(2, randomFamilies(2, 400))],
])('a run whose Worlds are not all kept: %s', (_, recording) => {
  test('is what it is when every event makes a World', () => {
    const timeline = run(recording);
    const { trace, worlds } = worldByWorld(recording);
    expect(worlds.length).toBeGreaterThan(FAR + 100);
    expect(timeline.steps.length).toBe(worlds.length - 1);
    expect(text(timeline.trace.items)).toBe(text(trace));
    for (let step = FAR; step < worlds.length; step += step + 7 < worlds.length ? 7 : 1) {
      expect(text(worldAt(timeline, step)), `step ${step}`).toBe(text(worlds[step]));
    }
  });
});
