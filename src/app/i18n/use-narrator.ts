import { useEffect, useState } from 'react';
import type { Granularity } from '../../engine/history/timeline.ts';
import type { TraceEvent } from '../../engine/trace/event.ts';
import { useLanguage } from './context.ts';
import type { Language } from './language.ts';
import { loadMessages } from './load.ts';
import type { Narration } from './narration/narration.ts';

/** `narrate` in one language. */
export interface Narrator {
  readonly language: Language;
  readonly narrate: (
    trace: readonly TraceEvent[],
    from: number,
    to: number,
    granularity: Granularity,
  ) => Narration | null;
}

const known = new Map<Language, Narrator>();

async function loadNarrator(language: Language): Promise<Narrator> {
  const [{ narrate }, messages] = await Promise.all([import('./narration/narrate.ts'), loadMessages(language)]);
  const narrator: Narrator = {
    language,
    narrate: (trace, from, to, granularity) => narrate(trace, from, to, granularity, messages),
  };
  known.set(language, narrator);
  return narrator;
}

/**
 * Who tells what happened in the language shown now; null for the moment in which the sentences are fetched. Nothing needs them before the
 * first step, and so they come right after the first view.
 */
export function useNarrator(): Narrator | null {
  const { language } = useLanguage();
  const [narrator, setNarrator] = useState(() => known.get(language) ?? null);
  useEffect(() => {
    let wanted = true;
    loadNarrator(language)
      .then((loaded) => wanted && setNarrator(loaded))
      .catch(globalThis.reportError);
    return () => {
      wanted = false;
    };
  }, [language]);
  return narrator?.language === language ? narrator : null;
}
