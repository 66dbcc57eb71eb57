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
}

/** What is offered, the usual first. */
export const SIDES: readonly SideView[] = ['both', 'left', 'right'];

/** The choice of a side; nothing where all machines stand on one. */
export function SideChoice({ cast, words, side, onSide }: Props) {
  if (new Set(cast.map((host) => host.side)).size < 2) return null;
  return (
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
  );
}
