import styles from './panel.module.css';
import { UseCaseView } from './UseCaseView.tsx';
import { useDiagram } from './use-diagram.ts';

/** The use cases of the laboratory's programs, at its cursor. */
export function UseCasePanel() {
  const { given, behind } = useDiagram();
  return (
    <div className={styles.place} aria-busy={behind}>
      <UseCaseView {...given} />
    </div>
  );
}
