import type { CallScript } from '../../programs/call-script.ts';
import type { Constraint, GoalPredicate, Piece } from '../exercises/exercise.ts';
import { EXERCISE_FORMAT, EXERCISE_VERSION } from '../exercises/parse-exercise.ts';
import { stepId } from './authored.ts';
import { type CallNaming, nameCalls } from './call-naming.ts';
import { idOf } from './exercise-file.ts';
import { sayGoal } from './goal-texts.ts';
import { knownCause, saidOfCause, WRONG_CALL } from './propose-diagnosis.ts';
import { type Ask, ASKS, sayQuestion } from './propose-questions.ts';
import { completeness } from './propose.ts';
import { HINTS, LEARNT, TASKS } from './proposed-texts.ts';
import { ruleByHand } from './rules-by-hand.ts';
import { breachSaid } from './tell-rule.ts';

type Json = Readonly<Record<string, unknown>>;

/** The member by which a short file is known; whatever is left out of a file by another rule gets another number. */
const SHORT = 1;

/**
 * An exercise's file without what follows from the rest of it: texts and ids that are those proposed, and its wrong attempts, which nobody needs who
 * solves it. A text that is the same in both languages stands there once. What `lengthen` would not bring back stays.
 */
export function shorten(file: Json): Json {
  const around = surroundings(file);
  const list = (key: string, derive: (part: Json, index: number) => Json): Json =>
    Array.isArray(file[key]) ? { [key]: file[key].map((part: Json, at) => without(part, derive(part, at))) } : {};
  const short = {
    ...file,
    ...list('pieces', derivePiece),
    ...(Array.isArray(file['constraints'])
      ? { constraints: file['constraints'].map((rule: Json) => shortRule(rule, around)) }
      : {}),
    ...list('goals', deriveGoal),
    ...list('predictions', (part) => deriveQuestion(part, around)),
    ...(isObject(file['diagnosis']) ? { diagnosis: shortDiagnosis(file['diagnosis']) } : {}),
  };
  const { wrong: _wrong, ...rest } = without(short, deriveHead(file, around));
  return once({ short: SHORT, ...rest }) as Json;
}

/** Whether `lengthen` is for this. */
export const isShort = (value: unknown): value is Json => isObject(value) && value['short'] === SHORT;

/** The file of a short one. Whether it is a good one, the parser says: what makes no sense is left as it is. */
export function lengthen(value: Json): Json {
  const { short: _short, ...rest } = twice(value) as Json;
  const list = (of: Json, key: string, derive: (part: Json, index: number) => Json): Json => {
    const parts = of[key];
    if (!Array.isArray(parts)) return {};
    return { [key]: parts.map((part: unknown, at) => (isObject(part) ? { ...derive(part, at), ...part } : part)) };
  };
  const whole = { ...rest, ...list(rest, 'pieces', derivePiece) };
  const around = surroundings(whole);
  const { constraints, diagnosis } = rest;
  return {
    ...deriveHead(whole, around),
    wrong: [],
    ...whole,
    ...(Array.isArray(constraints)
      ? { constraints: constraints.map((rule: unknown) => (isObject(rule) ? longRule(rule, around) : rule)) }
      : {}),
    ...list(rest, 'goals', deriveGoal),
    ...list(rest, 'predictions', (part) => deriveQuestion(part, around)),
    ...(isObject(diagnosis)
      ? {
          diagnosis: {
            ...WRONG_CALL,
            ...diagnosis,
            ...list(diagnosis, 'causes', (cause) => deriveCause(cause, diagnosis)),
          },
        }
      : {}),
  };
}

/** What the parts of an exercise are spoken of by. */
interface Surroundings {
  /** The pieces of its solution; where there are none, the calls of its reference solution. */
  readonly pieces: readonly Piece[];
  readonly naming: CallNaming;
  /** By index of the script's steps. */
  readonly ofSteps: CallNaming;
}

function surroundings({ script, pieces, solutions }: Json): Surroundings {
  const { processes, steps } = isObject(script) ? script : {};
  const bare = { processes: isObject(processes) ? processes : {}, steps: [] } as unknown as CallScript;
  const [solution] = Array.isArray(solutions) ? (solutions as readonly unknown[]) : [];
  const asPieces = (list: unknown, id: (step: Json, call: number, at: number) => string): readonly Piece[] => {
    let calls = 0;
    return Array.isArray(list)
      ? list.flatMap((step: unknown, at) =>
          isCall(step) ? [{ id: id(step, calls++, at), step } as unknown as Piece] : [],
        )
      : [];
  };
  const own = Array.isArray(pieces)
    ? (pieces as readonly unknown[]).filter(
        (piece): piece is Piece & Json =>
          isObject(piece) &&
          isCall(piece['step']) &&
          typeof piece['id'] === 'string' &&
          piece['distractor'] === undefined,
      )
    : asPieces(isObject(solution) ? solution['steps'] : null, pieceId);
  return {
    pieces: own,
    naming: nameCalls(bare, own),
    ofSteps: nameCalls(
      bare,
      asPieces(steps, (_, __, at) => stepId(at)),
    ),
  };
}

const pieceId = ({ process, call }: Json, at: number): string => `${String(process)}-${at + 1}-${String(call)}`;

function deriveHead({ kind, title }: Json, { pieces }: Surroundings): Json {
  const known = Object.hasOwn(TASKS, String(kind)) ? (kind as keyof typeof TASKS) : null;
  return {
    format: EXERCISE_FORMAT,
    version: EXERCISE_VERSION,
    ...(isText(title) ? { id: idOf({ title }) } : {}),
    ...(known === null ? {} : { task: TASKS[known], learn: LEARNT[known], hints: HINTS[known] }),
    ...(kind === 'order' ? { solutions: [{ order: pieces.map(({ id }) => id) }] } : {}),
  };
}

const derivePiece = ({ step }: Json, at: number): Json => (isCall(step) ? { id: pieceId(step, at) } : {});

const deriveGoal = (goal: Json): Json => {
  if (!['from', 'host', 'process'].every((key) => goal[key] === undefined || typeof goal[key] === 'string')) return {};
  return { ...sayGoal(goal as unknown as GoalPredicate) };
};

function deriveQuestion({ step, ask, socket }: Json, { ofSteps }: Surroundings): Json {
  if (typeof step !== 'number' || !(ASKS as readonly unknown[]).includes(ask)) return {};
  const fd = isObject(socket) && typeof socket['fd'] === 'string' ? socket['fd'] : '';
  return { id: `${stepId(step)}-${String(ask)}`, ...sayQuestion({ step, ask: ask as Ask, fd }, ofSteps) };
}

function deriveCause({ id }: Json, { cause }: Json): Json {
  const text = knownCause(String(id));
  return { ...(text === null ? {} : { text }), ...saidOfCause(id === cause) };
}

function shortDiagnosis(diagnosis: Json): Json {
  const { causes } = diagnosis;
  const list = Array.isArray(causes) ? causes.map((cause: Json) => without(cause, deriveCause(cause, diagnosis))) : [];
  return { ...without(diagnosis, { ...WRONG_CALL }), causes: list };
}

/** In a short file a rule names its two calls by their pieces, and says of where it comes only what its words depend on. */
function shortRule(rule: Json, around: Surroundings): Json {
  const { kind, message, wayOn } = rule;
  const [, first, second] = /^(.+)-before-(.+)$/.exec(String(rule['id'])) ?? [];
  const calls = { kind, first, second, ...(isObject(rule['first']) ? { by: 'hand' } : {}) };
  const ways: readonly Json[] = kind === 'each-once' ? [{ kind }] : [calls, { ...calls, tried: true }];
  const shorter = ways
    .map((way) => ({ ...way, ...without({ message, wayOn }, longRule(way, around)) }))
    .filter((short) => isSame(longRule(short, around), rule));
  const [shortest = rule] = shorter.toSorted((one, other) => JSON.stringify(one).length - JSON.stringify(other).length);
  return shortest;
}

function longRule(rule: Json, { pieces, naming }: Surroundings): Json {
  const { tried, ...rest } = rule;
  const { kind, first, second } = rest;
  if (kind === 'each-once') return { ...(rest['what'] === undefined ? completeness(pieces) : {}), ...rest };
  const isKnown = (id: unknown): id is string => pieces.some((piece) => piece.id === id);
  if ((kind !== 'before' && kind !== 'only-after') || !isKnown(first) || !isKnown(second)) return rest;
  const said = breachSaid({ kind, first, second }, tried === true ? 'tried' : 'made', naming);
  const long = { id: `${first}-before-${second}`, ...said, ...rest };
  return rest['by'] === 'hand' ? byHand(long, pieces) : long;
}

const byHand = ({ ...rule }: Json, pieces: readonly Piece[]): Json => {
  const { by: _by, ...rest } = ruleByHand(rule as unknown as Constraint, pieces) as unknown as Json;
  return rest;
};

/** Without those members that would be derived just so. */
const without = (part: Json, derived: Json): Json =>
  Object.fromEntries(
    Object.entries(part).filter(([key, value]) => !(Object.hasOwn(derived, key) && isSame(derived[key], value))),
  );

/** Whether two values are the same as JSON, in whatever order their members stand. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, ordered(one)]));
}

/** A text that is the same in both languages, written once. */
function once(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(once);
  if (!isObject(value)) return value;
  if (isText(value) && Object.keys(value).length === 2 && value.en === value['pt-BR']) return { both: value.en };
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, once(one)]));
}

function twice(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(twice);
  if (!isObject(value)) return value;
  if (typeof value['both'] === 'string' && Object.keys(value).length === 1)
    return { en: value['both'], 'pt-BR': value['both'] };
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, twice(one)]));
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is { readonly en: string; readonly 'pt-BR': string } =>
  isObject(value) && typeof value['en'] === 'string' && typeof value['pt-BR'] === 'string';

const isCall = (step: unknown): step is Json =>
  isObject(step) && typeof step['process'] === 'string' && typeof step['call'] === 'string';
