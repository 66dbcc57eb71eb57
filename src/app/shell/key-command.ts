/** What a key can ask for. */
export type Command =
  | 'play-or-pause'
  | 'forward'
  | 'back'
  | 'forward-call'
  | 'back-call'
  | 'start'
  | 'end'
  | 'interesting'
  | 'interesting-back'
  | 'undo'
  | 'redo'
  | 'present'
  | 'theme'
  | 'help'
  | 'leave';

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * What the focus is on, as far as a key can mean something of its own there: `text` takes every key, `choice` (a select) all but
 * Escape and those that step (Up and Down choose), `press` (a button, a link's like, a checkbox) Space, and `elsewhere` none.
 */
export type Focus = 'text' | 'choice' | 'press' | 'elsewhere';

/** The command of a key, or null when the key is not the laboratory's here. */
export function commandOf(press: KeyPress, focus: Focus, letterKeys = true): Command | null {
  const { key, shiftKey } = press;
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return focus === 'text' ? null : withControl(key, shiftKey);
  if (key === 'Escape') return focus === 'text' ? null : 'leave';
  if (focus === 'text') return null;
  if (focus === 'choice') return stepping(key, shiftKey);
  switch (key) {
    case ' ':
      return focus === 'press' ? null : 'play-or-pause';
    case 'Home':
      return 'start';
    case 'End':
      return 'end';
    default:
      return stepping(key, shiftKey) ?? (letterKeys ? ofLetter(key.toLowerCase(), shiftKey) : null);
  }
}

function stepping(key: string, shiftKey: boolean): Command | null {
  switch (key) {
    case 'ArrowRight':
      return shiftKey ? 'forward-call' : 'forward';
    case 'ArrowLeft':
      return shiftKey ? 'back-call' : 'back';
    case 'PageDown':
      return 'forward-call';
    case 'PageUp':
      return 'back-call';
    default:
      return null;
  }
}

function withControl(key: string, shiftKey: boolean): Command | null {
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
  return key.toLowerCase() === 'y' ? 'redo' : null;
}

function ofLetter(letter: string, shiftKey: boolean): Command | null {
  switch (letter) {
    case 'p':
    case 'f':
      return 'present';
    case 'd':
      return 'theme';
    case 'n':
      return shiftKey ? 'interesting-back' : 'interesting';
    case '?':
      return 'help';
    default:
      return null;
  }
}

const PRESSABLE = 'button, summary, a[href], [role="button"], [role="tab"], input[type="checkbox"]';
/** Inputs that take no text: their arrows and letters are free for the laboratory. */
const TEXTLESS = new Set(['range', 'radio', 'checkbox', 'button', 'submit', 'reset', 'file', 'color']);

/** What the focus is on. */
export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target instanceof HTMLInputElement && !TEXTLESS.has(target.type)) return 'text';
  if (target.closest('textarea, [contenteditable]:not([contenteditable="false"])') !== null) return 'text';
  if (target instanceof HTMLSelectElement) return 'choice';
  return target.closest(PRESSABLE) === null ? 'elsewhere' : 'press';
}
