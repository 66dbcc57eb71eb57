// The published JSON Schema and the parser agree: what the schema rejects, the parser rejects as well. (The parser knows
// more: that names which refer to something find it.)
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { prng } from '../../support/prng.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';
import { mutate } from './mutate.ts';

const SCHEMA = new URL('../../../public/exercise.schema.json', import.meta.url);
const valid = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: false }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')) as object,
);
const files = await Promise.all(EXERCISES.map(async ({ id, load }) => ({ id, value: await load() })));

it.each(files)('takes $id for what it is', ({ value }) => {
  valid(value);
  expect(valid.errors ?? []).toEqual([]);
});

describe('mutated', () => {
  it('is rejected by the parser whenever the schema rejects it', () => {
    const random = prng(20_261_125);
    const disagreed: unknown[] = [];
    let rejected = 0;
    for (let round = 0; round < 3000; round++) {
      const file = files[Math.floor(random() * files.length)];
      const mutated = mutate(structuredClone(file?.value), random);
      if (valid(mutated.value)) continue;
      rejected += 1;
      if (parseExercise(mutated.value).ok) disagreed.push([file?.id, mutated.path, mutated.what, valid.errors]);
    }
    expect(disagreed).toEqual([]);
    expect(rejected).toBeGreaterThan(1000);
  });
});
