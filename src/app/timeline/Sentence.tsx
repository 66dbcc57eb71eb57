import { useMemo } from 'react';
import { traceEndAt } from '../../engine/history/worlds.ts';
import { useMessages, useNarrator } from '../i18n/index.ts';
import type { Narration } from '../i18n/narration/narration.ts';
import { useLaboratory } from '../store/laboratory.ts';
import type { LaboratoryState } from '../store/state.ts';
import { stopAt, stopBefore } from '../store/stops.ts';
import styles from './sentence.module.css';
import { useFit } from './use-fit.ts';

/**
 * What just happened and why. While the cursor moves by itself the sentence changes only where the cursor leaves a stop and where it arrives
 * at one, so that it can be read, and a screen reader is told to wait until all stands still.
 */
export function Sentence({ large = false }: { readonly large?: boolean }) {
  const { shell } = useMessages();
  const moving = useLaboratory((state) => state.moving);
  const step = useLaboratory(toldStep);
  const narration = useNarration(step);
  const place = useFit(narration);
  return (
    <div
      ref={place}
      // An output element may hold phrases only, and these are paragraphs.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="status"
      aria-label={shell.whatHappened}
      aria-busy={moving}
      className={large ? `${styles.sentence} ${styles.large}` : styles.sentence}
      data-tone={narration?.tone ?? 'neutral'}
      data-remedy={typeof narration?.remedy === 'string'}
    >
      {step === 0 ? <Beginning /> : narration !== null && <Told narration={narration} />}
    </div>
  );
}

/** The step that the sentence speaks of: under way to a stop, where the way there began. */
function toldStep({ timeline, cursor, tellBy, moving }: LaboratoryState): number {
  if (!moving) return cursor.step;
  const passed = stopAt(timeline, tellBy, cursor.step);
  return Math.min(passed + 1, cursor.step);
}

function useNarration(step: number): Narration | null {
  const narrator = useNarrator(step > 0);
  const timeline = useLaboratory((state) => state.timeline);
  const by = useLaboratory((state) => state.tellBy);
  // What is to be done about it is what an exercise asks.
  const isAsked = useLaboratory(({ bounds }) => bounds !== null);
  return useMemo(() => {
    if (step === 0 || narrator === null) return null;
    const from = traceEndAt(timeline, stopBefore(timeline, by, step));
    const narration = narrator.narrate(timeline.trace.items, from, traceEndAt(timeline, step), by);
    return isAsked && narration !== null ? { ...narration, remedy: null } : narration;
  }, [narrator, timeline, by, step, isAsked]);
}

function Beginning() {
  const { shell, language } = useMessages();
  const about = useLaboratory(({ script }) => script.about?.[language]);
  // A run of which nothing is to come waits for a hand, not for a key.
  const empty = useLaboratory(({ timeline }) => timeline.steps.length === 0 && timeline.end !== 'not-run');
  return (
    <>
      <p className={styles.headline}>
        {shell.nothingYet} {!empty && shell.pressForward}
      </p>
      <p className={`${styles.why} ${styles.about}`}>{about}</p>
    </>
  );
}

function Told({ narration: { headline, why, remedy, citation } }: { readonly narration: Narration }) {
  const { shell } = useMessages();
  return (
    <>
      <div>
        <p className={styles.headline}>{headline}</p>
        <p className={styles.why}>
          {why}
          {typeof citation?.url === 'string' && (
            <>
              {' '}
              <a className={styles.citation} href={citation.url} target="_blank" rel="noreferrer">
                {citation.label}
                <span className="heard-only"> ({shell.opensInNewTab})</span>
              </a>
            </>
          )}
        </p>
      </div>
      {remedy !== null && <p className={styles.remedy}>{remedy}</p>}
    </>
  );
}
