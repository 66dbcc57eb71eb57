// The picture of the README: in the middle of the echo, "hello" is on the wire.
import { stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const file = join(root, 'public', 'screenshot.png');
/** A picture larger than this (in bytes) is a burden for every clone. */
const LARGEST = 250_000;
/** Calls of the echo up to the one that sends. */
const CALLS_BEFORE = 7;

/** Takes it anew; `url` is where the build is served. */
export async function takeReadmePicture(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(url);
  const position = page.getByRole('slider', { name: 'Timeline' });
  await position.waitFor();
  for (let calls = 0; calls < CALLS_BEFORE; calls++) await page.keyboard.press('ArrowRight');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.25');
  await page.keyboard.press('Space');
  // The segment's place on the wire, from 0 to 1.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('section[aria-label="Network"] li')].some(
      (flight) => Number(flight.style.getPropertyValue('--along')) > 0.45,
    ),
  );
  await page.keyboard.press('Space');
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('1');
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  // What glides into place has arrived.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  await page.screenshot({ path: file });
  const { size } = await stat(file);
  if (size > LARGEST) throw new Error(`The picture has ${size} bytes, more than ${LARGEST}.`);
  console.log(`${relative(root, file)}, ${Math.round(size / 1000)} KB`);
}
