import { useEffect, useRef } from 'react';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import styles from './exercises.module.css';
import { useWords } from './use-words.ts';

interface Props {
  readonly exercise: Exercise;
  /** How many of them are shown. */
  readonly count: number;
}

/** The hints that were asked for: the newest in sight, those before it folded away, so that the work keeps its room. */
export function Hints({ exercise, count }: Props) {
  const { t, language } = useWords();
  const newest = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (count > 0) newest.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  const told = exercise.hints.slice(0, count).map((text, index) => (
    <li key={text.en}>
      <b>{t.hintOf(index + 1)}</b> {text[language]}
    </li>
  ));
  return (
    <div aria-live="polite">
      {count > 1 && (
        <details className={styles.older}>
          <summary>{t.olderHints(count - 1)}</summary>
          <ol className={styles.hints}>{told.slice(0, -1)}</ol>
        </details>
      )}
      {count > 0 && (
        <ol ref={newest} className={styles.hints} start={count}>
          {told.slice(-1)}
        </ol>
      )}
    </div>
  );
}
