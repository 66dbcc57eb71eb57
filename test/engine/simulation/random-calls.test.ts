import { expect, test } from 'vitest';
import { run, worldAt } from '../../../src/engine/history/run.ts';
import type { TraceEventOf } from '../../../src/engine/trace/event.ts';
import { randomCalls, ROUGH_SETTING } from '../../support/random-calls.ts';
import { faultsOf } from '../../support/valid-world.ts';

const SEEDS = 560;
const CALLS = 200;
const LEAST = 100_000;

test('100,000 calls without sense leave a valid World, each with a result or asleep', () => {
  let made = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const timeline = run({ setting: ROUGH_SETTING, programs: randomCalls(seed, CALLS), seed, actions: [] });
    const open = new Map<number, string>();
    const ended = new Set<string>();
    for (const event of timeline.trace.items) {
      if (event.kind === 'call') {
        open.set(event.callId, event.process);
        made += 1;
      } else if (event.kind === 'return') open.delete(event.callId);
      else if (event.kind === 'process-ended') ended.add(event.process);
    }
    const asleep = timeline.trace.items.filter((event): event is TraceEventOf<'block'> => event.kind === 'block');
    const sleeping = new Set(asleep.map(({ callId }) => callId));
    for (const [callId, process] of open) {
      expect(sleeping.has(callId) || ended.has(process), `seed ${seed}: call ${callId} has no result`).toBe(true);
    }
    for (let step = 1; step <= timeline.steps.length; step++) {
      if (step % 97 === 1 || step === timeline.steps.length) {
        expect(faultsOf(worldAt(timeline, step)), `seed ${seed}, step ${step}`).toEqual([]);
      }
    }
  }
  expect(made).toBeGreaterThanOrEqual(LEAST);
}, 300_000);
