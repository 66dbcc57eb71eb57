import type { Language } from './language.ts';
import type { Messages } from './messages.ts';

const loaded = new Map<Language, Messages>();

/** The texts of `language`, from its own chunk; loaded once. Rejects when the chunk cannot be loaded. */
export async function loadMessages(language: Language): Promise<Messages> {
  const known = loaded.get(language);
  if (known) return known;
  const chunk = language === 'en' ? await import('./en/index.ts') : await import('./pt-BR/index.ts');
  loaded.set(language, chunk.default);
  return chunk.default;
}

/** The texts of `language` if they are here already. */
export const loadedMessages = (language: Language): Messages | null => loaded.get(language) ?? null;
