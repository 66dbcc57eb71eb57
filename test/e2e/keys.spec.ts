// The keys of the laboratory: all of them, wherever the focus is.
import { expect, test } from './fixtures.ts';
import { look, openLaboratory, openScenario, press, slider, standsStill, status, stepOf, tabTo } from './laboratory.ts';

test('Home and End go to both ends', async ({ page }) => {
  await openLaboratory(page);
  await press(page, 'End');
  const { step, steps, sequence } = await look(page);
  expect(step).toBe(steps);
  expect(sequence.length).toBeGreaterThan(40);
  await press(page, 'Home');
  expect(await stepOf(page)).toBe(0);
  await expect(status(page)).toContainText('Nothing has happened yet');
});

test('arrows step by what Step by says; with Shift, and with Page down and Page up, by a whole call', async ({
  page,
}) => {
  await openLaboratory(page);
  const after = async (...keys: string[]): Promise<number> => {
    for (const key of keys) await press(page, key);
    return stepOf(page);
  };
  // Five calls without a segment, then connect.
  const connected = await after('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  const called = await after('ArrowLeft');
  expect(connected - called, 'events of connect').toBeGreaterThan(3);

  await page.getByRole('radio', { name: 'Event', exact: true }).check();
  expect(await after('ArrowRight')).toBe(called + 1);
  expect(await after('ArrowLeft')).toBe(called);
  expect(await after('Shift+ArrowRight')).toBe(connected);
  expect(await after('Shift+ArrowLeft')).toBe(called);
  expect(await after('PageDown')).toBe(connected);
  expect(await after('PageUp')).toBe(called);

  await page.getByRole('radio', { name: 'Segment', exact: true }).check();
  const stops = [called];
  for (let presses = 0; presses < 3; presses++) stops.push(await after('ArrowRight'));
  expect(new Set(stops).size, 'each press goes on').toBe(4);
  expect(stops.at(-1)).toBeLessThanOrEqual(connected);
});

test('Space plays and pauses; what was played is the same run', async ({ page }) => {
  await openLaboratory(page, { motion: true });
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(2);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await standsStill(page);
  const paused = await stepOf(page);
  // Two frames later it still stands where it was.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await stepOf(page)).toBe(paused);

  await page.getByRole('combobox', { name: 'Speed' }).selectOption('8');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible({ timeout: 20_000 });
  const played = await look(page);
  expect(played.step).toBe(played.steps);
  await press(page, 'Home');
  await press(page, 'End');
  expect({ ...(await look(page)), sentence: '', why: '', citation: '' }).toEqual({
    ...played,
    sentence: '',
    why: '',
    citation: '',
  });
});

test('a second press hurries: the first step arrives at once, and the next begins', async ({ page }) => {
  await openLaboratory(page, { motion: true });
  for (let presses = 0; presses < 14; presses++) await page.keyboard.press('ArrowRight');
  await standsStill(page);
  const { step, steps } = await look(page);
  expect(step).toBe(steps);
});

test('N goes to the next interesting event, Shift N to the one before', async ({ page }) => {
  await openLaboratory(page);
  await openScenario(page, 'Connection refused');
  await press(page, 'n');
  await press(page, 'n');
  const there = await stepOf(page);
  await expect(status(page)).toContainText(/RST|ECONNREFUSED/);
  await press(page, 'Shift+N');
  expect(await stepOf(page)).toBeLessThan(there);
});

test('? lists the keys, and Escape puts the list away', async ({ page }) => {
  await openLaboratory(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await expect(help).toBeVisible();
  for (const key of ['Space', '→', '←', 'Home', 'End', 'Page down', 'Page up', '?', 'Esc']) {
    await expect(help.getByText(key, { exact: true }).first(), key).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await press(page, 'ArrowRight');
  expect(await stepOf(page)).toBe(1);
});

test.describe('the keys go on working', () => {
  test('after a click on a button', async ({ page }) => {
    await openLaboratory(page);
    for (const name of ['Step forward', 'Step back', 'Go to end', 'Go to start', 'Zoom in', 'As a table']) {
      await press(page, 'Home');
      await press(page, 'ArrowRight');
      expect(await stepOf(page), `before a click on ${name}`).toBe(1);
      await page.getByRole('button', { name, exact: true }).first().click();
    }
    await press(page, 'Home');
    expect(await stepOf(page)).toBe(0);
  });

  test('with the focus on a button, a socket, a message and the slider', async ({ page }) => {
    await openLaboratory(page);
    await press(page, 'ArrowRight');
    const places = [
      page.getByRole('button', { name: 'Help and keys' }),
      page.getByRole('region', { name: 'Server machine' }).getByRole('button', { name: 'Select fd 3' }),
      page.getByRole('toolbar', { name: 'Calls of server' }).getByRole('button', { name: 'recv' }),
      page.getByRole('region', { name: 'Sequence diagram' }).getByRole('group').getByRole('button').last(),
      page.getByRole('button', { name: 'Step back' }),
      slider(page),
      page.getByRole('radio', { name: 'Call', exact: true }),
    ];
    for (const place of places) {
      await place.focus();
      const before = await stepOf(page);
      await press(page, 'ArrowRight');
      expect(await stepOf(page), place.toString()).toBe(before + 1);
      await place.focus();
      await press(page, 'ArrowLeft');
      expect(await stepOf(page), place.toString()).toBe(before);
    }
  });

  test('a text field keeps its keys to itself', async ({ page }) => {
    await openLaboratory(page);
    await press(page, 'End');
    const end = await stepOf(page);
    await page.getByRole('toolbar', { name: 'Calls of client' }).getByRole('button', { name: 'send' }).click();
    const data = page.getByRole('form', { name: 'Arguments of send' }).getByLabel('data');
    await data.fill('');
    await data.pressSequentially('p d n?');
    for (const key of ['Home', 'ArrowLeft', 'ArrowRight', 'Space', 'PageUp']) await data.press(key);
    expect(await stepOf(page)).toBe(end);
    await expect(data).toHaveValue('p  d n?');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test('every control can be reached with Tab, and Tab comes round again', async ({ page }) => {
    await openLaboratory(page);
    await press(page, 'PageDown');
    for (const target of [
      page.getByRole('combobox', { name: 'Scenario' }),
      page.getByRole('toolbar', { name: 'Calls of client' }).getByRole('button', { name: 'socket' }),
      page.getByRole('toolbar', { name: 'Calls of server' }).getByRole('button', { name: 'close' }),
      page.getByRole('button', { name: 'Play' }),
      slider(page),
      page.getByRole('combobox', { name: 'Speed' }),
      page.getByRole('combobox', { name: 'Scenario' }),
    ]) {
      await tabTo(page, target);
    }
  });
});
