import { useEffect, useRef } from 'react';
import type { PanelWords } from '../i18n/en/diagrams/panel.ts';
import styles from './panel.module.css';
import { Tool } from './Tool.tsx';

interface Props {
  readonly words: PanelWords;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** How much was found, and at which of it one stands, from 1. */
  readonly of: number;
  readonly at: number;
  readonly onMove: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

/** A field to search in, and from one found place to the next: Enter and Shift Enter, Escape closes. */
export function FindBar({ words, query, onQuery, of, at, onMove, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    // The focus goes back to where it was; not to what a click has pressed, which never had it.
    return () => {
      if (before instanceof HTMLElement && before !== document.body) before.focus();
    };
  }, []);
  return (
    <form className={styles.find} aria-label={words.find} onSubmit={(event) => event.preventDefault()}>
      <input
        ref={field}
        type="search"
        value={query}
        aria-label={words.findField}
        placeholder={words.findField}
        onChange={({ target }) => onQuery(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          else if (event.key === 'Enter') onMove(event.shiftKey ? -1 : 1);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <output>{query === '' ? '' : words.found(at, of)}</output>
      <Tool name={words.previous} disabled={of === 0} onClick={() => onMove(-1)}>
        M4 11l5-5 5 5
      </Tool>
      <Tool name={words.next} disabled={of === 0} onClick={() => onMove(1)}>
        M4 7l5 5 5-5
      </Tool>
      <Tool name={words.findClose} onClick={onClose}>
        M5 5l8 8M13 5l-8 8
      </Tool>
    </form>
  );
}
