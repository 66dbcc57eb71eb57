// An exercise in the page: how a test opens it, and does something by keyboard.
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { standsStill, tabTo } from './laboratory.ts';

export const panel = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });
export const named = (within: Page | Locator, name: string | RegExp): Locator =>
  within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

/** Moves the focus with Tab alone, by the shorter way. */
export async function reach(page: Page, target: Locator): Promise<void> {
  const isBefore = await target.evaluate(
    (element) =>
      (element.compareDocumentPosition(document.activeElement ?? document.body) & Node.DOCUMENT_POSITION_FOLLOWING) > 0,
  );
  await tabTo(page, target, isBefore ? 'Shift+Tab' : 'Tab');
}

/** Reaches something with Tab and presses Enter on it; the mouse is not used. */
export async function enter(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Enter');
}

/** Opens an exercise of the catalogue by keyboard: the list closes, and the focus is in the exercise. */
export async function openExercise(page: Page, title: string): Promise<Locator> {
  await enter(page, named(page, /^(Exercises|Exercícios)$/));
  const list = page.getByRole('dialog', { name: /^(Exercises|Exercícios)$/ });
  await enter(page, list.getByRole('button', { name: title }));
  await expect(list).toBeHidden();
  const exercise = panel(page, title);
  await expect(exercise.getByRole('heading', { name: title })).toBeFocused();
  await standsStill(page);
  return exercise;
}

/** Makes a call by keyboard as it is suggested: its button, then the button of its form. */
export async function call(page: Page, machine: 'cliente' | 'servidor', name: string): Promise<void> {
  const calls = page.getByRole('toolbar', { name: `Chamadas do ${machine}` });
  await enter(page, named(calls, name));
  const form = page.getByRole('form', { name: `Argumentos de ${name}` });
  await expect(named(form, 'Chamar')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await standsStill(page);
}

export const feedback = (exercise: Locator): Locator => exercise.getByRole('status').filter({ hasText: /✓|✗/ });
