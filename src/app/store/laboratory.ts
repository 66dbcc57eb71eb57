import { create } from 'zustand';
import { DEFAULT_SCENARIO_ID, DEFAULT_SCRIPT, SCENARIOS } from '../../lessons/scenarios/catalogue.ts';
import { laboratory, restored } from './create-laboratory.ts';
import { prefersReducedMotion } from './reduced-motion.ts';
import type { Engine } from './run-of.ts';
import { browserKeeper, restoreWork } from './saved-work.ts';
import type { Laboratory, LaboratoryActions } from './state.ts';

const fetchEngine = (): Promise<Engine> => import('../../engine/history/run.ts');

/** The one laboratory of the page. It begins with the first scenario. */
export const useLaboratory = create<Laboratory>()(
  laboratory({
    catalogue: SCENARIOS,
    usual: { id: DEFAULT_SCENARIO_ID, script: DEFAULT_SCRIPT },
    left: { work: null, notice: null },
    read: async (text, file) => (await import('./read-work.ts')).readWork(text, file),
    reducedMotion: prefersReducedMotion,
    engine: fetchEngine,
  }),
);

/**
 * Shows what the last visit left, if anything. To be awaited by the start of the page and never by a module: what reads the work is
 * fetched late and itself imports modules of the first view, so that each would wait for the other.
 */
export async function restoreLastWork(): Promise<void> {
  const left = await restoreWork(browserKeeper, SCENARIOS);
  if (left.work !== null || left.notice !== null) useLaboratory.setState(restored(left, await fetchEngine()));
}

/** What can be done to it, for components that do something and show nothing of it. They are the same all the time. */
export const actions: LaboratoryActions = useLaboratory.getState();
