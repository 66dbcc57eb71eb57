import { beforeAll, describe, expect, test } from 'vitest';
import { logItems } from '../../../src/engine/base/log.ts';
import { act, run, worldAt } from '../../../src/engine/history/run.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import { advance } from '../../../src/engine/simulation/advance.ts';
import { createWorld } from '../../../src/engine/simulation/create-world.ts';
import type { World } from '../../../src/engine/simulation/world.ts';
import { transfer } from '../../bench/engine/transfer.ts';

/** Beyond the steps of which every World is kept. */
const FAR = 300;
const recording = transfer(250_000, 0.01);
const text = (world: World): string => JSON.stringify(world);

describe('the Worlds of a long run', () => {
  let timeline: Timeline;
  /** As they followed one another, some of them. */
  const originals = new Map<number, string>();

  beforeAll(() => {
    timeline = run(recording);
    let world = createWorld(recording.setting, recording.seed, recording.programs);
    for (let step = 1; step <= timeline.steps.length; step++) {
      const next = advance(world, recording.programs, null);
      if (typeof next === 'string') throw new Error(next);
      ({ world } = next);
      if (step === 100 || (step >= FAR && step % 11 === 0)) originals.set(step, text(world));
    }
  });

  test('are kept here and there only', () => {
    const kept = logItems(timeline.steps)
      .slice(FAR)
      .filter(({ world }) => world !== null);
    expect(timeline.steps.length).toBeGreaterThan(FAR + 64);
    expect(kept.length).toBeLessThan((timeline.steps.length - FAR) / 8);
    expect(kept.length).toBeGreaterThan(0);
  });

  test('are made again as they were, whatever the order in which they are asked for', () => {
    for (const step of originals.keys())
      expect(text(worldAt(timeline, step)), `step ${step}`).toBe(originals.get(step));
    for (const step of [...originals.keys()].toReversed()) {
      expect(text(worldAt(timeline, step)), `step ${step}`).toBe(originals.get(step));
    }
  });

  test('are the same object when one looks twice', () => {
    expect(worldAt(timeline, FAR + 3)).toBe(worldAt(timeline, FAR + 3));
  });

  test('are made again across what the hand did, in a fork that leaves the old future as it was', () => {
    const step = logItems(timeline.steps).findIndex(
      ({ event }, index) => index > FAR && event.kind === 'flight-ends' && index % 32 === 8,
    );
    const [flight] = logItems(timeline.trace)
      .slice(timeline.steps.items[step - 1]?.traceEnd)
      .flatMap((event) => (event.kind === 'arrived' ? [event.flight] : []));
    const cursor = { step, time: worldAt(timeline, step).now };
    const forked = act(timeline, cursor, { kind: 'drop', flight: flight ?? -1 });
    expect(forked.steps.items[step]?.event.kind).toBe('action');
    const again = run(forked.recording);
    for (const at of [step - 2, step, step + 1, step + 2, step + 40]) {
      expect(text(worldAt(forked, at)), `step ${at}`).toBe(text(worldAt(again, at)));
    }
    const later = Math.ceil((step + 1) / 11) * 11;
    expect(text(worldAt(timeline, later))).toBe(originals.get(later));
  });
});
