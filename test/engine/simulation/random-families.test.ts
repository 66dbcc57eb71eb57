import { expect, test } from 'vitest';
import { run, worldAt } from '../../../src/engine/history/run.ts';
import { randomFamilies, ROUGH_SETTING } from '../../support/random-calls.ts';
import { faultsOf } from '../../support/valid-world.ts';

const SEEDS = 60;
const CALLS = 200;

test('processes that fork, threads and shared descriptors leave a valid World, whatever they call', () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const timeline = run({ setting: ROUGH_SETTING, programs: randomFamilies(seed, CALLS), seed, actions: [] });
    for (const event of timeline.trace.items) seen.add(event.rule);
    for (let step = 1; step <= timeline.steps.length; step++) {
      if (step % 11 === 1 || step === timeline.steps.length) {
        expect(faultsOf(worldAt(timeline, step)), `seed ${seed}, step ${step}`).toEqual([]);
      }
    }
  }
  // Otherwise nothing of the kind has happened.
  for (const rule of [
    'fork-done',
    'thread-started',
    'dup-done',
    'dup2-replaces',
    'close-shared',
    'close-while-in-use',
  ]) {
    expect(seen, rule).toContain(rule);
  }
}, 120_000);
