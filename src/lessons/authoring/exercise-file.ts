import type { CallScript, ScriptStep, ScriptText } from '../../programs/call-script.ts';
import { answerOf } from '../exercises/answer-of.ts';
import { check } from '../exercises/check.ts';
import { emptyAttempt } from '../exercises/empty-attempt.ts';
import type { Attempt, Constraint, Exercise, Prediction } from '../exercises/exercise.ts';
import { EXERCISE_FORMAT, EXERCISE_VERSION, parseExercise } from '../exercises/parse-exercise.ts';
import { firstExtension, precedenceOf } from '../exercises/partial-order.ts';
import { runScript } from '../exercises/run-attempt.ts';
import {
  attemptKindOf,
  type Authored,
  goalsFor,
  inBoth,
  isEmpty,
  rulesFor,
  settingOfRun,
  wholeRun,
} from './authored.ts';
import { proposedTexts } from './proposed-texts.ts';
import { ruleByHand } from './rules-by-hand.ts';

type Json = Readonly<Record<string, unknown>>;

/** A wrong attempt with the id of what it must be told. */
export interface WrongAttempt {
  readonly attempt: Attempt;
  readonly message: string;
}

/** An id made of the title: letters, digits and hyphens. */
export function idOf({ title }: Pick<Authored, 'title'>): string {
  const plain = inBoth(title).en.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[-0-9]+|-+$/g, '');
  return words.slice(0, 60) || 'exercise';
}

/**
 * The file of an exercise, as JSON. Its reference solution is the run, or the mended program; `wrong` are its wrong attempts,
 * by default those that can be made of it and the author's own.
 */
export function exerciseFileOf(
  authored: Authored,
  wrong: readonly WrongAttempt[] = wrongAttemptsOf(authored).map(({ made }) => made),
): Json {
  return {
    ...fileWithoutWrong(authored),
    wrong: wrong.map(({ attempt, message }) => ({ attempt: jsonOf(attempt), message })),
  };
}

function jsonOf(attempt: Attempt): Json {
  const { kind: _kind, ...rest } = attempt;
  return rest;
}

function fileWithoutWrong(authored: Authored): Json {
  const { kind, chapter, minutes, difficulty, proposal } = authored;
  const proposed = proposedTexts(authored);
  const text = (written: ScriptText, instead: ScriptText): ScriptText => (isEmpty(written) ? instead : inBoth(written));
  const common = {
    format: EXERCISE_FORMAT,
    version: EXERCISE_VERSION,
    id: idOf(authored),
    kind,
    chapter,
    title: inBoth(authored.title),
    learn: text(authored.learn, proposed.learn),
    task: text(authored.task, proposed.task),
    minutes,
    difficulty,
    hints: authored.hints.map((hint, index) => text(hint, proposed.hints[index] ?? hint)),
  };
  const kept = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] => {
    const { struck, messages } = authored;
    return list
      .filter((one) => !struck.has(one.id))
      .map((one) => {
        const said = messages.get(one.id);
        if (said === undefined || !('message' in one) || !('wayOn' in one)) return one;
        return {
          ...one,
          message: text(said.message, one.message as ScriptText),
          wayOn: text(said.wayOn, one.wayOn as ScriptText),
        };
      });
  };
  const script = settingOfRun(proposal);
  const solutions = [jsonOf(referenceOf(authored))];
  switch (kind) {
    case 'order':
      return {
        ...common,
        script,
        pieces: [
          ...proposal.pieces,
          ...authored.distractors.map(({ distractor, ...piece }) => ({
            ...piece,
            distractor: distractor && { message: inBoth(distractor.message), wayOn: inBoth(distractor.wayOn) },
          })),
        ],
        constraints: kept(rulesFor(authored)),
        goals: kept(proposal.goals),
        solutions,
      };
    case 'drive':
      return {
        ...common,
        script,
        allowed: { faults: false },
        // Made by hand, the calls have other names.
        constraints: kept(rulesFor(authored)).map((rule) => ruleByHand(rule, proposal.pieces)),
        goals: kept(goalsFor(authored)),
        solutions,
      };
    case 'break':
      return {
        ...common,
        script: proposal.script,
        allowed: { faults: proposal.faults.length > 0 },
        goals: kept(goalsFor(authored)),
        solutions,
      };
    case 'repair':
      return { ...common, script: { ...script, steps: authored.broken }, goals: kept(goalsFor(authored)), solutions };
    case 'predict':
      return {
        ...common,
        script: wholeRun(proposal),
        predictions: authored.questions.map((question) => ({
          ...question,
          question: inBoth(question.question),
          message: inBoth(question.message),
          wayOn: inBoth(question.wayOn),
        })),
        solutions,
      };
    case 'diagnose': {
      const { diagnosis } = authored;
      return {
        ...common,
        script: wholeRun(proposal),
        ...(diagnosis && {
          diagnosis: {
            ...diagnosis,
            message: inBoth(diagnosis.message),
            wayOn: inBoth(diagnosis.wayOn),
            causes: diagnosis.causes.map((cause) => ({
              ...cause,
              text: inBoth(cause.text),
              message: inBoth(cause.message),
              wayOn: inBoth(cause.wayOn),
            })),
          },
        }),
        solutions,
      };
    }
  }
}

/** What the run itself is as an attempt; the mended program; the engine's own answers. */
function referenceOf({ kind, proposal, questions, diagnosis, mended }: Authored): Attempt {
  switch (kind) {
    case 'order':
      return { kind, order: proposal.pieces.map(({ id }) => id) };
    case 'drive':
      return { kind, steps: proposal.steps };
    case 'break': {
      const { network } = settingOfRun(proposal);
      const steps = proposal.steps;
      return proposal.faults.length === 0 || network === undefined
        ? { kind: 'drive', steps }
        : { kind: 'drive', steps, network: { faults: network.faults ?? [] } };
    }
    case 'repair':
      return { kind, steps: mended };
    case 'predict': {
      const run = runScript(wholeRun(proposal));
      const answers = questions.flatMap((question) => {
        const answer = answerOf(question, run);
        return answer === null ? [] : [[question.id, answer] as const];
      });
      return { kind, answers: Object.fromEntries(answers) };
    }
    case 'diagnose':
      return { kind, step: diagnosis?.step ?? 0, cause: diagnosis?.cause ?? '' };
  }
}

/** The exercise as far as it is made, without wrong attempts; null: it cannot be read yet. A missing title does not matter. */
export function exerciseSoFar(authored: Authored): Exercise | null {
  const titled = isEmpty(authored.title) ? { ...authored, title: { en: '?', 'pt-BR': '?' } } : authored;
  const parsed = parseExercise({ ...fileWithoutWrong(titled), wrong: [] });
  return parsed.ok ? parsed.value : null;
}

/** A wrong attempt as it goes into the file. `own`: the id of the author's attempt; null: it was made of the exercise. */
export interface MadeWrong {
  readonly made: WrongAttempt;
  readonly own: string | null;
}

/**
 * The wrong attempts of an exercise: for each rule, distractor, goal, question and cause one that is told as that, as far as there is
 * one (a rule that the engine never sees broken first has none), and the author's own. What is told of an own attempt is
 * what its author chose, or what it is told first; one that passes, or whose message is gone, is left out.
 */
export function wrongAttemptsOf(authored: Authored): readonly MadeWrong[] {
  const exercise = exerciseSoFar(authored);
  if (exercise === null) return [];
  const ids = messageIds(exercise);
  const own = ownAttempts(authored).flatMap(({ id, attempt, message }): readonly MadeWrong[] => {
    const told = message ?? check(exercise, attempt).verdict.findings[0]?.id;
    return told !== undefined && ids.includes(told) ? [{ made: { attempt, message: told }, own: id }] : [];
  });
  const made = madeOf(exercise, referenceOf(authored)).map((one) => ({ made: one, own: null }));
  return [...made, ...own];
}

/** The author's own attempts that an exercise of this kind can have. */
export const ownAttempts = ({ kind, attempts }: Authored): Authored['attempts'] =>
  attempts.filter(({ attempt }) => attempt.kind === attemptKindOf(kind));

/** The ids by which what is wrong with an attempt can be told. */
export const messageIds = ({ pieces, constraints, goals, predictions, diagnosis }: Exercise): readonly string[] => [
  ...[...constraints, ...goals, ...predictions, ...pieces.filter(({ distractor }) => distractor)].map(({ id }) => id),
  ...(diagnosis === null
    ? []
    : ['step', ...diagnosis.causes.filter(({ id }) => id !== diagnosis.cause).map(({ id }) => id)]),
];

function madeOf(exercise: Exercise, reference: Attempt): readonly WrongAttempt[] {
  /** Those that are told first as what they are meant to break. */
  const told = (id: string, attempts: readonly (Attempt | null)[]): readonly WrongAttempt[] => {
    const attempt = attempts.find((one) => one !== null && check(exercise, one).verdict.findings[0]?.id === id);
    return attempt ? [{ attempt, message: id }] : [];
  };
  switch (reference.kind) {
    case 'order': {
      const { order } = reference;
      const asOrder = (one: readonly string[] | null): Attempt | null => one && { kind: 'order', order: one };
      return [
        ...exercise.constraints.flatMap((constraint) =>
          told(constraint.id, breaking(exercise, order, constraint).map(asOrder)),
        ),
        ...exercise.pieces.flatMap(({ id, distractor }) =>
          distractor
            ? told(
                id,
                placesOf(order.length).map((at) => asOrder(order.toSpliced(at, 0, id))),
              )
            : [],
        ),
      ];
    }
    case 'drive': {
      const { steps } = reference;
      return [...exercise.constraints, ...exercise.goals].flatMap(({ id }) =>
        told(
          id,
          withoutOne(steps).map((less) => ({ ...reference, steps: less })),
        ),
      );
    }
    case 'repair': {
      const start = emptyAttempt(exercise);
      const [finding] = check(exercise, start).verdict.findings;
      return finding ? [{ attempt: start, message: finding.id }] : [];
    }
    case 'predict':
      return exercise.predictions.flatMap((question) => {
        const answers = {
          ...reference.answers,
          [question.id]: wrongAnswer(question, reference.answers[question.id] ?? ''),
        };
        return told(question.id, [{ kind: 'predict', answers }]);
      });
    case 'diagnose': {
      const calls = exercise.script.steps.flatMap((step, index) => ('call' in step ? [index] : []));
      const other = calls.find((index) => index !== reference.step);
      return [
        ...(other === undefined ? [] : told('step', [{ ...reference, step: other }])),
        ...(exercise.diagnosis?.causes ?? []).flatMap(({ id }) =>
          id === reference.cause ? [] : told(id, [{ ...reference, cause: id }]),
        ),
      ];
    }
  }
}

const wrongAnswer = ({ choices = ['yes', 'no'] }: Prediction, right: string): string =>
  choices.find((choice) => choice !== right) ?? '';

/** The end first: what does not belong there is best told when all else is as it should be. */
const placesOf = (count: number): readonly number[] => Array.from({ length: count + 1 }, (_, index) => count - index);

const withoutOne = (steps: readonly ScriptStep[]): readonly (readonly ScriptStep[])[] =>
  steps.map((_, index) => steps.toSpliced(steps.length - 1 - index, 1));

/** Orders that break a constraint and, as far as can be, no other. */
function breaking(
  exercise: Exercise,
  order: readonly string[],
  constraint: Constraint,
): readonly (readonly string[] | null)[] {
  if (constraint.kind === 'each-once') return [order.slice(0, -1)];
  if (constraint.kind !== 'before' && constraint.kind !== 'only-after') return [];
  const { first, second } = constraint;
  if (typeof first !== 'string' || typeof second !== 'string') return [];
  const others = order.filter((one) => one !== second);
  return [others.toSpliced(others.indexOf(first), 0, second), turned(exercise, order, constraint)];
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
  return firstExtension(reversed)?.flatMap((thing) => order[thing] ?? []) ?? null;
}

/** A script made of the exercise's machines and these steps: what the author looks at on the stage. */
export const scriptOfSteps = (authored: Authored, steps: readonly ScriptStep[]): CallScript => ({
  ...settingOfRun(authored.proposal),
  steps,
});
