import { useLaboratory } from '../store/laboratory.ts';
import { useMessages } from '../i18n/index.ts';
import { useView } from '../shell/view.ts';
import { canvasMeasure } from './canvas-measure.ts';
import { CommunicationView } from './CommunicationView.tsx';
import { PROJECTED } from './SequencePanel.tsx';
import styles from './panel.module.css';
import { useCast } from './use-cast.ts';
import { usePlace } from './use-place.ts';

/** The communication diagram of the laboratory, at its cursor. */
export function CommunicationPanel() {
  const { place, behind } = usePlace();
  const { timeline, cursor } = place;
  const selection = useLaboratory((laboratory) => laboratory.selection);
  const select = useLaboratory((laboratory) => laboratory.select);
  const presenting = useView((view) => view.presenting !== null);
  const { diagrams } = useMessages();
  const cast = useCast(timeline);
  return (
    <div className={styles.place} aria-busy={behind}>
      <CommunicationView
        timeline={timeline}
        cursor={cursor}
        cast={cast}
        selection={selection}
        onSelect={select}
        messages={diagrams}
        measure={canvasMeasure()}
        magnification={presenting ? PROJECTED : 1}
      />
    </div>
  );
}
