import { describe, expect, test } from 'vitest';
import { logItems } from '../../../src/engine/base/log.ts';
import { milliseconds } from '../../../src/engine/base/time.ts';
import { act, goOn, run, traceEndAt, worldAt } from '../../../src/engine/history/run.ts';
import type { Recording } from '../../../src/engine/history/recording.ts';
import type { Timeline } from '../../../src/engine/history/timeline.ts';
import type { World } from '../../../src/engine/simulation/world.ts';
import { randomCalls, ROUGH_SETTING } from '../../support/random-calls.ts';

const recordingOf = (seed: number): Recording => ({
  setting: ROUGH_SETTING,
  programs: randomCalls(seed, 300),
  seed,
  actions: [],
});

const WAIT = { kind: 'wait', duration: milliseconds(1), step: 0 } as const;

const text = (timeline: Timeline): string => JSON.stringify(logItems(timeline.trace));

describe('a recording', () => {
  test('yields the same trace every time, byte for byte', () => {
    for (let seed = 1; seed <= 5; seed++) expect(text(run(recordingOf(seed)))).toBe(text(run(recordingOf(seed))));
  });

  test('yields another trace from another seed', () => {
    expect(text(run(recordingOf(1)))).not.toBe(text(run({ ...recordingOf(1), seed: 2 })));
  });

  test('saved in the middle as text and resumed, goes on identically', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const whole = run(recordingOf(seed));
      const middle = Math.floor(whole.steps.length / 2);
      const saved = JSON.stringify(worldAt(whole, middle));
      const resumed = goOn({
        ...whole,
        beginning: JSON.parse(saved) as World,
        steps: { items: [], length: 0 },
        trace: { items: [], length: 0 },
      });
      expect(JSON.stringify(logItems(whole.trace).slice(traceEndAt(whole, middle)))).toBe(text(resumed));
      expect(JSON.stringify(worldAt(resumed, resumed.steps.length))).toBe(
        JSON.stringify(worldAt(whole, whole.steps.length)),
      );
    }
  });

  test('of programs that never end is cut off somewhere, and says so', () => {
    const programs = { ...randomCalls(1, 1), next: (state: unknown) => ({ state, turn: WAIT }) };
    const { end, steps } = run({ ...recordingOf(1), programs });
    expect(end).toBe('too-long');
    expect(steps.length).toBeGreaterThanOrEqual(100_000);
  });

  test('has Worlds that nobody can write into', () => {
    const world = worldAt(run(recordingOf(1)), 101);
    expect(Object.isFrozen(world)).toBe(true);
    expect(Object.isFrozen(world.hosts['server']?.sockets.root)).toBe(true);
  });
});

describe('acting in the past', () => {
  const call = {
    kind: 'call',
    process: 'C1',
    call: { name: 'socket', family: 'AF_INET', nonblocking: false },
    names: { fd: null, as: null },
  } as const;

  test('keeps what had happened, cuts what came after, and replays identically', () => {
    const whole = run(recordingOf(3));
    const cursor = { step: 40, time: worldAt(whole, 40).now };
    const forked = act(whole, cursor, call);
    expect(logItems(forked.trace).slice(0, traceEndAt(whole, 40))).toEqual(
      logItems(whole.trace).slice(0, traceEndAt(whole, 40)),
    );
    expect(forked.steps.items[40]?.event.kind).toBe('action');
    expect(forked.recording.actions).toHaveLength(1);
    expect(text(run(forked.recording))).toBe(text(forked));
  });

  test('leaves the old future as it was', () => {
    const whole = run(recordingOf(3));
    const before = text(whole);
    act(whole, { step: 10, time: worldAt(whole, 10).now }, call);
    expect(text(whole)).toBe(before);
  });

  test('strikes the actions that came later', () => {
    const whole = run(recordingOf(3));
    const twice = act(
      act(whole, { step: 40, time: worldAt(whole, 40).now }, call),
      { step: 60, time: milliseconds(0) },
      call,
    );
    expect(twice.recording.actions.map(({ after }) => after)).toEqual([40, 60]);
    const earlier = act(twice, { step: 20, time: milliseconds(0) }, call);
    expect(earlier.recording.actions.map(({ after }) => after)).toEqual([20]);
  });

  test('on a segment that is no longer under way changes nothing', () => {
    const whole = run(recordingOf(3));
    expect(act(whole, { step: 40, time: worldAt(whole, 40).now }, { kind: 'drop', flight: 99_999 })).toBe(whole);
  });
});
