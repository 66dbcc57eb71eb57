// Presenting: one key fills the screen for the back row, and the keys and a clicker go on working.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openLaboratory, press, slider, standsStill, status, stepOf } from './laboratory.ts';

const presenting = (page: Page) => page.getByRole('main', { name: 'Presenting' });

/** The size in which the first words of the sentence are drawn, in CSS pixels. */
const sentenceSize = (page: Page): Promise<number> =>
  status(page)
    .getByRole('paragraph')
    .first()
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));

/** The size in which the newest label of the sequence diagram is drawn, in CSS pixels. */
const labelSize = (page: Page): Promise<number> =>
  page
    .getByRole('region', { name: 'Sequence diagram' })
    .locator('svg text')
    .last()
    .evaluate((element) => {
      const scale = element instanceof SVGTextElement ? (element.getScreenCTM()?.a ?? 0) : 0;
      return Number.parseFloat(getComputedStyle(element).fontSize) * scale;
    });

test('P fills the screen at twice the size, everything goes on, Escape leaves', async ({ page }) => {
  await openLaboratory(page);
  for (let calls = 0; calls < 6; calls++) await press(page, 'ArrowRight');
  const [sentence, label, step] = [await sentenceSize(page), await labelSize(page), await stepOf(page)];

  await page.keyboard.press('p');
  await expect(presenting(page)).toBeVisible();
  await standsStill(page);
  expect(await stepOf(page)).toBe(step);
  await expect(page.getByRole('region', { name: 'Client machine' })).toHaveCount(0);
  expect(await sentenceSize(page), 'the sentence').toBeGreaterThan(sentence);
  expect((await labelSize(page)) / label, 'the diagram').toBeCloseTo(2, 0);
  const box = await presenting(page).boundingBox();
  expect(box?.width).toBe(1440);
  // All that is presented fits the screen.
  for (const shown of [status(page), slider(page), page.getByRole('button', { name: 'Leave', exact: true })]) {
    await expect(shown).toBeInViewport({ ratio: 1 });
  }

  await press(page, 'PageDown');
  const next = await stepOf(page);
  expect(next).toBeGreaterThan(step);
  await press(page, 'PageUp');
  expect(await stepOf(page)).toBe(step);
  await press(page, 'ArrowRight');
  expect(await stepOf(page)).toBe(next);
  await expect(status(page)).toContainText('recv() sleeps until bytes arrive');
  await press(page, 'End');
  await press(page, 'Home');
  expect(await stepOf(page)).toBe(0);

  await page.getByRole('button', { name: 'Machines', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Client machine' })).toBeVisible();
  await press(page, 'PageDown');
  expect(await stepOf(page)).toBe(1);

  await page.keyboard.press('Escape');
  await expect(presenting(page)).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Scenario' })).toBeVisible();
  expect(await stepOf(page)).toBe(1);
});

for (const [width, height] of [
  [1440, 900],
  [1920, 1080],
] as const) {
  test(`at ${width}x${height} the diagram has nearly all of the height, and no sentence is below 20 px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openLaboratory(page);
    for (let calls = 0; calls < 6; calls++) await press(page, 'ArrowRight');
    await page.keyboard.press('p');
    await expect(presenting(page)).toBeVisible();
    await standsStill(page);
    const sizes = await status(page)
      .getByRole('paragraph')
      .evaluateAll((all) => all.map((each) => Number.parseFloat(getComputedStyle(each).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20);
    expect(((await presenting(page).boundingBox())?.height ?? 0) / height).toBeGreaterThan(0.84);
    await expect(page.getByRole('button', { name: 'Leave', exact: true })).toBeInViewport({ ratio: 1 });
  });
}

test('the button presents as well, and P leaves as it came', async ({ page }) => {
  await openLaboratory(page);
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await expect(presenting(page)).toBeVisible();
  await press(page, 'PageDown');
  expect(await stepOf(page)).toBe(1);
  await page.keyboard.press('p');
  await expect(presenting(page)).toHaveCount(0);
});

test('a theme once chosen is kept', async ({ page }) => {
  await openLaboratory(page);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.keyboard.press('d');
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  await page.getByRole('button', { name: 'Light theme' }).click();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'light');
});
