import type { Authored } from '../../../lessons/authoring/authored.ts';
import { readDraft, writeDraft } from '../../../lessons/authoring/draft-file.ts';

/** Each draft has a key of its own: one that cannot be read harms no other, and two tabs do not write over each other's. */
const KEY = 'socketscope.draft.';
/** Which draft was open when the page was left. Also known to the start of the page. */
const OPEN = 'socketscope.workshop';

/** A draft as the browser keeps it. */
export interface KeptDraft {
  readonly id: string;
  /** When it was last written, milliseconds of the clock; 0: that cannot be read. */
  readonly changed: number;
  /** Null: it cannot be read; `text` is what is there. */
  readonly authored: Authored | null;
  readonly text: string;
}

/** Keeps a draft; whether that was possible: storage may be denied or full. */
export function keepDraft(id: string, authored: Authored): boolean {
  return keepText(id, `${Date.now()} ${writeDraft(authored)}`);
}

/** Puts back what was thrown away. */
export function keepText(id: string, text: string): boolean {
  try {
    globalThis.localStorage.setItem(`${KEY}${id}`, text);
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(id: string): void {
  try {
    globalThis.localStorage.removeItem(`${KEY}${id}`);
  } catch {
    // Storage is denied: nothing was kept.
  }
}

/** All drafts, the last written first. */
export function keptDrafts(): readonly KeptDraft[] {
  try {
    const { localStorage } = globalThis;
    const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
    return keys
      .filter((key) => key.startsWith(KEY))
      .map((key) => keptDraft(key.slice(KEY.length), localStorage.getItem(key) ?? ''))
      .toSorted((a, b) => b.changed - a.changed);
  } catch {
    return [];
  }
}

function keptDraft(id: string, text: string): KeptDraft {
  const [, changed = '0', draft = ''] = /^(\d{1,15}) (.*)$/s.exec(text) ?? [];
  return { id, changed: Number(changed), authored: readDraft(draft), text };
}

/** Remembers which draft is open; null: none. */
export function keepOpen(id: string | null): void {
  try {
    if (id === null) globalThis.localStorage.removeItem(OPEN);
    else globalThis.localStorage.setItem(OPEN, id);
  } catch {
    // Storage is denied: the next visit begins without it.
  }
}

export function keptOpen(): string | null {
  try {
    return globalThis.localStorage.getItem(OPEN);
  } catch {
    return null;
  }
}
