import type { StoreApi } from 'zustand';
import type { Ground } from './create-laboratory.ts';
import type { Laboratory, Notice } from './state.ts';
import { writeWork } from './work.ts';

const KEY = 'socketscope.work';
/** How long the laboratory must stand still before it is kept, in milliseconds. */
const STILL = 300;

export type Keeper = Pick<Storage, 'getItem' | 'setItem'>;

/** The browser's own storage. Merely reaching for it may throw where the user forbids it, so it is reached for late. */
export const browserKeeper: Keeper = {
  getItem: (key) => globalThis.localStorage.getItem(key),
  setItem: (key, value) => globalThis.localStorage.setItem(key, value),
};

/**
 * What the last visit left, as it was, whatever has become of the catalogue since. Rubbish is told, and its text handed on so that it
 * can be saved.
 */
export async function restoreWork(keeper: Keeper, catalogue: Ground['catalogue']): Promise<Ground['left']> {
  const text = keptText(keeper);
  if (text === null) return { work: null, notice: null };
  const { readWork } = await import('./read-work.ts');
  const read = readWork(text);
  if (!read.ok) {
    putAside(keeper, text);
    return { work: null, notice: { kind: 'unreadable-work', reason: read.error, kept: text } };
  }
  const { scenarioId, step, actions } = read.value;
  const known = catalogue.some(({ id }) => id === scenarioId);
  const begun = step > 0 || actions.length > 0;
  return {
    work: { ...read.value, scenarioId: known ? scenarioId : null },
    notice: begun ? { kind: 'continued' } : null,
  };
}

/** The next work will be kept in the place of the unreadable one, whose text must not be lost by it. */
function putAside(keeper: Keeper, text: string): void {
  try {
    keeper.setItem(`${KEY}.unreadable`, text);
  } catch {
    // No room for it: the notice still holds the text.
  }
}

function keptText(keeper: Keeper): string | null {
  try {
    return keeper.getItem(KEY);
  } catch {
    return null;
  }
}

/**
 * Keeps the work from now on: whenever the laboratory has stood still for a moment, and when the page is left. Says once when the
 * browser refuses. Returns how to stop.
 */
export function keepWork(store: StoreApi<Laboratory>, keeper: Keeper): () => void {
  let due: ReturnType<typeof setTimeout> | null = null;
  let refused = false;

  const keep = (): void => {
    if (due !== null) clearTimeout(due);
    due = null;
    try {
      keeper.setItem(KEY, writeWork(store.getState()));
    } catch {
      if (!refused) store.setState({ notice: { kind: 'not-kept' } satisfies Notice });
      refused = true;
    }
  };
  const keepIfDue = (): void => {
    if (due !== null) keep();
  };

  const stopListening = store.subscribe((now, before) => {
    if (now.timeline === before.timeline && now.cursor === before.cursor) return;
    if (due !== null) clearTimeout(due);
    due = setTimeout(keep, STILL);
  });
  // The last moment at which a phone lets a page do anything.
  document.addEventListener('visibilitychange', keepIfDue);
  globalThis.addEventListener('pagehide', keepIfDue);
  return () => {
    keepIfDue();
    stopListening();
    document.removeEventListener('visibilitychange', keepIfDue);
    globalThis.removeEventListener('pagehide', keepIfDue);
  };
}
