import { describe, expect, it } from 'vitest';
import { isExerciseLink, linkOf, textOfLink } from '../../../src/app/exercises/link.ts';
import orderEcho from '../../../src/lessons/exercises/catalogue/order-echo.json';

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
