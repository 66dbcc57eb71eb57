import type { MouseEvent } from 'react';
import type { DiagramsMessages } from '../i18n/en/diagrams.ts';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import styles from './panel.module.css';
import type { Turning } from './use-choice.ts';

interface Props<T extends string> {
  readonly words: DiagramsMessages['panel'];
  readonly offered: readonly T[];
  readonly turning: Turning<T>;
  readonly nameOf: (each: T) => string;
  /** The names are long. */
  readonly wide?: boolean;
}

/** Whose diagram it is. Where a choice by hand hides what is selected, one press goes there. */
export function WhoseChoice<T extends string>({ words, offered, turning, nameOf, wide = false }: Props<T>) {
  const { shown, choose, elsewhere, turn } = turning;
  const onTurn = ({ detail, currentTarget }: MouseEvent<HTMLButtonElement>): void => {
    // The button goes; who came to it by keyboard stays beside it.
    const { previousElementSibling: select } = currentTarget;
    if (detail === 0 && select instanceof HTMLElement) select.focus();
    turn();
  };
  return (
    <>
      <QuietSelect
        className={wide ? `${styles.side} ${styles.socket}` : styles.side}
        aria-label={words.whose}
        title={words.whose}
        value={shown}
        onChange={({ target }) => {
          const value = offered.find((each) => each === target.value);
          if (value !== undefined) choose(value);
        }}
      >
        {offered.map((each) => (
          <option key={each} value={each}>
            {nameOf(each)}
          </option>
        ))}
      </QuietSelect>
      {elsewhere !== null && (
        <button type="button" className={styles.turn} title={words.turnTitle} onClick={onTurn}>
          {words.turn(nameOf(elsewhere))}
        </button>
      )}
    </>
  );
}
