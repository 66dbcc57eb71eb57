import { CommunicationView } from './CommunicationView.tsx';
import styles from './panel.module.css';
import { useDiagram } from './use-diagram.ts';

/** The communication diagram of the laboratory, at its cursor. */
export function CommunicationPanel() {
  const { given, behind } = useDiagram();
  return (
    <div className={styles.place} aria-busy={behind}>
      <CommunicationView {...given} />
    </div>
  );
}
