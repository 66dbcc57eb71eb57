import { useMessages } from '../i18n/index.ts';
import { useLaboratory } from '../store/laboratory.ts';
import { Sentence } from './Sentence.tsx';
import { Speed } from './Speed.tsx';
import { StepBy } from './StepBy.tsx';
import styles from './timeline.module.css';
import { TimelineSlider } from './TimelineSlider.tsx';
import { ToInteresting, Transport } from './Transport.tsx';

/** What stands under the stage: the sentence, and everything that moves the cursor. */
export function TimelinePanel() {
  return (
    <footer className={styles.panel}>
      <div className={styles.said}>
        <Sentence />
        <Position />
      </div>
      <div className={styles.controls}>
        <Transport />
        <TimelineSlider />
        <ToInteresting />
        <StepBy />
        <Speed />
      </div>
    </footer>
  );
}

/** Where the cursor stands, in words that do not jump about. The slider says the same to a screen reader. */
function Position() {
  const { shell, format } = useMessages();
  const timeline = useLaboratory((state) => state.timeline);
  const step = useLaboratory(({ cursor }) => cursor.step);
  const moment = useLaboratory(({ cursor }) => cursor.time);
  return (
    <p className={styles.position} aria-hidden="true">
      <b>{format.clock(moment)}</b>
      <br />
      {timeline.end !== 'not-run' &&
        shell.stepOf({ step: format.number(step), steps: format.number(timeline.steps.length) })}
    </p>
  );
}
