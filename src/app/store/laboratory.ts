import { create } from 'zustand';
import { DEFAULT_SCENARIO_ID, DEFAULT_SCRIPT, SCENARIOS } from '../../lessons/scenarios/catalogue.ts';
import { laboratory } from './create-laboratory.ts';
import { prefersReducedMotion } from './reduced-motion.ts';
import { browserKeeper, restoreWork } from './saved-work.ts';
import type { Laboratory, LaboratoryActions } from './state.ts';

/** The one laboratory of the page. It opens with what the last visit left, else with the first scenario. */
export const useLaboratory = create<Laboratory>()(
  laboratory({
    catalogue: SCENARIOS,
    usual: { id: DEFAULT_SCENARIO_ID, script: DEFAULT_SCRIPT },
    left: await restoreWork(browserKeeper, SCENARIOS),
    read: async (text, file) => (await import('./read-work.ts')).readWork(text, file),
    reducedMotion: prefersReducedMotion,
  }),
);

/** What can be done to it, for components that do something and show nothing of it. They are the same all the time. */
export const actions: LaboratoryActions = useLaboratory.getState();
