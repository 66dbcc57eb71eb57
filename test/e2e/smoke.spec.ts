import { expectNoAxeViolationsInBothThemes } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('the page opens under a sub-path, without a word on the console', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Socketscope/);
  await expect(page.locator('#root')).not.toBeEmpty();
});

test('the page has no axe violation in either theme', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('#root')).not.toBeEmpty();
  await expectNoAxeViolationsInBothThemes(page);
});

test.describe('the watch over the page', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('./');
  });

  test('notices an error on the console', async ({ page, surprises }) => {
    await page.evaluate(() => console.error('on purpose'));
    await expect.poll(() => surprises.splice(0)).toEqual([expect.stringContaining('console error: on purpose')]);
  });

  test('notices an uncaught exception', async ({ page, surprises }) => {
    await page.evaluate(() => void setTimeout(() => JSON.parse('{')));
    await expect.poll(() => surprises.splice(0)).toEqual([expect.stringContaining('uncaught: SyntaxError')]);
  });

  test('notices a request to another origin', async ({ page, surprises }) => {
    // Another port is another origin. The answer is made here, so nothing leaves the machine.
    await page.route('http://localhost:9/**', (route) => route.fulfill({ body: '' }));
    await page.evaluate(() => fetch('http://localhost:9/font.woff2', { mode: 'no-cors' }));
    await expect
      .poll(() => surprises.splice(0))
      .toEqual(['request to another origin: GET http://localhost:9/font.woff2']);
  });
});
