import type { Attempt, Exercise } from '../../lessons/exercises/exercise.ts';
import { parseExercise } from '../../lessons/exercises/parse-exercise.ts';
import { readJson } from '../../programs/read-json.ts';

/** Also known to the start of the page, which resumes only what is there. */
const KEY = 'socketscope.exercise';

/** An exercise that is open, as the next visit finds it. */
export interface KeptExercise {
  readonly exercise: Exercise;
  /** The text of its file. */
  readonly source: string;
  /** Null: nothing, or nothing that could be read, of the work at it. */
  readonly draft: Attempt | null;
  readonly hints: number;
  readonly told: string | null;
}

/** Keeps the exercise that is open; null: none is. */
export function keepExercise(kept: Omit<KeptExercise, 'exercise'> | null): void {
  try {
    if (kept === null) globalThis.localStorage.removeItem(KEY);
    else globalThis.localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage is denied or full: the exercise is open for this visit.
  }
}

/** What the last visit left open; null when nothing was, or when it cannot be read any more. */
export function keptExercise(): KeptExercise | null {
  try {
    const kept = objectOf(globalThis.localStorage.getItem(KEY) ?? '');
    const { source, draft, hints, told } = kept ?? {};
    if (typeof source !== 'string') return null;
    const parsed = parseExercise(source);
    if (!parsed.ok) return null;
    return {
      exercise: parsed.value,
      source,
      draft: draftOf(source, draft),
      hints: Math.min(parsed.value.hints.length, Math.max(0, Math.floor(Number(hints)) || 0)),
      told: typeof told === 'string' ? told : null,
    };
  } catch {
    // Storage is denied.
    return null;
  }
}

/** The work at an exercise, read as an attempt in its file would be. */
function draftOf(source: string, draft: unknown): Attempt | null {
  const file = objectOf(source);
  if (file === null || typeof draft !== 'object' || draft === null) return null;
  const { kind: _kind, ...attempt } = draft as Readonly<Record<string, unknown>>;
  const solutions = Array.isArray(file['solutions']) ? (file['solutions'] as readonly unknown[]) : [];
  const parsed = parseExercise({ ...file, solutions: [...solutions, attempt] });
  return parsed.ok ? (parsed.value.solutions.at(-1) ?? null) : null;
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  const reading = readJson(text);
  if ('fault' in reading) return null;
  const { value } = reading.value;
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
}
