import { CHAPTERS, type Exercise, EXERCISE_KINDS, type ExerciseKind } from '../../lessons/exercises/exercise.ts';
import { EXERCISE_FORMAT } from '../../lessons/exercises/parse-exercise.ts';
import { readTexts } from '../../lessons/exercises/read-parts.ts';
import { placeOfPath, syntaxError } from '../../programs/parse-call-script.ts';
import { memberPath, readJson } from '../../programs/read-json.ts';
import { has, readBoolean, readChoice, readInteger, readNamed, readObject, Refusal } from '../../programs/readers.ts';
import type { ScriptError } from '../../programs/script-error.ts';

/** What a student has done about one exercise. */
export interface Achievement {
  /** How often an attempt was checked. */
  readonly attempts: number;
  /** The highest hint that was read, 0 to 3. */
  readonly hints: number;
  /** A solution, or the answer to a question, was shown before it was passed. */
  readonly shown: boolean;
  readonly passed: boolean;
  /** Spent with it until it was passed. */
  readonly seconds: number;
  /** What the exercise is, when no catalogue has it: it came by a link or a file. */
  readonly about?: Pick<Exercise, 'title' | 'chapter' | 'kind'>;
}

/** By the id of the exercise. */
export type Progress = Readonly<Record<string, Achievement>>;

/**
 * What came of an exercise: `aided` are questions that were answered right only after their answers had been told; of one that is
 * only `begun` a hint was read or a solution shown, and no attempt made.
 */
export type Outcome = 'passed' | 'aided' | 'tried' | 'begun' | 'open';

/** Calls that were shown have still to be made; an answer that was told need only be said again, and does not count. */
export function outcomeOf(one: Achievement | undefined, kind: ExerciseKind | null): Outcome {
  if (one === undefined) return 'open';
  if (!one.passed) return one.attempts > 0 ? 'tried' : 'begun';
  return kind === 'predict' && one.shown ? 'aided' : 'passed';
}

export const NOTHING_YET: Achievement = { attempts: 0, hints: 0, shown: false, passed: false, seconds: 0 };

const FORMAT = 'socketscope-progress';
const MOST = 1_000_000_000;

/** The text of a file that holds the progress. */
export const writeProgress = (progress: Progress): string =>
  `${JSON.stringify({ format: FORMAT, version: 1, exercises: progress }, null, 2)}\n`;

/** Why a text is no progress. */
export interface NoProgress {
  readonly error: ScriptError;
  /** It is the file of an exercise. */
  readonly isExercise: boolean;
}

/** Progress from the text of a file, or what is wrong with it, with its path and place. */
export function readProgress(text: string): { readonly progress: Progress } | NoProgress {
  const reading = readJson(text);
  if ('fault' in reading) return { error: syntaxError(text, reading.fault, null), isExercise: false };
  const { value, positions } = reading.value;
  try {
    return { progress: readAll(value) };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { code, path, found, expected } = thrown;
    const isExercise = typeof value === 'object' && value !== null && Reflect.get(value, 'format') === EXERCISE_FORMAT;
    return {
      error: { code, file: null, path, place: placeOfPath(text, path, positions), found, expected },
      isExercise,
    };
  }
}

function readAll(value: unknown): Progress {
  const members = readObject(value, '', ['format', 'version', 'exercises']);
  readChoice(members['format'], 'format', [FORMAT]);
  readInteger(members['version'], 'version', 1, 1);
  return Object.fromEntries(
    Object.entries(readNamed(members['exercises'], 'exercises')).map(([id, one]) => {
      const path = memberPath('exercises', id);
      const of = (key: string): string => memberPath(path, key);
      const each = readObject(one, path, ['attempts', 'hints', 'shown', 'passed', 'seconds'], ['about']);
      const achievement: Achievement = {
        attempts: readInteger(each['attempts'], of('attempts'), 0, MOST),
        hints: readInteger(each['hints'], of('hints'), 0, 3),
        shown: readBoolean(each['shown'], of('shown')),
        passed: readBoolean(each['passed'], of('passed')),
        seconds: readInteger(each['seconds'], of('seconds'), 0, MOST),
        ...(has(each, 'about') ? { about: readAbout(each['about'], of('about')) } : {}),
      };
      return [id, achievement];
    }),
  );
}

function readAbout(value: unknown, path: string): NonNullable<Achievement['about']> {
  const { title, chapter, kind } = readObject(value, path, ['title', 'chapter', 'kind']);
  return {
    title: readTexts(title, memberPath(path, 'title')),
    chapter: readChoice(chapter, memberPath(path, 'chapter'), CHAPTERS),
    kind: readChoice(kind, memberPath(path, 'kind'), EXERCISE_KINDS),
  };
}

/** Of two records of one exercise what both have achieved together: nothing that was reached is lost. */
export const united = (a: Progress, b: Progress): Progress =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((id) => {
      const [one, other] = [a[id] ?? NOTHING_YET, b[id] ?? NOTHING_YET];
      const about = one.about ?? other.about;
      return [
        id,
        {
          attempts: Math.max(one.attempts, other.attempts),
          hints: Math.max(one.hints, other.hints),
          shown: !isUnaided(one) && !isUnaided(other) && (one.shown || other.shown),
          passed: one.passed || other.passed,
          seconds: Math.max(one.seconds, other.seconds),
          ...(about === undefined ? {} : { about }),
        },
      ];
    }),
  );

const isUnaided = ({ passed, shown }: Achievement): boolean => passed && !shown;
