import type { Language } from './language.ts';
import type { AllMessages, Messages } from './messages.ts';

const ofScreen = new Map<Language, Messages>();

/** What the screen needs of `language`, from its own chunk; loaded once. Rejects when the chunk cannot be loaded. */
export async function loadScreenMessages(language: Language): Promise<Messages> {
  const known = ofScreen.get(language);
  if (known) return known;
  const chunk = language === 'en' ? await import('./en/screen.ts') : await import('./pt-BR/screen.ts');
  ofScreen.set(language, chunk.default);
  return chunk.default;
}

/** What the screen needs of `language` if it is here already. */
export const loadedScreenMessages = (language: Language): Messages | null => ofScreen.get(language) ?? null;

/** All texts of `language`, those of the narration too. Rejects when a chunk cannot be loaded. */
export async function loadMessages(language: Language): Promise<AllMessages> {
  await loadScreenMessages(language);
  const chunk = language === 'en' ? await import('./en/index.ts') : await import('./pt-BR/index.ts');
  return chunk.default;
}
