import { expect, test } from './fixtures.ts';
import { openLaboratory, openScenario, press, standsStill, status } from './laboratory.ts';

test('the build works under any sub-path: pages, sentences, scenarios, languages and panels come from below it', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await openLaboratory(page);
  await expect(page).toHaveTitle(/Socketscope/);
  expect(new URL(page.url()).pathname).toBe('/any/sub-path/');
  await openScenario(page, 'A lost SYN');
  await press(page, 'ArrowRight');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('pt-BR');
  await expect(status(page)).toContainText('O servidor tem um socket');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await expect(page.getByRole('main')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.reload();
  await standsStill(page);
  expect(asked.filter((path) => !path.startsWith('/any/sub-path/'))).toEqual([]);
  expect(asked.length).toBeGreaterThan(10);
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
