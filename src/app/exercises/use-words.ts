import { type ExercisesMessages, exercises as en } from '../i18n/en/exercises.ts';
import { type Language, useLanguage } from '../i18n/index.ts';
import { exercises as pt } from '../i18n/pt-BR/exercises.ts';

/** The texts of the exercises, and the language in which the exercises themselves speak. */
export function useWords(): { readonly t: ExercisesMessages; readonly language: Language } {
  const { language } = useLanguage();
  return { t: language === 'en' ? en : pt, language };
}
