import { useLaboratory } from '../store/laboratory.ts';
import { useMessages } from '../i18n/index.ts';
import { useView } from '../shell/view.ts';
import { canvasMeasure } from './canvas-measure.ts';
import { SequenceView } from './SequenceView.tsx';
import styles from './panel.module.css';
import { useCast } from './use-cast.ts';
import { usePlace } from './use-place.ts';

/** How much larger everything is for the back row. */
export const PROJECTED = 2;

/** The sequence diagram of the laboratory, at its cursor. */
export function SequencePanel() {
  const { place, behind } = usePlace();
  const { timeline, cursor, since } = place;
  const selection = useLaboratory((laboratory) => laboratory.selection);
  const playing = useLaboratory((laboratory) => laboratory.playing);
  const select = useLaboratory((laboratory) => laboratory.select);
  const presenting = useView((view) => view.presenting !== null);
  const { diagrams } = useMessages();
  const cast = useCast(timeline);
  return (
    <div className={styles.place} aria-busy={behind}>
      <SequenceView
        timeline={timeline}
        cursor={cursor}
        since={since}
        cast={cast}
        selection={selection}
        onSelect={select}
        messages={diagrams}
        measure={canvasMeasure()}
        playing={playing}
        magnification={presenting ? PROJECTED : 1}
      />
    </div>
  );
}
