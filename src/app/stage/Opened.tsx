import { type ReactNode, Suspense, use } from 'react';
import { createPortal } from 'react-dom';
import type { PlacedHost } from './arrangement.ts';
import { BesideStageContext } from './beside-stage.ts';
import styles from './stage.module.css';

interface Props {
  readonly about: 'segment' | 'faults';
  /** The place of the dock that it may lie over. */
  readonly over?: 'upper' | 'lower';
  /** The side of the stage that it may lie over, where there is no dock. */
  readonly side?: PlacedHost['side'] | undefined;
  readonly children: ReactNode;
}

/** Something opened on the stage, where it hides no machine and no wire if that can be. */
export function Opened({ about, over = 'lower', side, children }: Props) {
  const element = use(BesideStageContext)?.element ?? null;
  const shown = <Suspense>{children}</Suspense>;
  return element === null ? (
    <div className={styles.inspector} data-about={about} data-side={side}>
      {shown}
    </div>
  ) : (
    createPortal(
      <div className={styles.beside} data-over={over}>
        {shown}
      </div>,
      element,
    )
  );
}
