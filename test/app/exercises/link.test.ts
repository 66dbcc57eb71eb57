import { describe, expect, it } from 'vitest';
import { exerciseActions, useExercise } from '../../../src/app/exercises/exercise-store.ts';
import { isExerciseLink, LINK_LIMITS, linkOf, textOfLink } from '../../../src/app/exercises/link.ts';
import { openLinked } from '../../../src/app/exercises/open-exercise.ts';
import { exerciseFileOf } from '../../../src/lessons/authoring/exercise-file.ts';
import { shorten } from '../../../src/lessons/authoring/short-file.ts';
import { EXERCISE_KINDS } from '../../../src/lessons/exercises/exercise.ts';
import orderEcho from '../../../src/lessons/exercises/catalogue/order-echo.json';
import { SCENARIOS } from '../../../src/lessons/scenarios/catalogue.ts';
import { draftOf } from '../../support/draft-of-run.ts';

const text = JSON.stringify(orderEcho);

describe('an exercise in a link', () => {
  it('comes back as it went, from a link that is a link', async () => {
    const link = await linkOf(text, 'https://example.org/lab/?x=1#old');
    expect(link).toMatch(/^https:\/\/example\.org\/lab\/\?x=1#exercise=[\w-]+$/);
    const { hash } = new URL(link);
    expect(isExerciseLink(hash)).toBe(true);
    expect(await textOfLink(hash)).toBe(text);
    expect(link.length).toBeLessThan(text.length / 2);
  });

  it('is opened from a link of either age: the whole file, or what does not follow from the rest of it', async () => {
    const draft = await draftOf('echo', 'order');
    if (draft === null) throw new Error('no draft');
    const file = JSON.parse(JSON.stringify(exerciseFileOf(draft))) as Record<string, unknown>;
    const [old, short] = await Promise.all(
      [file, shorten(file)].map((one) => linkOf(JSON.stringify(one), 'https://example.org/')),
    );
    if (old === undefined || short === undefined) throw new Error('no link');
    await openLinked(new URL(old).hash);
    const before = useExercise.getState().exercise;
    exerciseActions.leave();
    await openLinked(new URL(short).hash);
    const after = useExercise.getState().exercise;
    expect(before?.wrong.length).toBeGreaterThan(0);
    expect(after).toEqual({ ...before, wrong: [] });
    expect(short.length).toBeLessThan(old.length / 2);
  });

  it.each(SCENARIOS.map(({ id }) => id))('made of %s has a length that every program passes on', async (id) => {
    for (const kind of EXERCISE_KINDS.filter((one) => one !== 'predict')) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const draft = await draftOf(id, kind);
      if (draft === null) continue;
      const text = JSON.stringify(
        shorten(JSON.parse(JSON.stringify(exerciseFileOf(draft))) as Record<string, unknown>),
      );
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const link = await linkOf(text, 'https://example.org/socketscope/');
      expect(link.length, kind).toBeLessThan(LINK_LIMITS.safe);
    }
  });

  it('that was cut, changed, or is not one, is told from one', async () => {
    const { hash } = new URL(await linkOf(text, 'https://example.org/'));
    expect(await textOfLink(hash.slice(0, -200))).toBeNull();
    expect(await textOfLink('#exercise=%%%')).toBeNull();
    expect(isExerciseLink('#lesson=1')).toBe(false);
  });

  it('that would unpack to more than an exercise has is refused', async () => {
    const { hash } = new URL(await linkOf('x'.repeat(2_000_000), 'https://example.org/'));
    expect(hash.length).toBeLessThan(10_000);
    expect(await textOfLink(hash)).toBeNull();
  });
});
