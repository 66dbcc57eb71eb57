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
 * Who tells what happened in the language shown now; null for the moment in which the sentences are fetched, which is when they are first
 * `wanted`: nothing has happened before the first step.
 */
export function useNarrator(wanted = true): Narrator | null {
  const { language } = useLanguage();
  const [narrator, setNarrator] = useState(() => known.get(language) ?? null);
  useEffect(() => {
    if (!wanted) return undefined;
    let awaited = true;
    loadNarrator(language)
      .then((loaded) => awaited && setNarrator(loaded))
      .catch(globalThis.reportError);
    return () => {
      awaited = false;
    };
  }, [language, wanted]);
  return narrator?.language === language ? narrator : null;
}
