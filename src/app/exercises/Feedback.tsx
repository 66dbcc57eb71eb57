import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import type { Finding, Verdict } from '../../lessons/exercises/verdict.ts';
import { useNarrator } from '../i18n/index.ts';
import controls from '../shell/controls.module.css';
import { useView } from '../shell/view.ts';
import { actions, useLaboratory } from '../store/laboratory.ts';
import { stepOfEvent } from '../store/moments.ts';
import { isAided, useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { useWords } from './use-words.ts';

interface Props {
  readonly exercise: Exercise;
  readonly verdict: Verdict | null;
  /** What was checked is a solution that was shown: it passes, and does not count. */
  readonly shown: boolean;
}

/** What is said of an attempt: the first thing that is wrong, where, what the kernel did, the rule, and the way on. */
export function Feedback({ exercise, verdict, shown }: Props) {
  const { t, language } = useWords();
  const aided = useExercise(isAided);
  const panel = useView((view) => view.panel);
  const [first] = verdict?.findings ?? [];
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (verdict === null || panel !== 'diagram') return;
    said.current?.scrollIntoView({ block: 'nearest' });
    // On a narrow screen it may be said while something else is shown.
  }, [verdict, panel]);
  return (
    <div
      ref={said}
      id="exercise-said"
      tabIndex={-1}
      className={styles.feedback}
      // An output element may hold phrases only, and these are paragraphs.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="status"
      data-passed={verdict?.passed}
    >
      {verdict?.passed && (
        <p>
          <b>✓ {shown ? t.shownPasses : aided ? t.predict.passesAided : t.wellDone}</b> {exercise.learn[language]}
        </p>
      )}
      {first && <Broken said={said} finding={first} isGoal={exercise.goals.some(({ id }) => id === first.id)} />}
    </div>
  );
}

interface BrokenProps {
  /** What it is said in. */
  readonly said: RefObject<HTMLElement | null>;
  readonly finding: Finding;
  readonly isGoal: boolean;
}

function Broken({ said, finding, isGoal }: BrokenProps) {
  const { t, language } = useWords();
  const timeline = useLaboratory((laboratory) => laboratory.timeline);
  const narrator = useNarrator();
  const { index, callId, lacks, message, wayOn } = finding;
  const told = useMemo(() => {
    if (narrator === null || index === null) return null;
    const trace = timeline.trace.items;
    if (callId === null) return narrator.narrate(trace, index, index + 1, 'event');
    const isOfIt = (kind: 'return' | 'block'): number =>
      trace.findIndex((event) => event.kind === kind && event.callId === callId);
    // One that never returned is told as far as it came.
    return narrator.narrate(trace, index, Math.max(index, isOfIt('block'), isOfIt('return')) + 1, 'call');
  }, [narrator, timeline, index, callId]);
  const isTold = told !== null;
  useEffect(() => {
    // The narrator comes late the first time, and what it says takes room.
    if (isTold) said.current?.scrollIntoView({ block: 'nearest' });
  }, [isTold, said]);
  const goThere = (): void => {
    if (index === null) return;
    actions.seek(stepOfEvent(timeline, index));
    if (callId !== null) actions.select({ kind: 'call', callId });
  };
  return (
    <>
      <p>
        <b>✗ {t.notYet}</b>{' '}
        {index !== null && (
          <button type="button" className={controls.button} onClick={goThere}>
            {t.goThere}
          </button>
        )}
      </p>
      <dl>
        {told !== null && (
          <>
            <dt>{t.kernel}</dt>
            <dd>
              {told.headline}
              {typeof told.citation?.url === 'string' && (
                <>
                  {' '}
                  <a href={told.citation.url} target="_blank" rel="noreferrer">
                    {told.citation.label}
                  </a>
                </>
              )}
            </dd>
          </>
        )}
        {lacks && (
          <>
            <dt>{t.missing}</dt>
            <dd>{t.stillMissing(lacks)}</dd>
          </>
        )}
        <dt>{isGoal ? t.missing : t.rule}</dt>
        <dd>{message[language]}</dd>
        <dt>{t.wayOn}</dt>
        <dd>{wayOn[language]}</dd>
      </dl>
    </>
  );
}
