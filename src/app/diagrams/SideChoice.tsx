import type { MouseEvent } from 'react';
import type { Cast } from '../../diagrams/cast.ts';
import type { DiagramsMessages } from '../i18n/en/diagrams.ts';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import styles from './panel.module.css';

/** Whose view of the run a diagram is: that of one side, or of both. */
export type SideView = 'both' | Cast[number]['side'];

interface Props {
  readonly cast: Cast;
  readonly words: DiagramsMessages['panel'];
  readonly side: SideView;
  readonly onSide: (side: SideView) => void;
  /** On which side alone the selected is; null: on none in particular. */
  readonly selected: Cast[number]['side'] | null;
}

/** What is offered, the usual first. */
export const SIDES: readonly SideView[] = ['both', 'left', 'right'];

/** The choice of a side; nothing where all machines stand on one. Where it hides what is selected, one press goes there. */
export function SideChoice({ cast, words, side, onSide, selected }: Props) {
  if (new Set(cast.map((host) => host.side)).size < 2) return null;
  const onTurn = ({ detail, currentTarget }: MouseEvent<HTMLButtonElement>): void => {
    // The button goes; who came to it by keyboard stays beside it.
    const { previousElementSibling: select } = currentTarget;
    if (detail === 0 && select instanceof HTMLElement) select.focus();
    if (selected !== null) onSide(selected);
  };
  return (
    <>
      <QuietSelect
        className={styles.side}
        aria-label={words.side}
        title={words.side}
        value={side}
        onChange={({ target }) => onSide(SIDES.find((each) => each === target.value) ?? 'both')}
      >
        {SIDES.map((each) => (
          <option key={each} value={each}>
            {words.sides[each]}
          </option>
        ))}
      </QuietSelect>
      {side !== 'both' && selected !== null && selected !== side && (
        <button type="button" className={styles.turn} onClick={onTurn}>
          {words.turn(words.sides[selected])}
        </button>
      )}
    </>
  );
}
