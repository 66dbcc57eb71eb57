import { useEffect, useRef } from 'react';
import pieces from '../pieces.module.css';
import { useWorkshopWords } from './use-workshop-words.ts';

interface Props {
  readonly label: string;
  /** Each call as it is shown, in their order. */
  readonly calls: readonly string[];
  /** `from` goes to where `to` stands. */
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: (index: number) => void;
}

/** Calls in their order, each of which can be moved and taken out; the focus goes with it. */
export function CallList({ label, calls, onMove, onRemove }: Props) {
  const { w } = useWorkshopWords();
  const list = useRef<HTMLOListElement>(null);
  const focused = useRef<string | null>(null);
  useEffect(() => {
    if (focused.current !== null) list.current?.querySelector<HTMLElement>(focused.current)?.focus();
    focused.current = null;
  });
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= calls.length) return;
    focused.current = `[data-move="${to < from ? 'up' : 'down'} ${to}"]`;
    onMove(from, to);
  };
  return (
    <ol ref={list} className={pieces.steps} aria-label={label}>
      {calls.map((call, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a call is known by its place
        <li key={index}>
          <code>{call}</code>
          <span className={pieces.moves}>
            <button
              type="button"
              data-move={`up ${index}`}
              aria-label={w.up(call)}
              onClick={() => move(index, index - 1)}
            >
              ↑
            </button>
            <button
              type="button"
              data-move={`down ${index}`}
              aria-label={w.down(call)}
              onClick={() => move(index, index + 1)}
            >
              ↓
            </button>
            <button
              type="button"
              data-move={`remove ${index}`}
              aria-label={w.remove(call)}
              onClick={() => {
                focused.current = `[data-move="remove ${Math.min(index, calls.length - 2)}"]`;
                onRemove(index);
              }}
            >
              ✕
            </button>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A list with one of its members elsewhere. */
export const moved = <T,>(list: readonly T[], from: number, to: number): readonly T[] => {
  const one = list[from];
  return one === undefined ? list : list.toSpliced(from, 1).toSpliced(to, 0, one);
};
