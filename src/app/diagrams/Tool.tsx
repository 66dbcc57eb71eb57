import { QuietButton } from '../stage/QuietButton.tsx';
import styles from './panel.module.css';

interface ToolProps {
  readonly name: string;
  /** Absent: not a switch. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** It opens a dialog. */
  readonly opens?: boolean;
  readonly onClick: () => void;
  /** The path of its sign, in a square of 18. */
  readonly children: string;
}

/** A small button with a sign. One that can do nothing now stays where it is, can be reached, and says why. */
export const Tool = ({ name, pressed, disabled = false, opens = false, onClick, children }: ToolProps) => (
  <QuietButton
    className={styles.tool}
    {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    {...(disabled ? { 'aria-disabled': true } : {})}
    {...(opens ? { 'aria-haspopup': 'dialog' as const } : {})}
    title={name}
    aria-label={name}
    onClick={onClick}
  >
    <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
      <path
        d={children}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  </QuietButton>
);
