import { useMemo, useState } from 'react';
import { attemptKindOf, type Authored, type OwnAttempt, settingOfRun } from '../../../lessons/authoring/authored.ts';
import { exerciseSoFar, ownAttempts } from '../../../lessons/authoring/exercise-file.ts';
import { readRun } from '../../../lessons/authoring/read-run.ts';
import { check } from '../../../lessons/exercises/check.ts';
import type { Attempt, Exercise, Piece } from '../../../lessons/exercises/exercise.ts';
import type { CallStep, ScriptStep } from '../../../programs/call-script.ts';
import controls from '../../shell/controls.module.css';
import { useLaboratory } from '../../store/laboratory.ts';
import { useBench } from './bench.ts';
import { CallList, moved } from './CallList.tsx';
import { emptyStage, showSteps } from './stage-steps.ts';
import { textOfStep } from '../step-text.ts';
import { StepsEditor } from '../StepsEditor.tsx';
import { toldAs } from './told-as.ts';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

/** Mistakes that the author has seen: recorded on the stage or arranged by hand, each tried at once. */
export function WrongAttempts({ core }: { readonly core: Authored }) {
  const { w } = useWorkshopWords();
  const { authored, put } = useBench();
  const [told, tell] = useState('');
  const exercise = useMemo(() => exerciseSoFar(core), [core]);
  const own = ownAttempts(authored);
  const add = (attempt: Attempt): void => {
    const { attempts } = authored;
    let number = 1;
    while (attempts.some(({ id }) => id === `own-${number}`)) number++;
    put({ attempts: [...attempts, { id: `own-${number}`, attempt, message: null }] });
  };
  const takeRun = (): void => {
    const { script, timeline } = useLaboratory.getState();
    const run = readRun(script, timeline);
    const { attempt, foreign } = attemptOfRun(authored, run);
    const isEmptyRun = run.pieces.length === 0;
    tell(isEmptyRun ? w.nothingOnStage : foreign > 0 ? w.foreignCalls(foreign) : '');
    if (!isEmptyRun) add(attempt);
  };
  const arrange = (): void => {
    const { kind, proposal, broken } = authored;
    tell('');
    if (kind === 'order') add({ kind, order: proposal.pieces.map(({ id }) => id) });
    else if (kind === 'repair') add({ kind, steps: broken });
    else add({ kind: 'drive', steps: proposal.steps });
  };
  return (
    <section aria-label={w.wrong}>
      <h3>{w.wrong}</h3>
      <p className={styles.note}>{w.wrongAbout}</p>
      <ul className={styles.rules}>
        {own.map((attempt, index) => (
          <Wrong
            key={attempt.id}
            name={w.wrongOf(index + 1)}
            own={attempt}
            exercise={exercise}
            onChange={(next) =>
              put({
                attempts: authored.attempts.flatMap((one) =>
                  one.id === attempt.id ? (next === null ? [] : [next]) : [one],
                ),
              })
            }
          />
        ))}
      </ul>
      <div className={styles.buttons}>
        <button type="button" className={controls.button} onClick={takeRun}>
          {w.takeRun}
        </button>
        <button type="button" className={controls.button} onClick={arrange}>
          {w.arrange}
        </button>
        <button type="button" className={controls.button} onClick={() => emptyStage(authored.proposal.script)}>
          {w.clearStage}
        </button>
        <output>{told}</output>
      </div>
    </section>
  );
}

interface WrongProps {
  readonly name: string;
  readonly own: OwnAttempt;
  /** Null: it cannot be tried yet. */
  readonly exercise: Exercise | null;
  /** Null: it is taken out. */
  readonly onChange: (next: OwnAttempt | null) => void;
}

function Wrong({ name, own, exercise, onChange }: WrongProps) {
  const { w, language } = useWorkshopWords();
  const { authored } = useBench();
  const { attempt, message } = own;
  const sentences = useMemo(() => toldAs(authored), [authored]);
  const finding = useMemo(() => {
    if (exercise === null) return undefined;
    const { passed, findings } = check(exercise, attempt).verdict;
    return passed ? null : (findings[0] ?? null);
  }, [exercise, attempt]);
  const sentence = (id: string): string => sentences.get(id)?.[language] ?? id;
  const holds = finding !== null && finding !== undefined && (message === null || message === finding.id);
  const put = (next: Attempt): void => onChange({ ...own, attempt: next });
  return (
    <li>
      <p className={styles.head}>
        <b>{name}</b>
        <button
          type="button"
          className={controls.button}
          aria-label={`${w.show}: ${name}`}
          onClick={() => showSteps(authored, stepsOf(authored, attempt))}
        >
          {w.show}
        </button>
        <button type="button" className={controls.button} aria-label={w.remove(name)} onClick={() => onChange(null)}>
          ✕
        </button>
      </p>
      <label>
        {w.mustBeTold}{' '}
        <select
          className={controls.select}
          value={message ?? ''}
          onChange={({ target }) => onChange({ ...own, message: target.value === '' ? null : target.value })}
        >
          <option value="">{w.whateverFirst}</option>
          {[...sentences].map(([id, said]) => (
            <option key={id} value={id}>
              {said[language]}
            </option>
          ))}
        </select>
      </label>
      {finding !== undefined && (
        <p className={styles.outcome} data-holds={holds}>
          {holds ? '✓' : '✗'}{' '}
          {finding === null
            ? w.passes
            : holds || message === null
              ? w.isTold(sentence(finding.id))
              : w.toldOther({ must: sentence(message), told: sentence(finding.id) })}
        </p>
      )}
      <details className={styles.words}>
        <summary>{w.steps}</summary>
        {attempt.kind === 'order' ? (
          <Arranged order={attempt.order} onChange={(order) => put({ kind: 'order', order })} />
        ) : attempt.kind === 'drive' || attempt.kind === 'repair' ? (
          <StepsEditor
            label={`${name}: ${w.steps}`}
            script={authored.proposal.script}
            steps={attempt.steps}
            onSteps={(steps) => put({ ...attempt, steps })}
            copies
          />
        ) : null}
      </details>
    </li>
  );
}

interface ArrangedProps {
  readonly order: readonly string[];
  readonly onChange: (order: readonly string[]) => void;
}

/** Pieces in an order, and those that are not in it, to be put at its end. */
function Arranged({ order, onChange }: ArrangedProps) {
  const { w } = useWorkshopWords();
  const { authored } = useBench();
  const pieces = [...authored.proposal.pieces, ...authored.distractors];
  const textOf = (id: string): string => {
    const piece = pieces.find((one) => one.id === id);
    return piece === undefined ? id : textOfStep(piece.step);
  };
  const rest = pieces.filter(({ id }) => !order.includes(id));
  return (
    <>
      <CallList
        label={w.steps}
        calls={order.map(textOf)}
        onMove={(from, to) => onChange(moved(order, from, to))}
        onRemove={(index) => onChange(order.toSpliced(index, 1))}
      />
      {rest.length > 0 && (
        <label>
          {w.addCall}{' '}
          <select
            className={controls.select}
            value=""
            onChange={({ target }) => {
              if (target.value !== '') onChange([...order, target.value]);
            }}
          >
            <option value="">…</option>
            {rest.map(({ id, step }) => (
              <option key={id} value={id}>
                {textOfStep(step)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

/** What an attempt makes happen on the stage. */
function stepsOf({ proposal, distractors }: Authored, attempt: Attempt): readonly ScriptStep[] {
  if (attempt.kind === 'drive' || attempt.kind === 'repair') return attempt.steps;
  if (attempt.kind !== 'order') return proposal.steps;
  const pieces = [...proposal.pieces, ...distractors];
  return attempt.order.flatMap((id) => pieces.find((piece) => piece.id === id)?.step ?? []);
}

/** The run on the stage as an attempt; `foreign`: how many of its calls are none of the exercise's. */
function attemptOfRun(
  authored: Authored,
  run: ReturnType<typeof readRun>,
): { readonly attempt: Attempt; readonly foreign: number } {
  const kind = attemptKindOf(authored.kind);
  if (kind === 'repair') return { attempt: { kind, steps: run.steps }, foreign: 0 };
  if (kind === 'order') {
    const order = piecesOfRun([...authored.proposal.pieces, ...authored.distractors], run.pieces);
    return { attempt: { kind, order }, foreign: run.pieces.length - order.length };
  }
  const faults = [...(settingOfRun(authored.proposal).network?.faults ?? []), ...run.faults];
  return {
    attempt: { kind: 'drive', steps: run.steps, ...(run.faults.length === 0 ? {} : { network: { faults } }) },
    foreign: 0,
  };
}

/** Which pieces the calls of a run are. A call by hand has other descriptors: then the next piece that is such a call of its process. */
function piecesOfRun(pieces: readonly Piece[], calls: readonly Piece[]): readonly string[] {
  const left = new Set(pieces);
  return calls.flatMap(({ step }) => {
    const all = [...left];
    const alike = ({ process, call }: CallStep): boolean => process === step.process && call === step.call;
    const found =
      all.find((piece) => JSON.stringify(piece.step) === JSON.stringify(step)) ??
      all.find((piece) => alike(piece.step) && piece.step.fd === step.fd) ??
      all.find((piece) => alike(piece.step));
    if (found === undefined) return [];
    left.delete(found);
    return [found.id];
  });
}
