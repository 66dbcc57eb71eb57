import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { type Authored, beginAuthored } from '../../../lessons/authoring/authored.ts';
import { faultsOf } from '../../../lessons/authoring/authored-faults.ts';
import { exerciseFileOf, wrongAttemptsOf } from '../../../lessons/authoring/exercise-file.ts';
import { parseExercise } from '../../../lessons/exercises/parse-exercise.ts';
import { describeScriptError } from '../../../programs/describe-script-error.ts';
import controls from '../../shell/controls.module.css';
import { exerciseActions, useExercise } from '../exercise-store.ts';
import exercises from '../exercises.module.css';
import pieces from '../pieces.module.css';
import { type Bench, BenchProvider, placeId } from './bench.ts';
import { DiagnosisMaker } from './DiagnosisMaker.tsx';
import { Distractors } from './Distractors.tsx';
import { HandOn } from './HandOn.tsx';
import { Questions } from './Questions.tsx';
import { RepairMaker } from './RepairMaker.tsx';
import { Goals, Rules } from './Rules.tsx';
import { textOfStep } from '../step-text.ts';
import { Missing } from './Text.tsx';
import { Texts } from './Texts.tsx';
import { Trial } from './Trial.tsx';
import { useWorkshop, workshopActions } from './workshop-store.ts';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';
import { WrongAttempts } from './WrongAttempts.tsx';

/** The workshop: what was read off a run, to be kept or struck, the texts, a trial, and the ways in which it leaves. */
export function Workshop() {
  const authored = useWorkshop((workshop) => workshop.authored);
  const round = useWorkshop((workshop) => workshop.round);
  return authored === null ? null : <Room key={round} authored={authored} />;
}

function Room({ authored }: { readonly authored: Authored }) {
  const { w, t, language } = useWorkshopWords();
  const kept = useWorkshop((workshop) => workshop.kept);
  const fresh = useExercise((exercising) => exercising.fresh);
  const [writing, setWriting] = useState(language);
  const [asked, ask] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { leave, arrived } = exerciseActions;
  useEffect(() => {
    if (!fresh) return;
    heading.current?.focus();
    arrived();
  }, [fresh, arrived]);
  // To try it is work: what is typed does not wait for it.
  const settled = useDeferredValue(authored);
  const core = useCore(settled);
  const wrong = useMemo(() => wrongAttemptsOf(core), [core]);
  const lacks = useMemo(() => faultsOf(authored), [authored]);
  const tried = useMemo(() => whatCameOf(settled, wrong), [settled, wrong]);
  const { parsed } = tried;
  const bench: Bench = {
    authored,
    put: (change) => workshopActions.write({ ...authored, ...change }),
    writing,
    faults: asked ? lacks : [],
  };
  const goTo = (place: Parameters<typeof placeId>[0]): void => {
    const element = document.getElementById(placeId(place));
    element?.focus();
    element?.scrollIntoView({ block: 'center' });
  };
  const { kind, proposal } = authored;
  return (
    <BenchProvider value={bench}>
      <section className={exercises.panel} aria-label={t.author.title}>
        <header className={exercises.title}>
          <h2 ref={heading} tabIndex={-1}>
            {t.author.title}
          </h2>
          <button
            type="button"
            className={controls.button}
            onClick={({ currentTarget }) => {
              const focused = currentTarget === document.activeElement;
              leave();
              if (focused) document.getElementById('open-exercises')?.focus();
            }}
          >
            {t.author.leave}
          </button>
        </header>
        <p className={styles.note}>{w.about}</p>
        {!kept && (
          <p className={exercises.fault} role="alert">
            {w.notKept}
          </p>
        )}
        <Texts setWriting={setWriting} />
        <details className={styles.calls}>
          <summary id={placeId('calls')}>{w.calls(proposal.pieces.length)}</summary>
          <ol className={pieces.steps}>
            {proposal.pieces.map(({ id, step }) => (
              <li key={id}>
                <code>{textOfStep(step)}</code>
              </li>
            ))}
          </ol>
        </details>
        <Missing place="calls" />
        {proposal.leavesOut && <p className={styles.note}>{w.leavesOut}</p>}
        {kind === 'repair' && <RepairMaker />}
        {kind === 'predict' && <Questions />}
        {kind === 'diagnose' && <DiagnosisMaker />}
        {kind !== 'predict' && kind !== 'diagnose' && <Goals />}
        {(kind === 'order' || kind === 'drive') && <Rules />}
        {kind === 'order' && <Distractors />}
        {kind !== 'predict' && kind !== 'diagnose' && <WrongAttempts core={core} />}
        <section aria-label={w.trial} aria-busy={settled !== authored}>
          <h3>{w.trial}</h3>
          {lacks.length > 0 ? (
            <>
              <p>{w.missing}:</p>
              <ul className={styles.results}>
                {lacks.map(({ place, code }) => (
                  <li key={place}>
                    {w.faults[code]}{' '}
                    <button
                      type="button"
                      className={controls.button}
                      aria-label={`${w.goTo}: ${w.faults[code]}`}
                      onClick={() => goTo(place)}
                    >
                      {w.goTo}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          ) : parsed.ok ? (
            <Trial exercise={parsed.value} authored={settled} />
          ) : (
            <p className={exercises.fault} role="alert">
              {describeScriptError(parsed.error, language)}
            </p>
          )}
        </section>
        <HandOn
          // What was typed last may not have been tried yet: it goes with it all the same.
          make={() => {
            const now = settled === authored ? tried : whatCameOf(authored, wrongAttemptsOf(authored));
            return lacks.length === 0 && now.parsed.ok ? { exercise: now.parsed.value, text: now.text } : null;
          }}
          missing={() => {
            ask(true);
            const [first] = lacks;
            // What is told stands there only after the next drawing.
            if (first !== undefined) requestAnimationFrame(() => goTo(first.place));
          }}
        />
      </section>
    </BenchProvider>
  );
}

/** The file of a draft, and the exercise that is read from it. */
function whatCameOf(
  authored: Authored,
  wrong: ReturnType<typeof wrongAttemptsOf>,
): { readonly parsed: ReturnType<typeof parseExercise>; readonly text: string } {
  const file = exerciseFileOf(
    authored,
    wrong.map(({ made }) => made),
  );
  return { parsed: parseExercise(JSON.stringify(file)), text: `${JSON.stringify(file, null, 2)}\n` };
}

/** The draft without its texts: the same as long as nothing else is changed, so that what is typed tries nothing anew. */
function useCore(authored: Authored): Authored {
  const { kind, proposal, struck, distractors, attempts, questions, diagnosis, broken, mended } = authored;
  return useMemo(
    () => ({
      ...beginAuthored(proposal),
      kind,
      proposal,
      struck,
      distractors,
      attempts,
      questions,
      diagnosis,
      broken,
      mended,
    }),
    [kind, proposal, struck, distractors, attempts, questions, diagnosis, broken, mended],
  );
}
