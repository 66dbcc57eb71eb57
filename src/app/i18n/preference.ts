import { isLanguage, type Language } from './language.ts';

const KEY = 'socketscope.language';

/**
 * The language to begin with: what the user chose last, else the first of the browser's languages that the product
 * speaks (`pt`, `pt-PT` and the like are served in Brazilian Portuguese), else English.
 */
export function preferredLanguage(): Language {
  return remembered() ?? fromBrowser(globalThis.navigator?.languages ?? []);
}

/** The first of `tags` (BCP 47, best first) that the product speaks; English when it speaks none. */
export function fromBrowser(tags: readonly string[]): Language {
  for (const tag of tags) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'pt') return 'pt-BR';
    if (primary === 'en') return 'en';
  }
  return 'en';
}

/** Keeps the choice for the next visit, where the browser allows it. */
export function rememberLanguage(language: Language): void {
  try {
    globalThis.localStorage.setItem(KEY, language);
  } catch {
    // Storage is denied or full: the choice holds for this visit only.
  }
}

function remembered(): Language | null {
  try {
    const stored = globalThis.localStorage.getItem(KEY);
    return isLanguage(stored) ? stored : null;
  } catch {
    return null;
  }
}
