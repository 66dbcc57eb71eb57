import type { ScriptText } from '../../programs/call-script.ts';
import { readJson } from '../../programs/read-json.ts';
import {
  readBoolean,
  readChoice,
  readInteger,
  readList,
  readNamed,
  readObject,
  readText,
  Refusal,
} from '../../programs/readers.ts';
import { CHAPTERS, EXERCISE_KINDS } from '../exercises/exercise.ts';
import { EXERCISE_FORMAT, EXERCISE_VERSION, parseExercise } from '../exercises/parse-exercise.ts';
import { attemptKindOf, type Authored, type OwnAttempt, type Said, settingOfRun } from './authored.ts';
import type { Proposal } from './propose.ts';
import type { Reason } from './tell-rule.ts';

const FORMAT = 'socketscope-draft';
const VERSION = 1;

/** The text of a draft, as it is kept. */
export const writeDraft = ({ struck, messages, ...rest }: Authored): string =>
  JSON.stringify({
    format: FORMAT,
    version: VERSION,
    ...rest,
    struck: [...struck],
    messages: Object.fromEntries(messages),
  });

/** A draft from its text; null when it is none, or damaged. Never throws. */
export function readDraft(text: string): Authored | null {
  const reading = readJson(text);
  if ('fault' in reading) return null;
  try {
    return readAuthored(reading.value.value);
  } catch (thrown) {
    if (thrown instanceof Refusal) return null;
    throw thrown;
  }
}

const KEYS = [
  'format',
  'version',
  'kind',
  'chapter',
  'title',
  'learn',
  'task',
  'hints',
  'minutes',
  'difficulty',
  'proposal',
  'struck',
  'messages',
  'distractors',
  'attempts',
  'questions',
  'diagnosis',
  'broken',
  'mended',
] as const;

function readAuthored(value: unknown): Authored {
  const members = readObject(value, '', KEYS);
  readChoice(members['format'], 'format', [FORMAT]);
  readInteger(members['version'], 'version', VERSION, VERSION);
  const hints = readList(members['hints'], 'hints').map(readWritten);
  const [first, second, third] = hints;
  if (hints.length !== 3 || !first || !second || !third) throw refused('hints');
  const authored: Authored = {
    kind: readChoice(members['kind'], 'kind', EXERCISE_KINDS),
    chapter: readChoice(members['chapter'], 'chapter', CHAPTERS),
    title: readWritten(members['title']),
    learn: readWritten(members['learn']),
    task: readWritten(members['task']),
    hints: [first, second, third],
    // What is typed need not make sense yet.
    minutes: readInteger(members['minutes'], 'minutes', -1_000_000, 1_000_000),
    difficulty: readInteger(members['difficulty'], 'difficulty', 1, 3) as Authored['difficulty'],
    proposal: readProposal(members['proposal']),
    struck: new Set(readList(members['struck'], 'struck').map((id) => readText(id, 'struck'))),
    messages: new Map(
      Object.entries(readNamed(members['messages'], 'messages')).map(([id, said]) => [id, readSaid(said)]),
    ),
    distractors: readList(members['distractors'], 'distractors') as Authored['distractors'],
    attempts: readList(members['attempts'], 'attempts').map(readAttempt),
    questions: readList(members['questions'], 'questions') as Authored['questions'],
    diagnosis: (members['diagnosis'] ?? null) as Authored['diagnosis'],
    broken: readList(members['broken'], 'broken') as Authored['broken'],
    mended: readList(members['mended'], 'mended') as Authored['mended'],
  };
  holdsTogether(authored);
  return authored;
}

const refused = (path: string): Refusal => new Refusal('out-of-range', path, { kind: 'nothing' }, { kind: 'object' });

function readWritten(value: unknown): ScriptText {
  const { en, 'pt-BR': pt } = readObject(value, '', ['en', 'pt-BR']);
  return { en: readText(en, 'en'), 'pt-BR': readText(pt, 'pt-BR') };
}

function readSaid(value: unknown): Said {
  const { message, wayOn } = readObject(value, '', ['message', 'wayOn']);
  return { message: readWritten(message), wayOn: readWritten(wayOn) };
}

function readAttempt(value: unknown): OwnAttempt {
  const { id, attempt, message } = readObject(value, 'attempts', ['id', 'attempt', 'message']);
  const { kind } = readNamed(attempt, 'attempt');
  readChoice(kind, 'kind', ['order', 'drive', 'repair']);
  return {
    id: readText(id, 'id'),
    attempt: attempt as OwnAttempt['attempt'],
    message: message === null ? null : readText(message, 'message'),
  };
}

const REASONS: readonly Reason[] = ['made', 'same-descriptor', 'listening', 'refused-before', 'tried', 'complete'];

/** Its parts are lists by now; whether they are what they should be, `holdsTogether` says. */
function readProposal(value: unknown): Proposal {
  const lists = ['pieces', 'steps', 'faults', 'constraints', 'goals', 'failures'] as const;
  const members = readObject(value, 'proposal', [...lists, 'script', 'leavesOut', 'reasons']);
  for (const key of lists) readList(members[key], key);
  readBoolean(members['leavesOut'], 'leavesOut');
  readNamed(members['script'], 'script');
  for (const reason of Object.values(readNamed(members['reasons'], 'reasons'))) readChoice(reason, 'reasons', REASONS);
  return members as unknown as Proposal;
}

/** Reads the parts as those of finished exercises, in which nothing is left unwritten. */
function holdsTogether(authored: Authored): void {
  const { proposal, distractors, attempts, questions, diagnosis, broken, mended } = authored;
  const said = { en: '?', 'pt-BR': '?' };
  const setting = settingOfRun(proposal);
  const common = {
    format: EXERCISE_FORMAT,
    version: EXERCISE_VERSION,
    id: 'draft',
    chapter: CHAPTERS[0],
    title: said,
    learn: said,
    task: said,
    minutes: 1,
    difficulty: 1,
    hints: [said, said, said],
    wrong: [],
  };
  const must = (file: object): void => {
    const parsed = parseExercise(written({ ...common, ...file }));
    if (!parsed.ok) throw refused(parsed.error.path);
  };
  const ofKind = (kind: string): readonly unknown[] =>
    attempts.flatMap(({ attempt: { kind: own, ...attempt } }) => (own === kind ? [attempt] : []));
  const nobody = { id: 'nobody', on: 'nobody-blocked', says: said, message: said, wayOn: said };
  const { pieces, constraints, goals, failures, steps } = proposal;
  must({
    kind: 'order',
    script: proposal.script,
    pieces: [...pieces, ...distractors],
    constraints,
    goals: [...goals, nobody],
    solutions: [{ order: [] }, ...ofKind(attemptKindOf('order'))],
  });
  must({
    kind: 'order',
    script: setting,
    pieces,
    constraints,
    goals: [...failures, nobody],
    solutions: [{ order: [] }],
  });
  must({ kind: 'drive', script: proposal.script, goals: [nobody], solutions: [{ steps }, ...ofKind('drive')] });
  const repair = [{ steps: broken }, { steps: mended }, ...ofKind('repair')];
  must({ kind: 'repair', script: { ...setting, steps }, goals: [nobody], solutions: repair });
  if (questions.length > 0) {
    must({
      kind: 'predict',
      script: { ...setting, steps },
      predictions: questions,
      solutions: [{ answers: {} }],
    });
  }
  if (diagnosis !== null) {
    const { step, cause } = diagnosis;
    must({ kind: 'diagnose', script: { ...setting, steps }, diagnosis, solutions: [{ step, cause }] });
  }
}

/** The same with something in every text that is empty in one language or both. */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const isText = entries.length === 2 && 'en' in value && 'pt-BR' in value;
  return Object.fromEntries(
    entries.map(([key, one]: [string, unknown]) => [
      key,
      isText && typeof one === 'string' && one.trim() === '' ? '?' : written(one),
    ]),
  );
}
