import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { type Authored, beginAuthored } from '../../../lessons/authoring/authored.ts';
import { faultsOf } from '../../../lessons/authoring/authored-faults.ts';
import { exerciseFileOf, wrongAttemptsOf } from '../../../lessons/authoring/exercise-file.ts';
import { tryExercise, type Trial } from '../../../lessons/authoring/trial.ts';
import { parseExercise } from '../../../lessons/exercises/parse-exercise.ts';
import { describeScriptError } from '../../../programs/describe-script-error.ts';
import controls from '../../shell/controls.module.css';
import { exerciseActions, useExercise } from '../exercise-store.ts';
import { ExerciseHead } from '../ExerciseHead.tsx';
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
import { partId, type PartName, Parts } from './Parts.tsx';
import { Missing } from './Text.tsx';
import { Texts } from './Texts.tsx';
import { TrialOutcome, wrongOf } from './TrialOutcome.tsx';
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
  const trial = useMemo(
    () => (lacks.length === 0 && parsed.ok ? tryExercise(parsed.value) : null),
    [lacks.length, parsed],
  );
  const { kind, proposal } = authored;
  const body = useRef<HTMLDivElement>(null);
  return (
    <BenchProvider value={bench}>
      <section className={exercises.work} aria-label={t.author.title}>
        <div className={styles.top}>
          <ExerciseHead heading={heading} title={t.author.title} leaveSaid={t.author.leave} leave={leave} />
          <Parts body={body} holds={trial === null ? null : wrongOf(trial) === 0} />
        </div>
        <div ref={body} className={exercises.body}>
          <p className={styles.note}>{w.about}</p>
          {!kept && (
            <p className={exercises.fault} role="alert">
              {w.notKept}
            </p>
          )}
          <Part name="texts">
            <Texts setWriting={setWriting} />
          </Part>
          <Part name="calls">
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
          </Part>
          {kind === 'repair' && (
            <Part name="programs">
              <RepairMaker />
            </Part>
          )}
          {kind === 'predict' && (
            <Part name="questions">
              <Questions />
            </Part>
          )}
          {kind === 'diagnose' && (
            <Part name="diagnosis">
              <DiagnosisMaker />
            </Part>
          )}
          {kind !== 'predict' && kind !== 'diagnose' && (
            <Part name="goals">
              <Goals />
            </Part>
          )}
          {(kind === 'order' || kind === 'drive') && (
            <Part name="rules">
              <Rules />
            </Part>
          )}
          {kind === 'order' && (
            <Part name="distractors">
              <Distractors />
            </Part>
          )}
          {kind !== 'predict' && kind !== 'diagnose' && (
            <Part name="wrong">
              <WrongAttempts core={core} />
            </Part>
          )}
          <Part name="trial">
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
              ) : trial !== null ? (
                <TrialOutcome trial={trial} authored={settled} />
              ) : parsed.ok ? null : (
                <p className={exercises.fault} role="alert">
                  {describeScriptError(parsed.error, language)}
                </p>
              )}
            </section>
          </Part>
        </div>
        {/* Beside all parts and always in sight: how far it is, and where it goes from here. */}
        <div className={exercises.foot}>
          <HandOn
            state={<HowFar lacks={lacks.length} trial={trial} />}
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
        </div>
      </section>
    </BenchProvider>
  );
}

/** A part, to which one can go. */
const Part = ({ name, children }: { readonly name: PartName; readonly children: ReactNode }) => (
  <div id={partId(name)} className={styles.part} tabIndex={-1}>
    {children}
  </div>
);

/** In one line: what is missing, or what came of the trial. */
function HowFar({ lacks, trial }: { readonly lacks: number; readonly trial: Trial | null }) {
  const { w } = useWorkshopWords();
  const wrong = trial === null ? 0 : wrongOf(trial);
  if (lacks === 0 && trial === null) return null;
  const isGood = lacks === 0 && wrong === 0;
  return (
    <span className={styles.outcome} data-holds={isGood}>
      {isGood ? '✓' : '✗'} {lacks > 0 ? w.lacks(lacks) : isGood ? w.allHolds : w.notAll(wrong)}
    </span>
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
