import styles from './panel.module.css';
import { StatesView } from './StatesView.tsx';
import { useDiagram } from './use-diagram.ts';

/** The state machine of the laboratory's sockets, at its cursor. */
export function StatesPanel() {
  const { given, behind } = useDiagram();
  return (
    <div className={styles.place} aria-busy={behind}>
      <StatesView {...given} />
    </div>
  );
}
