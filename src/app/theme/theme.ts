/** What the user chose; `system` follows the operating system, which happens only when it was chosen. */
export const THEME_CHOICES = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];
export type Theme = 'light' | 'dark';

const KEY = 'socketscope.theme';
const DARK = '(prefers-color-scheme: dark)';

/** The remembered choice; light when there is none, because a projector washes a dark screen out. */
export function rememberedTheme(): ThemeChoice {
  try {
    const stored = globalThis.localStorage.getItem(KEY);
    return THEME_CHOICES.find((choice) => choice === stored) ?? 'light';
  } catch {
    return 'light';
  }
}

/** The theme that a choice comes to on this machine now. */
export const themeOf = (choice: ThemeChoice): Theme =>
  choice === 'system' ? (globalThis.matchMedia(DARK).matches ? 'dark' : 'light') : choice;

/** Shows the choice and keeps it for the next visit, where the browser allows it. */
export function applyTheme(choice: ThemeChoice): void {
  document.documentElement.dataset['theme'] = themeOf(choice);
  try {
    globalThis.localStorage.setItem(KEY, choice);
  } catch {
    // Storage is denied or full: the choice holds for this visit only.
  }
}

/** Calls `changed` when the operating system goes over to the other theme. Returns how to stop. */
export function watchSystemTheme(changed: () => void): () => void {
  const query = globalThis.matchMedia(DARK);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
