import { createContext, useContext } from 'react';
import type { Authored } from '../../../lessons/authoring/authored.ts';
import type { AuthoredFault, FaultPlace } from '../../../lessons/authoring/authored-faults.ts';
import type { Language } from '../../i18n/index.ts';

/** What the parts of the workshop work on together. */
export interface Bench {
  readonly authored: Authored;
  readonly put: (change: Partial<Authored>) => void;
  /** The language in which the author writes. */
  readonly writing: Language;
  /** What is still missing, once it has been asked for. */
  readonly faults: readonly AuthoredFault[];
}

const BenchContext = createContext<Bench | null>(null);
export const BenchProvider = BenchContext.Provider;

export function useBench(): Bench {
  const bench = useContext(BenchContext);
  if (bench === null) throw new Error('outside the workshop');
  return bench;
}

/** The element at which something is to be put right. */
export const placeId = (place: FaultPlace): string => `workshop-${place}`;
