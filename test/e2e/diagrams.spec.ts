// The six diagrams as one: each in either place, tied to each other, found in, gone to, exported, on any screen.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectNoAxeViolationsInBothThemes } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { openLaboratory, press, standsStill, stepOf } from './laboratory.ts';

/** The name on the tab, that of the panel, and a text that is in the client's diagram at the end of the echo. */
const DIAGRAMS = [
  { tab: 'Sequence', panel: 'Sequence diagram', text: 'hello', mermaid: true },
  { tab: 'Communication', panel: 'Communication diagram', text: 'hello', mermaid: false },
  { tab: 'Activity', panel: 'Activity diagram', text: 'connect', mermaid: true },
  { tab: 'Class', panel: 'Class diagram', text: 'Socket', mermaid: true },
  { tab: 'Use case', panel: 'Use case diagram', text: 'Connect', mermaid: false },
  { tab: 'States', panel: 'State machine', text: 'ESTABLISHED', mermaid: true },
] as const;
const PLACES = ['above', 'below'] as const;

const tabs = (page: Page, place: (typeof PLACES)[number]): Locator =>
  page.getByRole('tablist', { name: `Diagrams ${place}` });
const region = (page: Page, panel: string): Locator => page.getByRole('region', { name: panel, exact: true });
const picture = (page: Page, panel: string): Locator => region(page, panel).locator('svg[viewBox][role="group"]');

/** Shows one diagram above and, so that no name is there twice, another one below. */
async function show(page: Page, { tab, panel }: (typeof DIAGRAMS)[number]): Promise<void> {
  const other = tab === 'Communication' ? 'Sequence' : 'Communication';
  // By the keyboard's way too: a click on the upper tab comes second, for the lower one may show it already.
  await tabs(page, 'below').getByRole('tab', { name: other }).click();
  await tabs(page, 'above').getByRole('tab', { name: tab, exact: true }).click();
  await expect(region(page, panel)).toHaveCount(1);
  await expect(picture(page, panel)).toBeVisible();
  await standsStill(page);
}

/** A drawing as it stands: every element with all that it is drawn by, but not what has just come or is selected. */
const drawing = (page: Page, panel: string): Promise<string> =>
  picture(page, panel).evaluate((svg) => {
    const copy = svg.cloneNode(true) as SVGElement;
    for (const size of ['width', 'height']) copy.removeAttribute(size);
    // In which order attributes were set is nothing that one sees.
    for (const each of [copy, ...copy.querySelectorAll('*')]) {
      const attributes = [...each.attributes].toSorted((a, b) => (a.name < b.name ? -1 : 1));
      for (const { name } of attributes) each.removeAttribute(name);
      for (const { name, value } of attributes) each.setAttribute(name, value);
    }
    return copy.outerHTML.replaceAll(
      / (?:(?:data-new|data-lit|data-selected|data-selectable|aria-hidden|aria-pressed|role|tabindex)="[^"]*"|style="")/g,
      '',
    );
  });

/** Where drawings differ, shape by shape: as much as can be read. */
const differences = (now: readonly string[], before: readonly string[]): string[] =>
  now
    .flatMap((each, index) => {
      const [shapes, others] = [each.split('<g '), (before[index] ?? '').split('<g ')];
      return shapes.length === others.length
        ? shapes.flatMap((shape, at) => (shape === others[at] ? [] : [`${shape} was ${others[at]}`]))
        : [`${shapes.length} shapes were ${others.length}`];
    })
    .slice(0, 3);

/** What of a diagram is lit. */
const lit = (page: Page, panel: string): Locator =>
  region(page, panel).locator('svg :is([data-lit="true"], [data-selected="true"])');

test('the arrow keys go from tab to tab, above and below', async ({ page }) => {
  await openLaboratory(page);
  for (const place of PLACES) {
    const tab = (name: string) => tabs(page, place).getByRole('tab', { name, exact: true });
    await tab('Sequence').click();
    // A click takes no focus, so that the keys stay the laboratory's.
    await tab('Sequence').focus();
    for (const { tab: name } of [...DIAGRAMS.slice(1), DIAGRAMS[0]]) {
      await page.keyboard.press('ArrowRight');
      await expect(tab(name)).toBeFocused();
      await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
    }
    await page.keyboard.press('ArrowLeft');
    await expect(tab('States')).toBeFocused();
  }
  // Both places show it: nothing in the two is mistaken for the other.
  await expect(picture(page, 'State machine')).toHaveCount(2);
  expect(await stepOf(page), 'the arrows were the tabs’').toBe(0);
});

test('the names of the partitions stay in sight where an activity is scrolled', async ({ page }) => {
  await openLaboratory(page);
  await tabs(page, 'above').getByRole('tab', { name: 'Activity', exact: true }).click();
  await expect(picture(page, 'Activity diagram')).toBeVisible();
  await press(page, 'End');
  const seen = await region(page, 'Activity diagram').evaluate((panel) => {
    const scroller = panel.querySelector('[data-pans]');
    if (scroller === null) throw new Error('nothing scrolls');
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: 'instant' });
    const { top } = scroller.getBoundingClientRect();
    const names = [...panel.querySelectorAll('text')].filter(({ textContent }) => textContent?.startsWith('kernel of'));
    return { scrolled: scroller.scrollTop, names: names.map((name) => name.getBoundingClientRect().top - top) };
  });
  expect(seen.scrolled).toBeGreaterThan(300);
  expect(seen.names.filter((y) => y >= 0 && y < 60)).toHaveLength(1);
});

/** What of a diagram is not in sight, of its texts and boxes; and its smallest text, in CSS pixels. */
const sight = (page: Page, panel: string): Promise<{ hidden: string[]; texts: string[]; smallest: number }> =>
  region(page, panel).evaluate((shown) => {
    const scroller = shown.querySelector('[data-pans]');
    if (scroller === null) throw new Error('nothing scrolls');
    const place = scroller.getBoundingClientRect();
    const shapes = [...scroller.querySelectorAll<SVGGraphicsElement>('svg :is(text, rect, path, polyline)')];
    const texts = shapes.filter((shape) => shape instanceof SVGTextElement);
    return {
      hidden: shapes
        .map((shape) => ({ box: shape.getBoundingClientRect(), name: shape.textContent || shape.outerHTML }))
        .filter(
          ({ box }) =>
            box.top < place.top - 1 ||
            box.bottom > place.bottom + 1 ||
            box.left < place.left - 1 ||
            box.right > place.right + 1,
        )
        .map(({ name }) => name),
      texts: texts.map(({ textContent }) => textContent ?? ''),
      // A text may be turned by a right angle.
      smallest: Math.min(
        ...texts.map((text) => {
          const { a = 0, b = 0 } = text.getScreenCTM() ?? {};
          return Number.parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
        }),
      ),
    };
  });

for (const [width, height] of [
  [1440, 900],
  [1366, 768],
] as const) {
  test(`at ${width}x${height} the communication diagram of the whole echo is in sight in the dock`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openLaboratory(page);
    await press(page, 'End');
    await standsStill(page);
    const panel = 'Communication diagram';
    await expect(picture(page, panel).getByText('a : ClientSocket', { exact: true })).toHaveCount(1);
    await expect.poll(async () => (await sight(page, panel)).hidden).toEqual([]);
    const { texts, smallest } = await sight(page, panel);
    expect(texts).toEqual(expect.arrayContaining(['c : ClientSocket', 's : ServerSocket', 'a : ClientSocket']));
    expect(smallest).toBeGreaterThan(13.9);
  });
}

for (const [width, height, presented] of [
  [1440, 900, false],
  [1440, 900, true],
  [1920, 1080, true],
] as const) {
  test(`classes and objects are in sight together at ${width}x${height}${presented ? ' in Present' : ''}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openLaboratory(page);
    await show(page, DIAGRAMS[3]);
    await press(page, 'End');
    const panel = 'Class diagram';
    if (presented) {
      await page.keyboard.press('p');
      await page.getByRole('combobox', { name: 'Diagram', exact: true }).selectOption('class');
    }
    for (const [program, object] of [
      ['client', 'c : ClientSocket'],
      ['server', 'a : ClientSocket'],
    ] as const) {
      await region(page, panel).getByRole('combobox').selectOption(program);
      await expect(picture(page, panel).getByText(object, { exact: true })).toHaveCount(1);
      await expect.poll(async () => (await sight(page, panel)).hidden, program).toEqual([]);
      const { texts, smallest } = await sight(page, panel);
      expect(texts).toEqual(expect.arrayContaining(['Socket', 'ClientSocket', object]));
      expect(smallest).toBeGreaterThan(presented ? 19.9 : 13.9);
    }
  });
}

// Two at a time, one above and one below.
for (const at of [0, 2, 4]) {
  const pair = DIAGRAMS.slice(at, at + 2);
  const names = pair.map(({ tab }) => tab).join(' and ');
  test(`${names}: forwards and back leaves the very same drawing`, async ({ page }) => {
    await openLaboratory(page);
    for (const [index, { tab, panel }] of pair.entries()) {
      await tabs(page, PLACES[index] ?? 'above')
        .getByRole('tab', { name: tab, exact: true })
        .click();
      await expect(picture(page, panel)).toBeVisible();
    }
    const both = (): Promise<string[]> => Promise.all(pair.map(({ panel }) => drawing(page, panel)));
    const drawn = [await both()];
    // Call by call to the end, and back.
    for (;;) {
      const before = await stepOf(page);
      await press(page, 'ArrowRight');
      if ((await stepOf(page)) === before) break;
      drawn.push(await both());
    }
    for (const index of pair.keys()) {
      expect(new Set(drawn.map((each) => each[index])).size, 'it shows what happens').toBeGreaterThan(4);
    }
    for (const before of drawn.toReversed().slice(1)) {
      await press(page, 'ArrowLeft');
      // A drawing may come a moment after the sentence.
      await expect.poll(async () => differences(await both(), before), `at step ${await stepOf(page)}`).toEqual([]);
    }
    expect(await stepOf(page)).toBe(0);
  });
}

for (const diagram of DIAGRAMS) {
  test(`${diagram.tab}: find, zoom, table, export`, async ({ page }) => {
    const { panel, tab, text } = diagram;
    await openLaboratory(page);
    await show(page, diagram);
    await press(page, 'End');
    const shown = region(page, panel);
    const tool = (name: string | RegExp) => shown.getByRole('button', { name, exact: true });

    await tool('Find in the diagram').press('Enter');
    const field = shown.getByRole('searchbox', { name: 'Find' });
    await expect(field).toBeFocused();
    await page.keyboard.type(text);
    await expect(shown.getByRole('form').getByRole('status')).toHaveText(/^1 of \d+$/);
    await expect(picture(page, panel).locator('[data-found="true"]')).toHaveCount(1);
    await expect(picture(page, panel).locator('[data-found="true"]')).toBeInViewport();
    const many = await shown.getByRole('form').getByRole('status').textContent();
    await page.keyboard.press('Enter');
    if (many !== '1 of 1') await expect(shown.getByRole('form').getByRole('status')).toHaveText(/^2 of \d+$/);
    await page.keyboard.press('Escape');
    await expect(field).toHaveCount(0);
    await expect(tool('Find in the diagram')).toBeFocused();

    const width = async (): Promise<number> => (await picture(page, panel).boundingBox())?.width ?? 0;
    const usual = await width();
    await tool('Zoom in').click();
    expect(await width()).toBeCloseTo(usual * 1.25, 0);
    await tool('Zoom out').click();
    await tool('Zoom out').click();
    expect(await width()).toBeCloseTo(usual / 1.25, 0);
    await shown.getByRole('button', { name: /^(Fit to width|Show the whole diagram)$/ }).click();
    expect(await width()).toBeCloseTo(usual, 0);

    await tool('As a table').click();
    await expect(picture(page, panel)).toBeHidden();
    await expect(shown.getByRole('table')).toBeVisible();
    expect(await shown.getByRole('row').count()).toBeGreaterThan(4);
    await tool('As a table').click();
    await expect(picture(page, panel)).toBeVisible();

    await tool('Export: picture or text').click();
    const dialog = page.getByRole('dialog', { name: /^Export/ });
    const save = async (format: string): Promise<Buffer> => {
      const coming = page.waitForEvent('download');
      await dialog.getByRole('button', { name: `Save: ${format}`, exact: true }).click();
      return readFile(await (await coming).path());
    };
    expect(String(await save('Picture (SVG)'))).toContain(text);
    expect((await save('Picture (PNG, 2×)')).subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(String(await save('PlantUML text'))).toMatch(/^@startuml[\s\S]*\n@enduml\n?$/);
    if (diagram.mermaid) expect((await save('Mermaid text')).length).toBeGreaterThan(60);
    else await expect(dialog.getByText(/^Mermaid has no /)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog, tab).toBeHidden();
  });
}

test('what is lit is in sight in a diagram that is opened after it was selected', async ({ page }) => {
  await openLaboratory(page);
  await press(page, 'End');
  await show(page, DIAGRAMS[0]);
  await region(page, 'Sequence diagram')
    .getByRole('button', { name: 'server kernel, client kernel: FIN ACK is sent' })
    .click();
  for (const { tab, panel } of DIAGRAMS.slice(1, 5)) {
    await tabs(page, 'below').getByRole('tab', { name: tab, exact: true }).click();
    await standsStill(page);
    await expect(lit(page, panel).first(), tab).toBeInViewport();
  }
});

test('a message selected in the sequence diagram is lit wherever it has a part', async ({ page }) => {
  await openLaboratory(page);
  // As far as connect() has returned: the sequence diagram draws what is seen alone.
  for (let calls = 0; calls < 6; calls++) await press(page, 'ArrowRight');
  await picture(page, 'Sequence diagram')
    .getByRole('button', { name: /connect\(/ })
    .first()
    .press('Enter');
  for (const panel of ['Sequence diagram', 'Communication diagram']) {
    await expect(lit(page, panel), panel).not.toHaveCount(0);
  }
  await expect(
    page
      .getByRole('region', { name: 'Network' })
      .getByRole('listitem')
      .locator('[data-lit="true"]', { hasText: 'SYN' }),
  ).not.toHaveCount(0);
  await expect(
    page.getByRole('region', { name: 'Client machine' }).locator('li[data-selected="true"]', { hasText: 'connect(' }),
  ).toHaveCount(1);
  await expect(page.locator('svg rect[class*="selected"]'), 'on the timeline').not.toHaveCount(0);
  for (const { tab, panel } of DIAGRAMS.slice(2)) {
    await tabs(page, 'below').getByRole('tab', { name: tab, exact: true }).click();
    await expect(picture(page, panel)).toBeVisible();
    await expect(lit(page, panel), panel).not.toHaveCount(0);
  }

  // And from there: an operation, an action or a use case lights the messages.
  for (const { tab, panel } of DIAGRAMS.slice(2, 5)) {
    await tabs(page, 'below').getByRole('tab', { name: tab, exact: true }).click();
    const part = picture(page, panel)
      .getByRole('button', { name: /connect/i })
      .first();
    await part.press('Enter');
    await expect(part).toHaveAttribute('aria-pressed', 'true');
    await expect(lit(page, 'Sequence diagram'), panel).not.toHaveCount(0);
    await press(page, 'Home');
    await region(page, panel)
      .getByRole('button', { name: /^Go to where the selected/ })
      .click();
    await standsStill(page);
    expect(await stepOf(page), `${panel}: gone to where it happened`).toBeGreaterThan(0);
    await part.press('Enter');
  }
});

test('the choice of a side is kept when a tab changes, in every diagram that has one', async ({ page }) => {
  await openLaboratory(page);
  await press(page, 'End');
  for (const diagram of DIAGRAMS) {
    await show(page, diagram);
    const choice = region(page, diagram.panel).getByRole('combobox').first();
    const values = await choice
      .locator('option')
      .evaluateAll((options) => options.map((each) => each.getAttribute('value')));
    const last = values.at(-1) ?? '';
    await choice.selectOption(last);
    await tabs(page, 'above')
      .getByRole('tab', { name: diagram.tab === 'States' ? 'Class' : 'States' })
      .click();
    await expect(region(page, diagram.panel)).toHaveCount(0);
    await tabs(page, 'above').getByRole('tab', { name: diagram.tab, exact: true }).click();
    await expect(region(page, diagram.panel).getByRole('combobox').first(), diagram.panel).toHaveValue(last);
  }
});

test('detail, scale and zoom are kept when a tab changes and when the page is loaded anew, and are exported', async ({
  page,
}) => {
  await openLaboratory(page);
  await press(page, 'End');
  const sequence = region(page, 'Sequence diagram');
  const away = async (): Promise<void> => {
    await tabs(page, 'above').getByRole('tab', { name: 'States' }).click();
    await expect(sequence).toHaveCount(0);
    await tabs(page, 'above').getByRole('tab', { name: 'Sequence', exact: true }).click();
  };
  await sequence.getByRole('radio', { name: 'Calls' }).check({ force: true });
  await sequence.getByRole('button', { name: /^To scale/ }).click();
  await sequence.getByRole('button', { name: 'Zoom in' }).click();
  await standsStill(page);
  const width = async (): Promise<number> => (await picture(page, 'Sequence diagram').boundingBox())?.width ?? 0;
  const zoomed = await width();
  for (const go of [away, () => page.reload()]) {
    await go();
    await expect(sequence.getByRole('radio', { name: 'Calls' })).toBeChecked();
    await expect(sequence.getByRole('button', { name: /^To scale/ })).toHaveAttribute('aria-pressed', 'true');
    await expect(sequence.getByRole('button', { name: /^Fit/ })).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(width).toBeCloseTo(zoomed, 0);
  }
  await sequence.getByRole('button', { name: 'Export: picture or text' }).click();
  const dialog = page.getByRole('dialog', { name: /^Export/ });
  await expect(dialog.getByRole('combobox', { name: 'Detail' })).toHaveValue('calls');
  await expect(dialog.getByRole('combobox', { name: 'Rows' })).toHaveValue('time');
});

for (const [language, diagrams] of [
  ['en', 'English'],
  ['pt-BR', 'Portuguese'],
] as const) {
  test(`no axe violation on any diagram, in both themes, in ${diagrams}`, async ({ page }) => {
    // Six analyses, each of a page with hundreds of shapes.
    test.slow();
    await openLaboratory(page);
    await press(page, 'End');
    if (language !== 'en') await page.getByRole('combobox', { name: 'Language' }).selectOption(language);
    const upper = page.getByRole('tablist').first();
    const lower = page.getByRole('tablist').nth(1);
    // Two at a time.
    for (const at of [0, 2, 4]) {
      for (const [list, index] of [
        [upper, at],
        [lower, at + 1],
      ] as const) {
        await list.getByRole('tab').nth(index).click();
      }
      await expect(page.getByRole('tabpanel').locator('svg[viewBox][role="group"]')).toHaveCount(2);
      await standsStill(page);
      await expectNoAxeViolationsInBothThemes(page);
    }
  });
}

test('on a phone every diagram is reached, and nothing is wider than the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLaboratory(page);
  await press(page, 'End');
  for (const language of ['en', 'pt-BR']) {
    await page.getByRole('combobox', { name: /^(Language|Idioma)$/ }).selectOption(language);
    const places = page.getByRole('navigation', { name: /^(What to look at|O que ver)/ }).getByRole('button');
    for (let at = 1; at <= DIAGRAMS.length; at++) {
      await places.nth(at).click();
      const drawn = page.locator('svg[viewBox][role="group"]:visible');
      await expect(drawn).toHaveCount(1);
      await expect(drawn).toBeInViewport();
      await standsStill(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${language}, ${DIAGRAMS[at - 1]?.tab}`).toBe(0);
    }
  }
});

test('each diagram is presented, whole steps and all', async ({ page }) => {
  await openLaboratory(page);
  await press(page, 'End');
  await page.keyboard.press('p');
  const chosen = page.getByRole('main', { name: 'Presenting' });
  await expect(chosen).toBeVisible();
  for (const { tab, panel } of DIAGRAMS) {
    await page.getByRole('combobox', { name: 'Diagram', exact: true }).selectOption({ label: tab });
    await expect(picture(page, panel)).toBeVisible();
    await expect(picture(page, panel)).toBeInViewport();
    const before = await stepOf(page);
    await press(page, 'PageUp');
    expect(await stepOf(page)).toBeLessThan(before);
    await press(page, 'End');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, tab).toBe(0);
  }
});
