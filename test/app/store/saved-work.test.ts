import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand';
import { laboratory } from '../../../src/app/store/create-laboratory.ts';
import { readWork } from '../../../src/app/store/read-work.ts';
import { type Keeper, keepWork, restoreWork } from '../../../src/app/store/saved-work.ts';
import type { Laboratory } from '../../../src/app/store/state.ts';
import * as engine from '../../../src/engine/history/run.ts';
import { DEFAULT_SCRIPT, SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';

class Shelf implements Keeper {
  readonly kept = new Map<string, string>();
  getItem = (key: string): string | null => this.kept.get(key) ?? null;
  setItem = (key: string, value: string): void => {
    this.kept.set(key, value);
  };
}

const DENYING: Keeper = {
  getItem: () => {
    throw new Error('denied');
  },
  setItem: () => {
    throw new Error('denied');
  },
};

async function visit(keeper: Keeper, catalogue: Parameters<typeof restoreWork>[1] = SCENARIOS) {
  const left = await restoreWork(keeper, catalogue);
  const store = createStore<Laboratory>()(
    laboratory({
      catalogue,
      usual: { id: 'echo', script: DEFAULT_SCRIPT },
      left,
      read: async (text, file) => readWork(text, file),
      reducedMotion: () => true,
      engine,
    }),
  );
  return { store, leave: keepWork(store, keeper) };
}

describe('work', () => {
  it('is there again at the next visit: the run, and the place in it', async () => {
    const shelf = new Shelf();
    const first = await visit(shelf);
    first.store.getState().seek(7);
    first.store
      .getState()
      .act({ kind: 'call', process: 'C', call: { name: 'close', fd: 5 }, names: { fd: null, as: null } });
    first.leave();
    const second = (await visit(shelf)).store.getState();
    expect(second.timeline.recording.actions).toEqual(first.store.getState().timeline.recording.actions);
    expect(second.cursor).toEqual(first.store.getState().cursor);
    expect(second.notice).toEqual({ kind: 'continued' });
  });

  it('is kept once the laboratory stands still, without waiting for the end of the visit', async () => {
    vi.useFakeTimers();
    try {
      const shelf = new Shelf();
      const { store, leave } = await visit(shelf);
      store.getState().forward();
      expect(shelf.kept.size).toBe(0);
      vi.advanceTimersByTime(1_000);
      expect(shelf.kept.size).toBe(1);
      leave();
    } finally {
      vi.useRealTimers();
    }
  });

  it('nothing said when nothing was begun', async () => {
    const shelf = new Shelf();
    const first = await visit(shelf);
    first.store.getState().forward();
    first.store.getState().toStart();
    first.leave();
    expect((await visit(shelf)).store.getState().notice).toBeNull();
  });

  it('outlives the scenario it began from', async () => {
    const shelf = new Shelf();
    const first = await visit(shelf);
    first.store.getState().forward();
    first.leave();
    const later = (await visit(shelf, [])).store.getState();
    expect(later.scenarioId).toBeNull();
    expect(later.script.name).toBe('echo');
    expect(later.cursor.step).toBeGreaterThan(0);
  });

  it.each(['', 'rubbish', '{}', '[]', 'null', '{"version":1}', '{"version":99}', '\u0000'])(
    'that is rubbish (%j) is told, starts afresh, and its text is not lost',
    async (rubbish) => {
      const shelf = new Shelf();
      shelf.setItem('socketscope.work', rubbish);
      const { store } = await visit(shelf);
      const { notice, cursor, scenarioId } = store.getState();
      expect(notice).toMatchObject({ kind: 'unreadable-work', kept: rubbish });
      expect({ scenarioId, step: cursor.step }).toEqual({ scenarioId: 'echo', step: 0 });
      expect([...shelf.kept.values()]).toContain(rubbish);
      expect(shelf.getItem('socketscope.work.unreadable')).toBe(rubbish);
    },
  );

  it('with a cursor beyond its end opens at its end', async () => {
    const shelf = new Shelf();
    const first = await visit(shelf);
    first.store.getState().forward();
    first.leave();
    const text = shelf.getItem('socketscope.work') ?? '';
    shelf.setItem('socketscope.work', text.replace(/"cursor": \d+/, '"cursor": 99999'));
    const { cursor, timeline } = (await visit(shelf)).store.getState();
    expect(cursor.step).toBe(timeline.steps.length);
  });

  it('that the browser refuses to keep is told once, and the laboratory goes on', async () => {
    const { store, leave } = await visit(DENYING);
    store.getState().forward();
    leave();
    expect(store.getState().notice).toEqual({ kind: 'not-kept' });
    expect(store.getState().cursor.step).toBeGreaterThan(0);
  });
});
