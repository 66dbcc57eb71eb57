import { useLaboratory } from '../store/laboratory.ts';
import { ClassView } from './ClassView.tsx';
import styles from './panel.module.css';
import { useDiagram } from './use-diagram.ts';

/** The class diagram of the laboratory's programs with their objects, at its cursor. */
export function ClassPanel() {
  const { given, behind } = useDiagram();
  const script = useLaboratory((laboratory) => laboratory.script);
  return (
    <div className={styles.place} aria-busy={behind}>
      <ClassView {...given} script={script} />
    </div>
  );
}
