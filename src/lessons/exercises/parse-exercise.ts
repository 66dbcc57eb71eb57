import { fail, ok, type Result } from '../../engine/base/result.ts';
import { parseCallScript, placeOfPath, syntaxError } from '../../programs/parse-call-script.ts';
import type { CallScript, CallStep, ScriptText } from '../../programs/call-script.ts';
import { memberPath, readJson } from '../../programs/read-json.ts';
import {
  has,
  readChoice,
  readInteger,
  readList,
  readObject,
  readText,
  Refusal,
  refuse,
} from '../../programs/readers.ts';
import type { ScriptError } from '../../programs/script-error.ts';
import { NOT_ALLOWED } from './judge-allowed.ts';
import {
  CHAPTERS,
  type Attempt,
  type Diagnosis,
  type Exercise,
  EXERCISE_KINDS,
  type ExerciseKind,
  type Piece,
  type Prediction,
} from './exercise.ts';
import { readAllowed, readConstraint, readGoal } from './read-rules.ts';
import { processesOf } from './script-names.ts';
import { at, type Members, readDistinct, readId, readTexts } from './read-parts.ts';

/** What the first line of an exercise file says. */
export const EXERCISE_FORMAT = 'socketscope-exercise';
export const EXERCISE_VERSION = 1;

/** The longest list in an exercise: more is no exercise. */
const MOST = 200;

/**
 * An exercise from the text of a file or a link, or from a value that was JSON. Everything is checked: keys, types,
 * ranges, names, and that whatever refers to something finds it. The first thing wrong is told with its path and place.
 * Never throws.
 */
export function parseExercise(
  input: unknown,
  { file = null }: { readonly file?: string | null } = {},
): Result<Exercise, ScriptError> {
  let value = input;
  let placeOf = (_path: string): ScriptError['place'] => null;
  if (typeof input === 'string') {
    const reading = readJson(input);
    if ('fault' in reading) return fail(syntaxError(input, reading.fault, file));
    const { positions } = reading.value;
    value = reading.value.value;
    placeOf = (path) => placeOfPath(input, path, positions);
  }
  try {
    return ok(readExercise(value));
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { code, path, found, expected } = thrown;
    return fail({ code, file, path, place: placeOf(path), found, expected });
  }
}

const REQUIRED = [
  'format',
  'version',
  'id',
  'kind',
  'chapter',
  'title',
  'learn',
  'task',
  'minutes',
  'difficulty',
  'script',
  'hints',
  'solutions',
  'wrong',
] as const;
const OPTIONAL = ['$schema', 'pieces', 'allowed', 'constraints', 'goals', 'predictions', 'diagnosis'] as const;

function readExercise(value: unknown): Exercise {
  const members = readObject(value, '', REQUIRED, OPTIONAL);
  readChoice(members['format'], 'format', [EXERCISE_FORMAT]);
  readInteger(members['version'], 'version', EXERCISE_VERSION, EXERCISE_VERSION);
  const kind = readChoice(members['kind'], 'kind', EXERCISE_KINDS);
  const script = readScript(members['script']);
  // A piece may begin a process or a thread that later pieces are calls of.
  const begun: CallStep[] = [];
  const pieces = readDistinct(members, 'pieces', MOST, (item, path) => {
    const piece = readPiece(item, path, { ...script, steps: [...script.steps, ...begun] });
    if (piece.step.call === 'fork' || piece.step.call === 'thread') begun.push(piece.step);
    return piece;
  });
  const withPieces = { ...script, steps: [...script.steps, ...begun] };
  const pieceIds = pieces.map(({ id }) => id);
  const predictions = readDistinct(members, 'predictions', MOST, (item, path) => readPrediction(item, path, script));
  const exercise = {
    id: readId(members['id'], 'id'),
    kind,
    chapter: readChoice(members['chapter'], 'chapter', CHAPTERS),
    title: readTexts(members['title'], 'title'),
    learn: readTexts(members['learn'], 'learn'),
    task: readTexts(members['task'], 'task'),
    minutes: readInteger(members['minutes'], 'minutes', 1, 120),
    difficulty: readInteger(members['difficulty'], 'difficulty', 1, 3) as Exercise['difficulty'],
    script,
    pieces,
    allowed: has(members, 'allowed') ? readAllowed(members['allowed'], 'allowed') : { faults: false },
    constraints: readDistinct(members, 'constraints', MOST, (item, path) =>
      readConstraint(item, path, pieceIds, withPieces),
    ),
    goals: readDistinct(members, 'goals', MOST, (item, path) => readGoal(item, path, withPieces)),
    predictions,
    diagnosis: has(members, 'diagnosis') ? readDiagnosis(members['diagnosis'], script) : null,
    hints: readHints(members['hints']),
  } as const;
  checkWhole(exercise, members);
  const readOne = (item: unknown, path: string): Attempt => readAttempt(item, path, { ...exercise, pieceIds });
  return {
    ...exercise,
    solutions: atLeastOne(readList(members['solutions'], 'solutions'), 'solutions').map((item, index) =>
      readOne(item, at('solutions', index)),
    ),
    wrong: readList(members['wrong'], 'wrong').map((item, index) => {
      const path = at('wrong', index);
      const one = readObject(item, path, ['attempt', 'message']);
      return {
        attempt: readOne(one['attempt'], memberPath(path, 'attempt')),
        message: readChoice(one['message'], memberPath(path, 'message'), messagesOf(exercise), 'unknown-name'),
      };
    }),
  };
}

/** A script inside the exercise: what is wrong with it is told with the path in the whole file. */
function readScript(value: unknown): CallScript {
  const parsed = parseCallScript(typeof value === 'string' ? [] : value, { lenient: true });
  if (parsed.ok) return parsed.value;
  const { code, path, found, expected } = parsed.error;
  throw new Refusal(
    code,
    path === '' ? 'script' : path.startsWith('[') ? `script${path}` : `script.${path}`,
    found,
    expected,
  );
}

/** Steps of an attempt or a piece, read as the steps of the exercise's script would be. */
function readSteps(value: unknown, path: string, script: CallScript, before: CallScript['steps']): CallScript['steps'] {
  const list = readList(value, path);
  const parsed = parseCallScript({ ...plainScript(script), steps: [...before, ...list] }, { lenient: true });
  if (parsed.ok) return parsed.value.steps.slice(before.length);
  const { code, path: within, found, expected } = parsed.error;
  const index = /^steps\[(\d+)\](.*)$/.exec(within);
  const place = index ? `${at(path, Number(index[1]) - before.length)}${index[2] ?? ''}` : path;
  throw new Refusal(code, place, found, expected);
}

/** Without what has nothing to do with its steps. */
const plainScript = ({ name, hosts, processes }: CallScript): Pick<CallScript, 'name' | 'hosts' | 'processes'> => ({
  name,
  hosts,
  processes,
});

function readPiece(value: unknown, path: string, script: CallScript): Piece {
  const members = readObject(value, path, ['id', 'step'], ['distractor']);
  const [step] = readSteps([members['step']], memberPath(path, 'step'), script, script.steps);
  if (step === undefined || !('call' in step)) {
    return refuse('missing', memberPath(memberPath(path, 'step'), 'call'), undefined, {
      kind: 'required',
      keys: ['call'],
    });
  }
  if (!has(members, 'distractor')) return { id: readId(members['id'], memberPath(path, 'id')), step };
  const within = memberPath(path, 'distractor');
  const { message, wayOn } = readSaid(members['distractor'], within);
  return { id: readId(members['id'], memberPath(path, 'id')), step, distractor: { message, wayOn } };
}

const readSaid = (value: unknown, path: string): { readonly message: ScriptText; readonly wayOn: ScriptText } => {
  const members = readObject(value, path, ['message', 'wayOn']);
  return {
    message: readTexts(members['message'], memberPath(path, 'message')),
    wayOn: readTexts(members['wayOn'], memberPath(path, 'wayOn')),
  };
};

const readStepIndex = (value: unknown, path: string, { steps }: CallScript): number => {
  const index = readInteger(value, path, 0, Math.max(0, steps.length - 1));
  const step = steps[index];
  return step !== undefined && 'call' in step
    ? index
    : refuse('out-of-range', path, value, { kind: 'step-index', count: steps.length });
};

function readPrediction(value: unknown, path: string, script: CallScript): Prediction {
  const members = readObject(value, path, ['id', 'step', 'ask', 'question', 'message', 'wayOn'], ['socket', 'choices']);
  const of = (key: string): string => memberPath(path, key);
  const ask = readChoice(members['ask'], of('ask'), ['returns', 'errno', 'blocks', 'bytes', 'state'] as const);
  if (ask === 'state' && !has(members, 'socket'))
    refuse('missing', of('socket'), undefined, { kind: 'required', keys: ['socket'] });
  return {
    id: readId(members['id'], of('id')),
    step: readStepIndex(members['step'], of('step'), script),
    ask,
    ...(has(members, 'socket') ? { socket: readSocket(members['socket'], of('socket'), script) } : {}),
    question: readTexts(members['question'], of('question')),
    ...(has(members, 'choices')
      ? {
          choices: atLeastOne(readList(members['choices'], of('choices')), of('choices')).map((one, index) =>
            readText(one, at(of('choices'), index)),
          ),
        }
      : {}),
    message: readTexts(members['message'], of('message')),
    wayOn: readTexts(members['wayOn'], of('wayOn')),
  };
}

function readSocket(value: unknown, path: string, script: CallScript): NonNullable<Prediction['socket']> {
  const members = readObject(value, path, ['process', 'fd']);
  const process = readChoice(members['process'], memberPath(path, 'process'), processesOf(script), 'unknown-process');
  const names = script.steps.flatMap((step) =>
    'call' in step && step.process === process && step.as !== undefined ? [step.as] : [],
  );
  return { process, fd: readChoice(members['fd'], memberPath(path, 'fd'), names, 'unknown-name') };
}

function readDiagnosis(value: unknown, script: CallScript): Diagnosis {
  const path = 'diagnosis';
  const members = readObject(value, path, ['step', 'cause', 'causes', 'message', 'wayOn']);
  const causes = readDistinct(
    members,
    'causes',
    MOST,
    (item, within) => {
      const one = readObject(item, within, ['id', 'text', 'message', 'wayOn']);
      return {
        id: readId(one['id'], memberPath(within, 'id')),
        text: readTexts(one['text'], memberPath(within, 'text')),
        message: readTexts(one['message'], memberPath(within, 'message')),
        wayOn: readTexts(one['wayOn'], memberPath(within, 'wayOn')),
      };
    },
    path,
  );
  return {
    step: readStepIndex(members['step'], memberPath(path, 'step'), script),
    cause: readChoice(
      members['cause'],
      memberPath(path, 'cause'),
      causes.map(({ id }) => id),
      'unknown-name',
    ),
    causes,
    message: readTexts(members['message'], memberPath(path, 'message')),
    wayOn: readTexts(members['wayOn'], memberPath(path, 'wayOn')),
  };
}

function readHints(value: unknown): readonly ScriptText[] {
  const list = readList(value, 'hints');
  if (list.length !== 3) refuse('out-of-range', 'hints', list, { kind: 'count', min: 3, max: 3 });
  return list.map((hint, index) => readTexts(hint, at('hints', index)));
}

function atLeastOne<T>(list: readonly T[], path: string): readonly T[] {
  return list.length > 0 && list.length <= MOST
    ? list
    : refuse('out-of-range', path, list, { kind: 'count', min: 1, max: MOST });
}

/** What a kind cannot do without. */
const NEEDS: Readonly<Record<ExerciseKind, readonly (typeof OPTIONAL)[number][]>> = {
  order: ['pieces', 'constraints', 'goals'],
  drive: ['goals'],
  predict: ['predictions'],
  repair: ['goals'],
  diagnose: ['diagnosis'],
  break: ['goals'],
};

/** Kinds that are done by hand. */
const ON_STAGE: ReadonlySet<ExerciseKind> = new Set<ExerciseKind>(['drive', 'break']);

/** What has to hold of the parts together: nothing is passed that has nothing to reach. */
function checkWhole(
  { kind, ...parts }: Pick<Exercise, 'kind' | 'pieces' | 'constraints' | 'goals' | 'predictions'>,
  members: Members,
): void {
  for (const key of NEEDS[kind]) {
    if (!has(members, key)) refuse('missing', key, undefined, { kind: 'required', keys: [key] });
    if (key in parts && parts[key as keyof typeof parts].length === 0) {
      refuse('out-of-range', key, members[key], { kind: 'count', min: 1, max: MOST });
    }
  }
  // Where nothing is done on the stage there is nothing to allow: it would be a promise that nobody keeps.
  if (has(members, 'allowed') && !ON_STAGE.has(kind)) {
    throw new Refusal(
      'unknown-key',
      'allowed',
      { kind: 'key', key: 'allowed' },
      { kind: 'keys', keys: [...REQUIRED, ...OPTIONAL.filter((key) => key !== 'allowed')] },
    );
  }
  // A message is found by its id, whatever it belongs to.
  const seen = new Set<string>(Object.values(NOT_ALLOWED));
  for (const list of ['pieces', 'constraints', 'goals', 'predictions'] as const) {
    for (const [index, { id }] of parts[list].entries()) {
      const path = memberPath(at(list, index), 'id');
      if (seen.has(id)) refuse('duplicate', path, id, { kind: 'new-name' });
      seen.add(id);
    }
  }
}

/** The ids by which what is wrong is told. */
const messagesOf = ({
  kind,
  allowed,
  pieces,
  constraints,
  goals,
  predictions,
  diagnosis,
}: Omit<Exercise, 'solutions' | 'wrong'>): readonly string[] => [
  ...(ON_STAGE.has(kind) && allowed.calls !== undefined ? [NOT_ALLOWED.call] : []),
  ...(ON_STAGE.has(kind) && !allowed.faults ? [NOT_ALLOWED.fault] : []),
  ...[...constraints, ...goals, ...predictions, ...pieces.filter(({ distractor }) => distractor)].map(({ id }) => id),
  ...(diagnosis === null
    ? []
    : ['step', ...diagnosis.causes.filter(({ id }) => id !== diagnosis.cause).map(({ id }) => id)]),
];

type Context = Pick<Exercise, 'kind' | 'script' | 'predictions' | 'diagnosis'> & {
  readonly pieceIds: readonly string[];
};

function readAttempt(
  value: unknown,
  path: string,
  { kind, script, predictions, diagnosis, pieceIds }: Context,
): Attempt {
  const of = (key: string): string => memberPath(path, key);
  switch (kind) {
    case 'order': {
      const members = readObject(value, path, ['order']);
      const order = readList(members['order'], of('order')).map((id, index) =>
        readChoice(id, at(of('order'), index), pieceIds, 'unknown-name'),
      );
      order.forEach((id, index) => {
        if (order.indexOf(id) !== index)
          refuse('duplicate', at(of('order'), index), id, { kind: 'one-of', values: pieceIds });
      });
      return { kind, order };
    }
    case 'drive':
    case 'break': {
      const members = readObject(value, path, ['steps'], ['network']);
      const steps = readSteps(members['steps'], of('steps'), script, script.steps);
      if (!has(members, 'network')) return { kind: 'drive', steps };
      const { network } = readScript({ ...plainScript(script), steps: [], network: members['network'] });
      return network === undefined ? { kind: 'drive', steps } : { kind: 'drive', steps, network };
    }
    case 'repair': {
      const members = readObject(value, path, ['steps']);
      return { kind, steps: readSteps(members['steps'], of('steps'), script, []) };
    }
    case 'predict': {
      const members = readObject(value, path, ['answers']);
      const ids = predictions.map(({ id }) => id);
      const answers = readObject(members['answers'], of('answers'), [], ids);
      return {
        kind,
        answers: Object.fromEntries(
          Object.entries(answers).map(([id, answer]) => [id, readText(answer, memberPath(of('answers'), id))]),
        ),
      };
    }
    case 'diagnose': {
      const members = readObject(value, path, ['step', 'cause']);
      return {
        kind,
        step: readStepIndex(members['step'], of('step'), script),
        cause: readChoice(
          members['cause'],
          of('cause'),
          (diagnosis?.causes ?? []).map(({ id }) => id),
          'unknown-name',
        ),
      };
    }
  }
}
