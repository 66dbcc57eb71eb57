import { useLaboratory } from '../store/laboratory.ts';
import { ActivityView } from './ActivityView.tsx';
import styles from './panel.module.css';
import { useDiagram } from './use-diagram.ts';

/** The activity diagram of the laboratory's programs, at its cursor. */
export function ActivityPanel() {
  const { given, behind } = useDiagram();
  const script = useLaboratory((laboratory) => laboratory.script);
  return (
    <div className={styles.place} aria-busy={behind}>
      <ActivityView {...given} script={script} />
    </div>
  );
}
