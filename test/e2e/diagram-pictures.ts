// Every diagram at the end of the echo, to be looked at: those of client, of server and of both, in both languages and themes.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from '@playwright/test';
import { type DiagramsMessages, diagrams as en } from '../../src/app/i18n/en/diagrams.ts';
import { diagrams as pt } from '../../src/app/i18n/pt-BR/diagrams.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Unless other sizes are asked for; in CSS pixels. */
const SIZES: readonly Size[] = [{ width: 1440, height: 900 }];
const LANGUAGES = ['en-US', 'pt-BR'] as const;
/** The first is what the page opens with; the key `d` goes to the other and back. */
const THEMES = ['light', 'dark'] as const;
/** A window narrower than this shows one thing at a time, and a diagram in it may have to be moved sideways. */
const NARROW = 1100;
/** A part of the page, in CSS pixels. */
interface Clip extends Size {
  readonly x: number;
  readonly y: number;
}

const WORDS = { 'en-US': en, 'pt-BR': pt } as const;

interface Diagram {
  /** In the name of the file. */
  readonly name: string;
  /** What its panel is called. */
  readonly title: (words: DiagramsMessages) => string;
  /** What can be chosen in its panel, and what that is in the name of the file. */
  readonly views: Readonly<Record<string, string>>;
}

/** In the order of their tabs. */
const DIAGRAMS: readonly Diagram[] = [
  {
    name: 'sequence',
    title: (words) => words.panel.sequence,
    views: { both: 'both', left: 'client', right: 'server' },
  },
  {
    name: 'communication',
    title: (words) => words.panel.communication,
    views: { both: 'both', left: 'client', right: 'server' },
  },
  { name: 'activity', title: (words) => words.activity.title, views: { C: 'client', S: 'server' } },
  { name: 'class', title: (words) => words.class.title, views: { C: 'client', S: 'server' } },
  { name: 'use-case', title: (words) => words.useCase.title, views: { C: 'client', S: 'server' } },
  { name: 'states', title: (words) => words.states.title, views: { 'client 1': 'client', 'server 2': 'server' } },
];

/**
 * Takes them into `folder/WIDTHxHEIGHT`, as `DIAGRAM-SIDE-LANGUAGE-THEME.png` each: as it stands beside the machines; with `-whole`, where that has
 * to be scrolled, in a window as high as it needs; with `-present` on the whole screen. Throws, when all are taken, if a page had an error or
 * a diagram was cut off.
 */
export async function takeDiagramPictures(
  browser: Browser,
  url: string,
  folder: string,
  sizes: readonly Size[],
): Promise<void> {
  const wrong: string[] = [];
  let pictures = 0;
  for (const size of sizes.length === 0 ? SIZES : sizes) {
    const into = join(folder, `${size.width}x${size.height}`);
    await mkdir(into, { recursive: true });
    for (const locale of LANGUAGES) {
      const page = await browser.newPage({ viewport: size, locale, reducedMotion: 'reduce', colorScheme: 'light' });
      page.on('pageerror', (error) => wrong.push(`${locale}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') wrong.push(`${locale}: ${message.text()}`);
      });
      const take = async (name: string, panel: Locator): Promise<void> => {
        await page.screenshot({ path: join(into, name), clip: await placeOf(panel) });
        pictures++;
        for (const fault of await cutOff(panel, size)) wrong.push(`${size.width}x${size.height}/${name}: ${fault}`);
      };
      await page.goto(url);
      await page.getByRole('slider').first().waitFor();
      await page.keyboard.press('End');
      for (const theme of THEMES) {
        for (const [at, { name, title, views }] of DIAGRAMS.entries()) {
          await open(page, at, size);
          // Below it is another, which may have drawn first.
          const panel = panelIn(page.getByRole('tabpanel').first(), title(WORDS[locale]));
          for (const [view, side] of Object.entries(views)) {
            await choose(panel, view);
            await take(`${name}-${side}-${locale}-${theme}.png`, panel);
            const hidden = await hiddenBelow(panel);
            if (hidden === 0) continue;
            // The dock gives its upper place a little more than half of what the window grows by.
            await page.setViewportSize({ ...size, height: size.height + 2 * hidden });
            await settled(page);
            if ((await hiddenBelow(panel)) > 0) wrong.push(`${name}, ${side}: is whole in no window`);
            await take(`${name}-${side}-${locale}-${theme}-whole.png`, panel);
            await page.setViewportSize(size);
          }
        }
        await page.keyboard.press('p');
        for (const [at, { name, title, views }] of DIAGRAMS.entries()) {
          await page.locator('footer select').last().selectOption({ index: at });
          const panel = panelIn(page, title(WORDS[locale]));
          for (const [view, side] of Object.entries(views)) {
            await choose(panel, view);
            await page.screenshot({ path: join(into, `${name}-${side}-${locale}-${theme}-present.png`) });
            pictures++;
          }
        }
        await page.keyboard.press('Escape');
        await page.keyboard.press('d');
      }
      await page.close();
    }
  }
  console.log(`${pictures} pictures in ${folder}`);
  if (wrong.length > 0) throw new Error(`Not as they should be:\n${wrong.join('\n')}`);
}

/** Shows the diagram of a tab: above in the dock of a wide window, alone in a narrow one. */
async function open(page: Page, at: number, { width }: Size): Promise<void> {
  const tabs = width < NARROW ? page.getByRole('navigation').first() : page.getByRole('tablist').first();
  // Before the diagrams a narrow window offers the machines.
  await tabs
    .getByRole(width < NARROW ? 'button' : 'tab')
    .nth(width < NARROW ? at + 1 : at)
    .click();
}

/** The panel of a diagram by its title: no other diagram is taken for it. */
const panelIn = (place: Page | Locator, name: string): Locator =>
  place.getByRole('region', { name, exact: true }).filter({ visible: true });

async function placeOf(panel: Locator): Promise<Clip> {
  const box = await panel.boundingBox();
  if (box === null) throw new Error('no diagram is shown');
  return box;
}

/** By how much the diagram is higher than its place, in CSS pixels. */
const hiddenBelow = (shown: Locator): Promise<number> =>
  shown.evaluate((panel) => {
    const places = [...panel.querySelectorAll('div')].filter(
      (each) => getComputedStyle(each).overflowY === 'auto' && each.querySelector('svg') !== null,
    );
    const hidden = Math.max(0, ...places.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight));
    return hidden > 1 ? hidden : 0;
  });

/** What of the diagram no scrolling would show; in a wide window also what has to be moved sideways to be seen. */
const cutOff = (shown: Locator, { width }: Size): Promise<readonly string[]> =>
  shown.evaluate((panel, wide) => {
    const faults: string[] = [];
    for (const place of panel.querySelectorAll('div')) {
      if (getComputedStyle(place).overflowY !== 'auto') continue;
      // A sequence is drawn for what is seen, and begins and ends in the middle of a row.
      const whole = place.dataset['pans'] !== undefined;
      for (const svg of place.querySelectorAll('svg[viewBox]')) {
        const sheet = svg.getBoundingClientRect();
        const wider = Math.round(sheet.width - place.clientWidth);
        if (wide && wider > 1) faults.push(`${wider} px wider than its place`);
        for (const text of svg.querySelectorAll('text')) {
          const box = text.getBoundingClientRect();
          const beside = Math.max(sheet.left - box.left, box.right - sheet.right);
          const beyond = whole ? Math.max(sheet.top - box.top, box.bottom - sheet.bottom) : 0;
          if (Math.max(beside, beyond) > 1) faults.push(`'${text.textContent}' leaves the picture`);
        }
      }
    }
    return faults;
  }, width >= NARROW);

/** Waits until the panel has its picture, and fails where it never gets one. */
async function choose(panel: Locator, view: string): Promise<void> {
  await panel.locator('svg[viewBox][role="group"]').first().waitFor();
  await settled(panel.page());
  await panel.locator(`select:has(option[value="${view}"])`).first().selectOption(view);
  await settled(panel.page());
}

/** Waits until the diagrams stand where the machines do, in the fonts that they are measured in, and nothing moves. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    await document.fonts.ready;
    // Two frames: a panel draws itself anew once it knows its size.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return (
      document.querySelector('svg[viewBox][role="group"]') !== null &&
      document.querySelector('[aria-busy="true"]') === null &&
      document.getAnimations().every(({ playState }) => playState !== 'running')
    );
  });
}
