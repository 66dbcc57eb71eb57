import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type Authored, beginAuthored } from '../../../src/lessons/authoring/authored.ts';
import { faultsOf } from '../../../src/lessons/authoring/authored-faults.ts';
import { exerciseFileOf, idOf, wrongAttemptsOf } from '../../../src/lessons/authoring/exercise-file.ts';
import { proposeExercise } from '../../../src/lessons/authoring/propose.ts';
import { proposedTexts } from '../../../src/lessons/authoring/proposed-texts.ts';
import { holdsAll, tryExercise } from '../../../src/lessons/authoring/trial.ts';
import { type Exercise, EXERCISE_KINDS } from '../../../src/lessons/exercises/exercise.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';
import { runScript } from '../../../src/lessons/exercises/run-attempt.ts';
import { DEFAULT_SCRIPT } from '../../../src/lessons/scenarios/catalogue.ts';
import { describeScriptError } from '../../../src/programs/describe-script-error.ts';
import { draftOf } from '../../support/draft-of-run.ts';

const said = { en: 'said', 'pt-BR': '' };
const written: Authored = {
  ...beginAuthored(proposeExercise(DEFAULT_SCRIPT, runScript(DEFAULT_SCRIPT))),
  title: { en: '', 'pt-BR': 'O eco, à minha maneira!' },
  task: said,
};

const SCHEMA = new URL('../../../public/exercise.schema.json', import.meta.url);
const fitsSchema = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')) as object,
);

/** The exercise of a draft: its file fits the published schema, and the parser takes it. */
function exerciseOf(authored: Authored): Exercise {
  const file = JSON.parse(JSON.stringify(exerciseFileOf(authored))) as unknown;
  fitsSchema(file);
  expect(fitsSchema.errors ?? []).toEqual([]);
  const parsed = parseExercise(JSON.stringify(file));
  if (!parsed.ok) throw new Error(describeScriptError(parsed.error, 'en'));
  return parsed.value;
}

describe('an exercise made of the echo', () => {
  it('is a file that can be read, in both languages though its author wrote one', () => {
    const { title, task, id } = exerciseOf(written);
    expect(title).toEqual({ en: 'O eco, à minha maneira!', 'pt-BR': 'O eco, à minha maneira!' });
    expect(task).toEqual({ en: 'said', 'pt-BR': 'said' });
    expect(id).toBe('o-eco-a-minha-maneira');
    expect(idOf({ title: { en: '123 …', 'pt-BR': '' } })).toBe('exercise');
  });

  it('says what was not written in the words that are proposed, in each language its own', () => {
    const { learn, hints } = exerciseOf(written);
    expect(learn.en).toMatch(/^Which call has to come/);
    expect(learn['pt-BR']).toMatch(/^Que chamada tem de vir/);
    expect(hints[0]?.en).toMatch(/^Ask of each call which descriptor/);
    expect(hints[0]?.['pt-BR']).toMatch(/^Pergunte de cada chamada que descritor/);
  });

  it('is proposed three hints of its kind alone, and none of them names a call, a machine or an error', () => {
    const kinds = EXERCISE_KINDS.map((kind) => proposedTexts({ ...written, kind }).hints);
    for (const language of ['en', 'pt-BR'] as const) {
      const said = kinds.flat().map((hint) => hint[language]);
      expect(new Set(said).size).toBe(3 * EXERCISE_KINDS.length);
      for (const hint of said) expect(hint).not.toMatch(/\w\(\)|client|server|cliente|servidor|\bE[A-Z]{3,}/);
    }
  });

  it('passes its run, fails each wrong attempt with its message, and is not passed by doing nothing', () => {
    const exercise = exerciseOf(written);
    const trial = tryExercise(exercise);
    expect(trial).toMatchObject({ solutions: [null], startFails: true });
    expect(trial.wrong.length).toBeGreaterThan(5);
    expect(trial.wrong.filter(({ holds }) => !holds)).toEqual([]);
    expect(trial.wrong.map(({ message }) => message.replaceAll(/-\d+/g, ''))).toContain('S-listen-before-C-connect');
  });

  it('has no rule and no goal that was struck, and says what its author says', () => {
    const [constraint] = written.proposal.constraints;
    if (constraint === undefined) throw new Error('nothing is proposed');
    const other = { message: { en: 'Mine.', 'pt-BR': 'Minha.' }, wayOn: { en: '', 'pt-BR': 'Assim.' } };
    const exercise = exerciseOf({
      ...written,
      struck: new Set(['all-closed', written.proposal.constraints[1]?.id ?? '']),
      messages: new Map([[constraint.id, other]]),
    });
    expect(exercise.goals.map(({ id }) => id)).not.toContain('all-closed');
    expect(exercise.constraints.map(({ id }) => id)).not.toContain(written.proposal.constraints[1]?.id);
    expect(exercise.constraints[0]).toMatchObject({ ...other, wayOn: { en: 'Assim.', 'pt-BR': 'Assim.' } });
  });

  it('has a distractor, with a wrong attempt that is told of it', () => {
    const distractor = { message: said, wayOn: said };
    const piece = { id: 'other-1', step: { process: 'S', call: 'close', fd: 9 } as const, distractor };
    const exercise = exerciseOf({ ...written, distractors: [piece] });
    expect(exercise.pieces.at(-1)).toMatchObject({
      id: 'other-1',
      distractor: { message: { en: 'said', 'pt-BR': 'said' } },
    });
    expect(exercise.wrong.map(({ message }) => message)).toContain('other-1');
    expect(holdsAll(tryExercise(exercise))).toBe(true);
  });

  it('has the wrong attempts of its author, each with what it is told or must be told, and not one that passes', () => {
    const order = written.proposal.pieces.map(({ id }) => id);
    const backwards = { kind: 'order', order: order.toReversed() } as const;
    const attempts = [
      { id: 'a', attempt: backwards, message: null },
      { id: 'b', attempt: { kind: 'order', order }, message: null },
      { id: 'c', attempt: { kind: 'order', order: order.slice(0, 3) }, message: 'read-C' },
      { id: 'd', attempt: { kind: 'drive', steps: [] }, message: null },
    ] as const;
    const own = wrongAttemptsOf({ ...written, attempts }).filter((one) => one.own !== null);
    expect(own.map((one) => one.own)).toEqual(['a', 'c']);
    const trial = tryExercise(exerciseOf({ ...written, attempts }));
    expect(trial.wrong.slice(-2).map(({ holds, message, told }) => [holds, message, told?.id])).toEqual([
      [true, own[0]?.made.message, own[0]?.made.message],
      [false, 'read-C', 'all-calls'],
    ]);
  });

  it('without a title is no exercise yet: what is missing is named, and the parser says where', () => {
    const untitled = { ...written, title: { en: ' ', 'pt-BR': '' } };
    expect(faultsOf(untitled)).toEqual([{ place: 'title', code: 'no-title' }]);
    const parsed = parseExercise(JSON.stringify(exerciseFileOf(untitled)));
    expect(parsed.ok ? '' : parsed.error.path).toBe('title.en');
  });

  it.each([
    ['order', { struck: new Set(written.proposal.constraints.map(({ id }) => id)) }, 'rules', 'no-rule'],
    ['drive', { struck: new Set(written.proposal.goals.map(({ id }) => id)) }, 'goals', 'no-goal'],
    ['drive', { minutes: 0 }, 'minutes', 'minutes'],
    ['break', { proposal: { ...written.proposal, failures: [] } }, 'goals', 'no-failure'],
    ['predict', {}, 'questions', 'no-question'],
    ['diagnose', {}, 'diagnosis', 'no-diagnosis'],
    ['repair', {}, 'mended', 'not-mended'],
  ] as const)('as %s lacks what is named at its place', (kind, change, place, code) => {
    expect(faultsOf({ ...written, kind, ...change })).toEqual([{ place, code }]);
  });
});

describe.each([
  'echo',
  'refused',
  'half-close',
  'unread-data',
  'lost-segment',
  'accept-queue',
  'address-in-use',
  'fork-server',
  'threads-accept',
  'power-loss',
  'poll',
])('of the run %s', (id) => {
  it.each(EXERCISE_KINDS)(
    'an exercise of the kind %s fits the schema, is read, and comes through its own trial',
    async (kind) => {
      const draft = await draftOf(id, kind);
      // Calls alone do not bring the power back: what lives by the hour is no order of calls.
      if (draft === null || (kind === 'order' && id === 'power-loss')) return;
      expect(faultsOf(draft)).toEqual([]);
      const exercise = exerciseOf(draft);
      const trial = tryExercise(exercise);
      expect(trial.wrong.length).toBeGreaterThan(0);
      expect(trial.solutions).toEqual([null]);
      expect(trial.wrong.filter(({ holds }) => !holds)).toEqual([]);
      expect(trial.startFails).toBe(true);
    },
  );
});

it('of a run that lives by the hours of its network an order does not pass, and its trial says so', async () => {
  const draft = await draftOf('power-loss', 'order');
  if (draft === null) throw new Error('no draft');
  const trial = tryExercise(exerciseOf(draft));
  expect(trial.solutions.map((told) => told?.id)).toEqual(['all-calls']);
  expect(holdsAll(trial)).toBe(false);
});
