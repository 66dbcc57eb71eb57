import { use } from 'react';
import { useLanguage } from './context.ts';
import type { DiagramsMessages } from './en/diagrams.ts';
import type { Language } from './language.ts';

const known = new Map<Language, Promise<DiagramsMessages>>();

async function load(language: Language): Promise<DiagramsMessages> {
  const chunk = language === 'en' ? await import('./en/diagrams.ts') : await import('./pt-BR/diagrams.ts');
  return chunk.diagrams;
}

/** The texts of the diagrams in the language shown now. Suspends while they are fetched; throws what made that fail. */
export function useDiagramMessages(): DiagramsMessages {
  const { language } = useLanguage();
  const promise = known.get(language) ?? load(language);
  known.set(language, promise);
  return use(promise);
}
