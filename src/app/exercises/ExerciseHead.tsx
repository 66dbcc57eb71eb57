import type { ReactNode, Ref } from 'react';
import controls from '../shell/controls.module.css';
import styles from './exercises.module.css';

interface Props {
  readonly heading: Ref<HTMLHeadingElement>;
  readonly title: string;
  readonly leaveSaid: string;
  readonly leave: () => void;
  /** What else can be done with the whole. */
  readonly children?: ReactNode;
}

/** The title of what is open in the place of the exercises, and the way out of it. */
export const ExerciseHead = ({ heading, title, leaveSaid, leave, children }: Props) => (
  <header className={styles.title}>
    <h2 ref={heading} tabIndex={-1}>
      {title}
    </h2>
    <div className={styles.ways}>
      {children}
      <button
        type="button"
        className={controls.button}
        onClick={({ currentTarget }) => {
          const focused = currentTarget === document.activeElement;
          leave();
          // The button goes: the focus goes to where one would choose another exercise.
          if (focused) document.getElementById('open-exercises')?.focus();
        }}
      >
        {leaveSaid}
      </button>
    </div>
  </header>
);
