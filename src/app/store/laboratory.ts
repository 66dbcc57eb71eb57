import { create } from 'zustand';
import { CATALOGUE } from './catalogue.ts';
import { laboratory } from './create-laboratory.ts';
import { prefersReducedMotion } from './reduced-motion.ts';
import { browserKeeper, restoreWork } from './saved-work.ts';
import type { Laboratory } from './state.ts';

/** The one laboratory of the page. It opens with what the last visit left, else with the first scenario. */
export const useLaboratory = create<Laboratory>()(
  laboratory({
    catalogue: CATALOGUE,
    left: restoreWork(browserKeeper, CATALOGUE),
    reducedMotion: prefersReducedMotion,
  }),
);
