// Damaged exercise files: never a crash, always an error with a path or a place, or an exercise that can be judged.
import { describe, expect, it } from 'vitest';
import { prng } from '../../support/prng.ts';
import { EXERCISES } from '../../../src/lessons/exercises/catalogue.ts';
import { check } from '../../../src/lessons/exercises/check.ts';
import { parseExercise } from '../../../src/lessons/exercises/parse-exercise.ts';
import { describeScriptError } from '../../../src/programs/describe-script-error.ts';
import { mutate } from './mutate.ts';

const values = await Promise.all(EXERCISES.map(({ load }) => load()));
const texts = values.map((value) => JSON.stringify(value));

type Parsed = ReturnType<typeof parseExercise>;

/** What is wrong with the answer to a damaged file; null: nothing. */
function complaint(parsed: Parsed, input: unknown): string | null {
  if (parsed.ok) return parsed.value.solutions.length > 0 ? null : 'an exercise without a solution';
  const { path, place } = parsed.error;
  if (typeof input === 'string' && (place === null || place.line < 1 || place.column < 1)) return 'no place';
  if (typeof input !== 'string' && path === '') return 'no path';
  return describeScriptError(parsed.error, 'en').trim() === '' ? 'no sentence' : null;
}

/** What is still an exercise is also judged: whatever was handed in, the checker has an answer. */
function judge(parsed: Parsed): void {
  if (!parsed.ok) return;
  for (const attempt of parsed.value.solutions) check(parsed.value, attempt);
}

describe('10,000 damaged files', () => {
  it('tells every damage to a value with its path', { timeout: 180_000 }, () => {
    const random = prng(20_261_126);
    let refused = 0;
    for (let round = 0; round < 7000; round++) {
      const mutated = mutate(structuredClone(values[round % values.length]), random);
      if (random() < 0.3) mutate(mutated.value, random);
      const parsed = parseExercise(mutated.value);
      expect(complaint(parsed, mutated.value), `${round} ${mutated.path} ${mutated.what}`).toBeNull();
      if (!parsed.ok) refused += 1;
      else if (random() < 0.1) judge(parsed);
    }
    expect(refused).toBeGreaterThan(3000);
  });

  it('tells every damage to a text with its place', { timeout: 180_000 }, () => {
    const random = prng(20_261_127);
    let refused = 0;
    for (let round = 0; round < 3000; round++) {
      const text = texts[round % texts.length] ?? '';
      const from = Math.floor(random() * text.length);
      const to = from + Math.floor(random() * 20);
      const put = ['', '"', '}', ']', ',', '\\', '\u0000', 'é', '{"a":', '1e999'][Math.floor(random() * 10)] ?? '';
      const damaged = random() < 0.2 ? text.slice(0, from) : text.slice(0, from) + put + text.slice(to);
      const parsed = parseExercise(damaged);
      expect(complaint(parsed, damaged), `${round} at ${from}`).toBeNull();
      if (!parsed.ok) refused += 1;
    }
    expect(refused).toBeGreaterThan(2000);
  });
});
