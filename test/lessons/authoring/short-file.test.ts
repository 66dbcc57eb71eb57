import { describe, expect, it } from 'vitest';
import { exerciseFileOf } from '../../../src/lessons/authoring/exercise-file.ts';
import { lengthen, shorten } from '../../../src/lessons/authoring/short-file.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';
import { EXERCISE_KINDS } from '../../../src/lessons/exercises/exercise.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import { draftOf } from '../../support/draft-of-run.ts';
import { prng } from '../../support/prng.ts';
import { mutate } from '../exercises/mutate.ts';

type Json = Readonly<Record<string, unknown>>;

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
const lengthOf = (value: unknown): number => JSON.stringify(value).length;
/** There and back, as a link carries it. */
const back = (file: Json): Json => asJson(lengthen(asJson(shorten(file))));

describe.each(SCENARIOS.map(({ id }) => id))('of the run %s', (id) => {
  it.each(EXERCISE_KINDS)('a short file of the kind %s comes back whole, without its wrong attempts', async (kind) => {
    const draft = await draftOf(id, kind);
    if (draft === null) return;
    const file = asJson(exerciseFileOf(draft));
    expect(back(file)).toEqual({ ...file, wrong: [] });
    expect(lengthOf(shorten(file))).toBeLessThan(lengthOf(file) / 2);
  });
});

it('has what somebody has written, and once what was written in one language alone', async () => {
  const draft = await draftOf('echo', 'order');
  const [rule] = draft?.proposal.constraints ?? [];
  if (draft === null || rule === undefined) throw new Error('no draft');
  const mine = { message: { en: 'Mine.', 'pt-BR': 'Minha.' }, wayOn: { en: '', 'pt-BR': 'Por aqui.' } };
  const file = asJson(
    exerciseFileOf({ ...draft, task: { en: 'Do it.', 'pt-BR': '' }, messages: new Map([[rule.id, mine]]) }),
  );
  expect(JSON.stringify(shorten(file))).toContain('"task":{"both":"Do it."}');
  expect(back(file)).toEqual({ ...file, wrong: [] });
});

it('of the catalogue comes back whole, though nothing in it was proposed', async () => {
  for (const { load } of EXERCISES) {
    // oxlint-disable-next-line no-await-in-loop -- one file after another
    const file = asJson(await load());
    expect(back(file)).toEqual({ ...file, wrong: [] });
  }
});

it('that is damaged is refused with a path, or is an exercise, and never a crash', { timeout: 120_000 }, async () => {
  const drafts = await Promise.all(EXERCISE_KINDS.map((kind) => draftOf('refused', kind)));
  const shorts = drafts.flatMap((draft) => (draft === null ? [] : [asJson(shorten(asJson(exerciseFileOf(draft))))]));
  expect(shorts).toHaveLength(EXERCISE_KINDS.length);
  const random = prng(20_261_128);
  let refused = 0;
  for (let round = 0; round < 4000; round++) {
    const { value, path, what } = mutate(structuredClone(shorts[round % shorts.length]), random);
    const parsed = parseExercise(lengthen(value as Json));
    if (parsed.ok) continue;
    refused += 1;
    expect(parsed.error.path, `${round} ${path} ${what}`).not.toBe('');
  }
  expect(refused).toBeGreaterThan(1000);
});
