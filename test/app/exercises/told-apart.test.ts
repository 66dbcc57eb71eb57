import { expect, it } from 'vitest';
import { toldApart } from '../../../src/app/exercises/told-apart.ts';
import { exercises as en } from '../../../src/app/i18n/en/exercises.ts';
import { exercises as pt } from '../../../src/app/i18n/pt-BR/exercises.ts';

it('numbers the calls that are written the same, and leaves the others as they are', () => {
  const calls = ['S: close(a)', 'S: close(s)', 'S: close(a)'];
  expect(toldApart(calls, en.nthTime)).toEqual(['S: close(a), 1st time', 'S: close(s)', 'S: close(a), 2nd time']);
  expect(toldApart(calls, pt.nthTime)).toEqual(['S: close(a), 1ª vez', 'S: close(s)', 'S: close(a), 2ª vez']);
});

it('speaks English ordinals', () => {
  const said = [1, 2, 3, 4, 11, 12, 13, 21, 22, 23].map((count) => en.nthTime('x', count).slice(3).split(' ')[0]);
  expect(said).toEqual(['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '23rd']);
});
