import type { ScriptText } from '../../programs/call-script.ts';
import { check } from './check.ts';
import { emptyAttempt } from './empty-attempt.ts';
import type { ChapterId, Constraint, Exercise } from './exercise.ts';
import { EXERCISE_FORMAT, EXERCISE_VERSION, parseExercise } from './parse-exercise.ts';
import { linearExtensions, precedenceOf } from './partial-order.ts';
import type { Proposal } from './propose.ts';

/** What an author has made of a run so far. */
export interface Authored {
  /** To assemble the calls in order, or to make them on the stage. */
  readonly kind: 'order' | 'drive';
  readonly chapter: ChapterId;
  readonly title: ScriptText;
  readonly learn: ScriptText;
  readonly task: ScriptText;
  readonly hints: readonly [ScriptText, ScriptText, ScriptText];
  readonly minutes: number;
  readonly difficulty: 1 | 2 | 3;
  readonly proposal: Proposal;
  /** Ids of the proposed constraints and goals that are struck. */
  readonly struck: ReadonlySet<string>;
  /** What is said instead of what was proposed, by id. */
  readonly messages: ReadonlyMap<string, { readonly message: ScriptText; readonly wayOn: ScriptText }>;
}

type Json = Readonly<Record<string, unknown>>;

/** A text that is missing in one language is said in the other: an author may write one alone. */
const both = ({ en, 'pt-BR': pt }: ScriptText): ScriptText => ({
  en: en.trim() === '' ? pt : en,
  'pt-BR': pt.trim() === '' ? en : pt,
});

/** An id made of the title: letters, digits and hyphens. */
export function idOf({ title }: Pick<Authored, 'title'>): string {
  const plain = both(title).en.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[-0-9]+|-+$/g, '');
  return words.slice(0, 60) || 'exercise';
}

/**
 * The file of an exercise, as JSON. Its reference solution is the run; its wrong attempts are those that break one constraint each, as far as they
 * are told as that one: a constraint that the engine never sees broken first has none.
 */
export function exerciseFileOf(authored: Authored): Json {
  const { kind, chapter, minutes, difficulty, proposal, struck, messages } = authored;
  const kept = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
    list.filter((one) => !struck.has(one.id)).map((one) => ({ ...one, ...messages.get(one.id) }));
  const order = proposal.pieces.map((piece) => piece.id);
  const common = {
    format: EXERCISE_FORMAT,
    version: EXERCISE_VERSION,
    id: idOf(authored),
    kind,
    chapter,
    title: both(authored.title),
    learn: both(authored.learn),
    task: both(authored.task),
    minutes,
    difficulty,
    script: proposal.script,
    goals: kept(proposal.goals),
    hints: authored.hints.map(both),
  };
  if (kind === 'drive') {
    // Made by hand, the calls have other names: what was reached is what counts.
    const steps = proposal.pieces.map(({ step }) => step);
    return { ...common, allowed: { faults: false }, solutions: [{ steps }], wrong: [] };
  }
  const file = {
    ...common,
    pieces: proposal.pieces,
    constraints: kept(proposal.constraints),
    solutions: [{ order }],
    wrong: [],
  };
  const parsed = parseExercise(file);
  return parsed.ok ? { ...file, wrong: wrongOf(parsed.value, order) } : file;
}

function wrongOf(exercise: Exercise, order: readonly string[]): readonly Json[] {
  return exercise.constraints.flatMap((constraint) => {
    if (constraint.kind !== 'before' && constraint.kind !== 'only-after') return [];
    const { first, second } = constraint;
    if (typeof first !== 'string' || typeof second !== 'string') return [];
    const others = order.filter((one) => one !== second);
    const orders = [others.toSpliced(others.indexOf(first), 0, second), turned(exercise, order, constraint)];
    const wrong = orders.find(
      (one) => one !== null && check(exercise, { kind: 'order', order: one }).verdict.findings[0]?.id === constraint.id,
    );
    return wrong ? [{ attempt: { order: wrong }, message: constraint.id }] : [];
  });
}

/** An order that keeps to every constraint but this one, whose calls it makes the other way round; null: there is none. */
function turned(exercise: Exercise, order: readonly string[], constraint: Constraint): readonly string[] | null {
  const others = exercise.constraints.filter((one) => one !== constraint);
  const before = precedenceOf(others, order.length, (thing, reference) => order[thing] === reference);
  if (constraint.kind !== 'before' && constraint.kind !== 'only-after') return null;
  const [first, second] = [constraint.first, constraint.second].map((one) =>
    typeof one === 'string' ? order.indexOf(one) : -1,
  );
  if (first === undefined || second === undefined) return null;
  const reversed = before.map((firsts, thing) => (thing === first ? new Set([...firsts, second]) : firsts));
  const [found] = linearExtensions(reversed, 1);
  return found?.flatMap((thing) => order[thing] ?? []) ?? null;
}

/** What came of trying an exercise on its own solutions and wrong attempts. */
export interface Trial {
  /** Its solutions pass. */
  readonly solutions: readonly boolean[];
  /** Each wrong attempt fails, and with its message. */
  readonly wrong: readonly { readonly message: string; readonly holds: boolean }[];
  /** What is there at the start does not pass by itself. */
  readonly startFails: boolean;
}

/** Tries an exercise on itself, in the engine. */
export function tryExercise(exercise: Exercise): Trial {
  return {
    solutions: exercise.solutions.map((solution) => check(exercise, solution).verdict.passed),
    wrong: exercise.wrong.map(({ attempt, message }) => ({
      message,
      holds: check(exercise, attempt).verdict.findings[0]?.id === message,
    })),
    startFails: !check(exercise, emptyAttempt(exercise)).verdict.passed,
  };
}
