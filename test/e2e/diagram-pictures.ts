// Every diagram at the end of the echo, to be looked at: those of client, of server and of both, in both languages and themes.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from '@playwright/test';

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

interface Diagram {
  /** In the name of the file. */
  readonly name: string;
  /** What can be chosen in its panel, and what that is in the name of the file. */
  readonly views: Readonly<Record<string, string>>;
}

/** In the order of their tabs. */
const DIAGRAMS: readonly Diagram[] = [
  { name: 'sequence', views: { both: 'both', left: 'client', right: 'server' } },
  { name: 'communication', views: { both: 'both', left: 'client', right: 'server' } },
  { name: 'activity', views: { C: 'client', S: 'server' } },
  { name: 'class', views: { C: 'client', S: 'server' } },
  { name: 'use-case', views: { C: 'client', S: 'server' } },
  { name: 'states', views: { 'client 1': 'client', 'server 2': 'server' } },
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
      const take = async (name: string): Promise<void> => {
        await page.screenshot({ path: join(into, name), clip: await placeOf(page) });
        pictures++;
        for (const fault of await cutOff(page, size)) wrong.push(`${size.width}x${size.height}/${name}: ${fault}`);
      };
      await page.goto(url);
      await page.getByRole('slider').first().waitFor();
      await page.keyboard.press('End');
      for (const theme of THEMES) {
        for (const [at, { name, views }] of DIAGRAMS.entries()) {
          await open(page, at, size);
          for (const [view, side] of Object.entries(views)) {
            await choose(page, view);
            await take(`${name}-${side}-${locale}-${theme}.png`);
            const hidden = await hiddenBelow(page);
            if (hidden === 0) continue;
            // The dock gives its upper place a little more than half of what the window grows by.
            await page.setViewportSize({ ...size, height: size.height + 2 * hidden });
            await settled(page);
            if ((await hiddenBelow(page)) > 0) wrong.push(`${name}, ${side}: is whole in no window`);
            await take(`${name}-${side}-${locale}-${theme}-whole.png`);
            await page.setViewportSize(size);
          }
        }
        await page.keyboard.press('p');
        for (const [at, { name, views }] of DIAGRAMS.entries()) {
          await page.locator('footer select').last().selectOption({ index: at });
          for (const [view, side] of Object.entries(views)) {
            await choose(page, view);
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

/** The panel of the diagram: above the other one of the dock. */
const panelOf = (page: Page): Locator =>
  page.locator('section:has(> header):has(svg[viewBox][role="group"]):visible').first();

async function placeOf(page: Page): Promise<Clip> {
  const box = await panelOf(page).boundingBox();
  if (box === null) throw new Error('no diagram is shown');
  return box;
}

/** By how much the diagram is higher than its place, in CSS pixels. */
const hiddenBelow = (page: Page): Promise<number> =>
  panelOf(page).evaluate((panel) => {
    const places = [...panel.querySelectorAll('div')].filter(
      (each) => getComputedStyle(each).overflowY === 'auto' && each.querySelector('svg') !== null,
    );
    const hidden = Math.max(0, ...places.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight));
    return hidden > 1 ? hidden : 0;
  });

/** What of the diagram no scrolling would show; in a wide window also what has to be moved sideways to be seen. */
const cutOff = (page: Page, { width }: Size): Promise<readonly string[]> =>
  panelOf(page).evaluate((panel, wide) => {
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

async function choose(page: Page, view: string): Promise<void> {
  await settled(page);
  const select = page.locator(`select:visible:has(option[value="${view}"])`).first();
  await select.selectOption(view);
  await settled(page);
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
