import { workshop as en, type WorkshopMessages } from '../../i18n/en/workshop.ts';
import type { ExercisesMessages } from '../../i18n/en/exercises.ts';
import type { Language } from '../../i18n/index.ts';
import { workshop as pt } from '../../i18n/pt-BR/workshop.ts';
import { useWords } from '../use-words.ts';

/** The texts of the workshop, and those of the exercises. */
export function useWorkshopWords(): {
  readonly w: WorkshopMessages;
  readonly t: ExercisesMessages;
  readonly language: Language;
} {
  const { t, language } = useWords();
  return { w: language === 'en' ? en : pt, t, language };
}
