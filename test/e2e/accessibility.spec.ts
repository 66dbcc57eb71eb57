// Everyone can use it: no axe violation (text at 7:1 included) wherever a lesson goes, and the names that are promised.
import type { Page } from '@playwright/test';
import { expectNoAxeViolations, expectNoAxeViolationsInBothThemes } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { openLaboratory, openScenario, press, standsStill, status } from './laboratory.ts';

const segments = (page: Page) =>
  page.getByRole('region', { name: 'Network' }).getByRole('list', { name: 'Segments so far' });

/** Where a lesson goes; each leaves the page there. */
const PLACES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'at the start': async () => {},
  'in the middle of the echo': async (page) => {
    for (let calls = 0; calls < 9; calls++) await press(page, 'ArrowRight');
  },
  'after a refused connection': async (page) => {
    await openScenario(page, 'Connection refused');
    await press(page, 'ArrowRight');
    await press(page, 'ArrowRight');
    await expect(status(page)).toContainText('ECONNREFUSED');
  },
  'with a segment opened': async (page) => {
    await press(page, 'End');
    await segments(page).getByRole('button').nth(3).click();
    await expect(page.getByRole('region', { name: 'Segment inspector' })).toBeVisible();
  },
  'with the arguments of a call': async (page) => {
    await page.getByRole('toolbar', { name: 'Calls of server' }).getByRole('button', { name: 'bind' }).click();
    const form = page.getByRole('form', { name: 'Arguments of bind' });
    await form.getByLabel('port').fill('no number');
    await form.getByRole('button', { name: 'Call', exact: true }).click();
    await expect(form.getByRole('alert')).toBeVisible();
  },
  'with network and machines disturbed': async (page) => {
    for (let calls = 0; calls < 7; calls++) await press(page, 'ArrowRight');
    const panel = page.getByRole('region', { name: 'Disturb network and machines' });
    for (const name of ['Cut it', 'Close the port', 'Pull the plug']) {
      // A narrow screen puts the panel away when something was done.
      if (!(await panel.isVisible())) await page.getByRole('button', { name: 'Disturb…' }).click();
      await panel.getByRole('button', { name }).click();
      await standsStill(page);
    }
    if (!(await panel.isVisible())) await page.getByRole('button', { name: 'Disturb…' }).click();
    await panel.getByRole('textbox', { name: 'MTU, bytes' }).fill('12');
    await panel.getByRole('button', { name: 'Change the link' }).click();
    await expect(panel.getByRole('alert')).toBeVisible();
    await standsStill(page);
  },
  'when presenting': async (page) => {
    for (let calls = 0; calls < 6; calls++) await press(page, 'ArrowRight');
    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: 'Leave', exact: true })).toBeVisible();
    await standsStill(page);
  },
  'with the list of the keys': async (page) => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  },
  'with the dialog of saving': async (page) => {
    await page.getByRole('button', { name: 'Save as a file' }).click();
    await expect(page.getByRole('dialog', { name: 'Save the run as a file' })).toBeVisible();
  },
  'with both diagrams as tables': async (page) => {
    await press(page, 'End');
    for (const diagram of ['Sequence diagram', 'Communication diagram']) {
      const region = page.getByRole('region', { name: diagram });
      if (await region.isVisible()) await region.getByRole('button', { name: 'As a table' }).click();
    }
  },
};

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test.describe(`no axe violation at ${width} by ${height}`, () => {
    test.use({ viewport: { width, height } });
    for (const [place, go] of Object.entries(PLACES)) {
      test(place, async ({ page }) => {
        await openLaboratory(page);
        await go(page);
        await expectNoAxeViolationsInBothThemes(page);
      });
    }
  });
}

test('no axe violation on the diagrams of a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLaboratory(page);
  await press(page, 'End');
  for (const panel of ['Sequence', 'Communication']) {
    await page.getByRole('navigation', { name: 'What to look at' }).getByRole('button', { name: panel }).click();
    await expect(page.getByRole('region', { name: `${panel} diagram` })).toBeVisible();
    await expectNoAxeViolationsInBothThemes(page);
  }
});

test('no axe violation in Portuguese', async ({ page }) => {
  await openLaboratory(page);
  await openScenario(page, 'Connection refused');
  await press(page, 'ArrowRight');
  await press(page, 'ArrowRight');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('pt-BR');
  await expect(status(page)).toContainText('ECONNREFUSED (conexão recusada)');
  await expectNoAxeViolationsInBothThemes(page);
});

test.describe('the names that are promised', () => {
  test('on the start page', async ({ page }) => {
    await openLaboratory(page);
    for (const name of ['Step forward', 'Step back', 'Play', 'Go to start', 'Go to end']) {
      await expect(page.getByRole('button', { name, exact: true }), name).toBeVisible();
    }
    await expect(page.getByRole('slider', { name: 'Timeline', exact: true })).toBeVisible();
    const stepBy = page.getByRole('radiogroup', { name: 'Step by', exact: true });
    for (const name of ['Call', 'Segment', 'Event']) {
      await expect(stepBy.getByRole('radio', { name, exact: true }), name).toBeVisible();
    }
    for (const name of ['Scenario', 'Language']) {
      await expect(page.getByRole('combobox', { name, exact: true }), name).toBeVisible();
    }
    for (const name of ['Client machine', 'Network', 'Server machine', 'Sequence diagram', 'Communication diagram']) {
      await expect(page.getByRole('region', { name, exact: true }), name).toBeVisible();
    }
    await expect(page.getByRole('status', { name: 'What happened', exact: true })).toBeVisible();
    for (const [machine, name] of [
      ['Client machine', 'Calls of client'],
      ['Server machine', 'Calls of server'],
    ] as const) {
      const toolbar = page.getByRole('region', { name: machine }).getByRole('toolbar', { name, exact: true });
      for (const call of ['socket', 'bind', 'listen', 'connect', 'accept', 'send', 'recv', 'shutdown', 'close']) {
        await expect(toolbar.getByRole('button', { name: call, exact: true }), `${name}: ${call}`).toBeVisible();
      }
      await toolbar.getByRole('button', { name: 'More calls' }).click();
      for (const call of ['getsockname', 'getpeername', 'setsockopt', 'getsockopt', 'exit', 'kill']) {
        await expect(toolbar.getByRole('button', { name: call, exact: true }), `${name}: ${call}`).toBeVisible();
      }
    }
  });

  test('while it plays', async ({ page }) => {
    await openLaboratory(page, { motion: true });
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toHaveCount(0);
  });

  test('with two clients', async ({ page }) => {
    await openLaboratory(page);
    await openScenario(page, 'Two clients and the accept queue');
    for (const name of ['Client 1 machine', 'Client 2 machine', 'Server machine']) {
      await expect(page.getByRole('region', { name, exact: true }), name).toBeVisible();
    }
    for (const name of ['Calls of client 1', 'Calls of client 2', 'Calls of server']) {
      await expect(page.getByRole('toolbar', { name, exact: true }), name).toBeVisible();
    }
    await expectNoAxeViolations(page);
  });

  test('with two processes on one machine', async ({ page }) => {
    await openLaboratory(page);
    await page.locator('input[type="file"]').setInputFiles({
      name: 'two.json',
      mimeType: 'application/json',
      buffer: Buffer.from(
        JSON.stringify({
          name: 'two',
          hosts: { client: '10.0.0.1', server: '10.0.0.2' },
          processes: { C: { host: 'client' }, S: { host: 'server' }, T: { host: 'server' } },
          steps: [
            { process: 'S', call: 'socket', as: 's' },
            { process: 'T', call: 'socket', as: 't' },
          ],
        }),
      ),
    });
    await expect(page.getByRole('toolbar', { name: 'Calls of server, process S', exact: true })).toBeVisible();
    await expect(page.getByRole('toolbar', { name: 'Calls of server, process T', exact: true })).toBeVisible();
  });
});

test('no text is smaller than 14 pixels, and nothing is wider than the screen', async ({ page }) => {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
    [320, 640],
  ] as const) {
    await page.setViewportSize({ width, height });
    await openLaboratory(page);
    await press(page, 'End');
    const small = await page.evaluate(() => {
      const found: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const { parentElement } = node;
        if (parentElement === null || !/\S/.test(node.textContent ?? '') || !parentElement.checkVisibility()) continue;
        // In a drawing the size is in the units of the drawing.
        const svg = parentElement instanceof SVGElement ? parentElement.closest('svg') : null;
        const scale = svg === null ? 1 : (svg.getScreenCTM()?.a ?? 1);
        const size = Number.parseFloat(getComputedStyle(parentElement).fontSize) * scale;
        if (size < 13.99) found.push(`${size} px: ${node.textContent?.trim()}`);
      }
      return found;
    });
    expect(small, `at ${width} by ${height}`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `scrolls sideways at ${width} by ${height}`).toBe(0);
  }
});
