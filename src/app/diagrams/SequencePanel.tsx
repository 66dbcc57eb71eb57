import { useLaboratory } from '../store/laboratory.ts';
import styles from './panel.module.css';
import { SequenceView } from './SequenceView.tsx';
import { useDiagram } from './use-diagram.ts';

/** The sequence diagram of the laboratory, at its cursor. */
export function SequencePanel() {
  const { given, since, behind } = useDiagram();
  const playing = useLaboratory((laboratory) => laboratory.playing);
  return (
    <div className={styles.place} aria-busy={behind}>
      <SequenceView {...given} since={since} playing={playing} />
    </div>
  );
}
