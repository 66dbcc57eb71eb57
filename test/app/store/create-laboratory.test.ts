import { beforeEach, describe, expect, it } from 'vitest';
import { createStore, type StoreApi } from 'zustand';
import { type Ground, laboratory } from '../../../src/app/store/create-laboratory.ts';
import { momentOf } from '../../../src/app/store/moments.ts';
import { readWork } from '../../../src/app/store/read-work.ts';
import type { Laboratory } from '../../../src/app/store/state.ts';
import { writeWork } from '../../../src/app/store/work.ts';
import { milliseconds } from '../../../src/engine/base/time.ts';
import * as engine from '../../../src/engine/history/run.ts';
import { worldAt } from '../../../src/engine/history/worlds.ts';
import { stopsOf } from '../../../src/engine/history/stops.ts';
import type { Action } from '../../../src/engine/simulation/action.ts';
import { DEFAULT_SCRIPT, SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';

const CLOSE_NOTHING: Action = {
  kind: 'call',
  process: 'C',
  call: { name: 'close', fd: 9 },
  names: { fd: null, as: null },
};

function open(ground: Partial<Ground> = {}): StoreApi<Laboratory> {
  return createStore<Laboratory>()(
    laboratory({
      catalogue: SCENARIOS,
      usual: { id: 'echo', script: DEFAULT_SCRIPT },
      left: { work: null, notice: null },
      read: async (text, file) => readWork(text, file),
      // Nothing moves by itself: a press arrives at once.
      reducedMotion: () => true,
      engine,
      ...ground,
    }),
  );
}

/** Waits until the store is as wanted; what is fetched arrives in its own time. */
const until = (store: StoreApi<Laboratory>, wanted: (state: Laboratory) => boolean): Promise<void> =>
  new Promise((resolve) => {
    if (wanted(store.getState())) resolve();
    else store.subscribe((state) => wanted(state) && resolve());
  });

let store: StoreApi<Laboratory>;
const now = () => store.getState();
beforeEach(() => {
  store = open();
});

describe('before the engine is here', () => {
  it('stands at the beginning, and does what is asked for in its turn', async () => {
    let arrive: () => void = () => undefined;
    const store = open({ engine: () => new Promise((resolve) => (arrive = () => resolve(engine))) });
    expect(store.getState().timeline).toMatchObject({ end: 'not-run', beginning: now().timeline.beginning });
    store.getState().toEnd();
    store.getState().back('event');
    expect(store.getState().cursor.step).toBe(0);
    arrive();
    await until(store, ({ cursor }) => cursor.step > 0 && cursor.step < now().timeline.steps.length);
    expect(store.getState().timeline.trace).toEqual(now().timeline.trace);
    expect(store.getState().cursor.step).toBe(now().timeline.steps.length - 1);
  });

  it('says so when it cannot be fetched', async () => {
    const store = open({ engine: () => Promise.reject(new Error('no network')) });
    await until(store, ({ notice }) => notice?.kind === 'engine-unreachable');
    store.getState().forward();
    expect(store.getState().cursor.step).toBe(0);
  });
});

describe('stepping', () => {
  it('begins before anything has happened', () => {
    expect(now().cursor).toEqual({ step: 0, time: 0 });
    expect(now().timeline.steps.length).toBeGreaterThan(20);
  });

  it.each(['call', 'segment', 'event'] as const)('by %s goes from stop to stop, and back over the same ones', (by) => {
    now().setGranularity(by);
    const seen = [0];
    while (now().cursor.step < now().timeline.steps.length) {
      now().forward();
      seen.push(now().cursor.step);
    }
    expect(seen).toEqual(stopsOf(now().timeline, by));
    const back = [];
    while (now().cursor.step > 0) {
      back.push(now().cursor.step);
      now().back();
    }
    expect([...back, 0].toReversed()).toEqual(seen);
  });

  it('writes the cursor and nothing else of the run', () => {
    const { timeline } = now();
    now().forward();
    now().toEnd();
    now().back();
    expect(now().timeline).toBe(timeline);
  });

  it('stands at the moment of its step', () => {
    now().seek(9);
    expect(now().cursor.time).toBe(worldAt(now().timeline, 9).now);
  });

  it.each([
    [-3, 0],
    [1e9, Infinity],
    [Number.NaN, 0],
    [2.4, 2],
  ])('to %d stays within the run', (asked, got) => {
    now().seek(asked);
    expect(now().cursor.step).toBe(Math.min(got, now().timeline.steps.length));
  });

  it('at the end goes no further', () => {
    now().toEnd();
    now().forward();
    expect(now().cursor.step).toBe(now().timeline.steps.length);
    expect(now().moving).toBe(false);
  });

  it('from between two events goes back to the stop before', () => {
    now().forward();
    now().forward();
    const { step, time } = now().cursor;
    store.setState({ cursor: { step, time: (time + 1_000) as typeof time } });
    now().back();
    expect(now().cursor).toEqual({ step, time });
  });

  it('leads to what is worth seeing, and back', async () => {
    now().open('refused');
    await until(store, ({ scenarioId }) => scenarioId === 'refused');
    now().toInteresting(1);
    const first = now().cursor.step;
    now().toInteresting(1);
    expect(now().cursor.step).toBeGreaterThan(first);
    now().toInteresting(-1);
    expect(now().cursor.step).toBe(first);
  });
});

describe('a press during a glide', () => {
  it('ends it at once and goes on', () => {
    store = open({ reducedMotion: () => false, frames: { request: () => 1, cancel: () => {} } });
    const { timeline } = now();
    const at = (step = 0) => ({ step, time: momentOf(timeline, step) });
    // Three stops with time between them, so that both presses glide.
    const stops = stopsOf(timeline, 'call');
    const from = stops.findIndex(
      (stop, i) => at(stop).time < at(stops[i + 1]).time && at(stops[i + 1]).time < at(stops[i + 2]).time,
    );
    now().seek(stops[from] ?? 0);
    now().forward();
    expect(now().moving).toBe(true);
    expect(now().cursor).toEqual(at(stops[from]));
    now().forward();
    expect(now().moving).toBe(true);
    expect(now().cursor).toEqual(at(stops[from + 1]));
    now().back();
    expect(now().moving).toBe(false);
    expect(now().cursor).toEqual(at(stops[from]));
  });
});

describe('acting', () => {
  it('in the past forks, says so, and undo brings the old future back', () => {
    const before = now().timeline;
    now().seek(7);
    now().act(CLOSE_NOTHING);
    expect(now().timeline).not.toBe(before);
    expect(now().fork).toEqual({ atStep: 7, eventsLeftBehind: before.steps.length - 7 });
    expect(now().cursor.step).toBeGreaterThan(7);
    const forked = now().timeline;
    now().undo();
    expect(now().timeline).toBe(before);
    expect(now().cursor.step).toBe(7);
    expect(now().fork).toBeNull();
    now().redo();
    expect(now().timeline).toBe(forked);
  });

  it('at the end only goes on', () => {
    now().toEnd();
    const last = now().cursor.step;
    now().act(CLOSE_NOTHING);
    expect(now().fork).toBeNull();
    expect(now().cursor.step).toBeGreaterThan(last);
    expect(now().timeline.recording.actions).toHaveLength(1);
  });

  it('on nothing changes nothing', () => {
    const before = now().timeline;
    now().act({ kind: 'delay', flight: 12_345, by: milliseconds(1) });
    expect(now().timeline).toBe(before);
    expect(now().undoable).toEqual([]);
  });

  it('after undo strikes what could be redone', () => {
    now().seek(7);
    now().act(CLOSE_NOTHING);
    now().undo();
    now().act(CLOSE_NOTHING);
    expect(now().redoable).toEqual([]);
  });
});

describe('opening', () => {
  it("a machine's other TCP begins the run again, is in the recording, and can be undone", () => {
    now().toEnd();
    now().act(CLOSE_NOTHING);
    const before = now();
    now().setProfile('server', 'linux-reno');
    expect(now()).toMatchObject({ cursor: { step: 0 }, notice: { kind: 'restarted', host: 'server' }, fork: null });
    const { hosts } = now().timeline.beginning;
    expect(hosts['server']).toMatchObject({
      profile: 'linux',
      tuning: { congestionControl: 'reno', delayedAck: true },
    });
    expect(hosts['client']).toMatchObject({ profile: 'textbook' });
    const kept = readWork(writeWork(now()));
    expect(kept).toMatchObject({ ok: true, value: { scenarioId: 'echo', script: now().script, actions: [] } });
    now().undo();
    expect(now().timeline).toBe(before.timeline);
    expect(now()).toMatchObject({ cursor: before.cursor, notice: null });
    now().redo();
    expect(now().timeline.beginning.hosts['server']?.profile).toBe('linux');
  });

  it('another scenario keeps a run in which the user acted, for undo', async () => {
    now().act(CLOSE_NOTHING);
    const mine = now().timeline;
    now().open('lost-syn');
    await until(store, ({ scenarioId }) => scenarioId === 'lost-syn');
    expect(now().cursor.step).toBe(0);
    now().undo();
    expect(now().timeline).toBe(mine);
    expect(now().scenarioId).toBe('echo');
  });

  it('two scenarios in a row shows the last, however late the first arrives', async () => {
    let arrive = (): void => {};
    const late = new Promise<typeof DEFAULT_SCRIPT>((resolve) => {
      arrive = () => resolve(DEFAULT_SCRIPT);
    });
    store = open({ catalogue: [{ id: 'late', load: () => late }, ...SCENARIOS] });
    now().open('late');
    now().open('refused');
    await until(store, ({ scenarioId }) => scenarioId === 'refused');
    arrive();
    await late;
    await Promise.resolve();
    expect(now().scenarioId).toBe('refused');
  });

  it('a scenario that cannot be fetched changes nothing and says so', async () => {
    store = open({ catalogue: [{ id: 'gone', load: () => Promise.reject(new Error('offline')) }] });
    const { timeline } = now();
    now().open('gone');
    await until(store, ({ notice }) => notice !== null);
    expect(now().notice).toEqual({ kind: 'scenario-unreachable', scenarioId: 'gone' });
    expect(now().timeline).toBe(timeline);
  });

  it('a saved file brings the run and the place back', async () => {
    now().seek(7);
    now().act(CLOSE_NOTHING);
    const text = writeWork(now());
    const { trace } = now().timeline;
    store = open();
    now().openFile('work.json', text);
    await until(store, ({ timeline }) => timeline.recording.actions.length === 1);
    expect(now().timeline.trace.items).toEqual(trace.items);
    expect(JSON.parse(writeWork(now()))).toEqual(JSON.parse(text));
  });

  it('a call script from a file runs it', async () => {
    now().openFile('mine.json', JSON.stringify({ ...DEFAULT_SCRIPT, name: 'mine' }));
    await until(store, ({ scenarioId }) => scenarioId === null);
    expect(now().script.name).toBe('mine');
  });

  it('a bad file changes nothing and says what is wrong, in both languages', async () => {
    const { timeline } = now();
    now().openFile('bad.json', '{ "name": 3 }');
    await until(store, ({ notice }) => notice !== null);
    expect(now().timeline).toBe(timeline);
    const { notice } = now();
    if (notice?.kind !== 'unreadable-file') throw new Error('no such notice');
    expect(notice.reason.en).toContain('bad.json');
    expect(notice.reason['pt-BR']).not.toBe(notice.reason.en);
  });
});

describe('what the screen speaks of', () => {
  it('follows a movement by call whatever is chosen', () => {
    now().setGranularity('event');
    now().forward('call');
    expect(now().tellBy).toBe('call');
    now().forward();
    expect(now().tellBy).toBe('event');
  });
});

it('keeps the speed within what can be chosen', () => {
  now().setSpeed(100);
  expect(now().speed).toBe(8);
  now().setSpeed(0);
  expect(now().speed).toBe(0.25);
});

describe('within the bounds of an exercise', () => {
  const allowed = { calls: ['connect'], faults: false } as const;
  const POWER: Action = { kind: 'power', host: 'server', on: false };

  it('refuses what is not allowed, says why, and leaves the run as it is', () => {
    now().openScript(DEFAULT_SCRIPT, { bounds: { allowed, until: null } });
    const { timeline } = now();
    now().act(CLOSE_NOTHING);
    expect(now()).toMatchObject({ timeline, notice: { kind: 'not-allowed', what: { kind: 'call', call: 'close' } } });
    now().act(POWER);
    expect(now()).toMatchObject({ timeline, notice: { kind: 'not-allowed', what: { kind: 'fault' } } });
    expect(now().timeline).toBe(timeline);
  });

  it('says so before a form is filled in, and no more once something is done that is allowed', () => {
    now().openScript(DEFAULT_SCRIPT, { bounds: { allowed, until: null } });
    expect(now().mayCall('connect')).toBe(true);
    expect(now().mayCall('close')).toBe(false);
    expect(now().notice).toMatchObject({ kind: 'not-allowed', allowed });
    now().act({ ...CLOSE_NOTHING, call: { name: 'connect', fd: 9, address: null, port: 0 } });
    expect(now().notice).toBeNull();
    expect(now().timeline.recording.actions).toHaveLength(1);
  });

  it('shows no more of the run than is to be seen, in no part of it', () => {
    now().openScript(DEFAULT_SCRIPT, { bounds: { allowed: null, until: 7 } });
    const { timeline } = now();
    expect(timeline.steps.items).toHaveLength(7);
    expect(timeline.trace.items).toHaveLength(timeline.steps.items.at(-1)?.traceEnd ?? -1);
    now().toEnd();
    expect(now().cursor.step).toBe(7);
    now().seek(1000);
    expect(now().cursor.step).toBe(7);
    now().play();
    now().forward('event');
    expect(now().cursor.step).toBeLessThanOrEqual(7);
    now().toInteresting(1);
    expect(now().cursor.step).toBeLessThanOrEqual(7);
  });

  it('lets nobody act, or give a machine another TCP, while a part is hidden', () => {
    now().openScript(DEFAULT_SCRIPT, { bounds: { allowed: null, until: 7 } });
    const { timeline } = now();
    now().act(CLOSE_NOTHING);
    expect(now()).toMatchObject({ notice: { kind: 'not-allowed', what: { kind: 'hidden' } } });
    now().setProfile('server', 'linux-reno');
    expect(now().timeline).toBe(timeline);
    expect(now().mayCall('connect')).toBe(false);
  });

  it('shows the rest when the bounds are widened, at the same place', () => {
    const whole = now().timeline.trace;
    now().openScript(DEFAULT_SCRIPT, { step: 5, bounds: { allowed: null, until: 7 } });
    now().bound({ allowed: null, until: 12 });
    expect(now().cursor.step).toBe(5);
    expect(now().timeline.steps.length).toBe(12);
    now().bound(null);
    expect(now().timeline.trace).toEqual(whole);
    now().toEnd();
    now().bound({ allowed: null, until: 3 });
    expect(now().cursor.step).toBe(3);
  });

  it('leaves the bounds with the exercise, and takes them up again with undo', () => {
    now().openScript(DEFAULT_SCRIPT, { bounds: { allowed: { calls: ['close'], faults: false }, until: null } });
    now().toEnd();
    now().act(CLOSE_NOTHING);
    now().openScript(DEFAULT_SCRIPT);
    expect(now().bounds).toBeNull();
    expect(now().mayCall('connect')).toBe(true);
    now().undo();
    expect(now().mayCall('connect')).toBe(false);
  });
});
