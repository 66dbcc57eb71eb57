// How many frames a second the browser draws while the default scenario plays. A browser draws at most 60 here, so a
// frame that takes too long shows as a lower number.
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, findChromium } from '../support/chromium.ts';
import { serve } from '../support/serve.ts';
import type { Benchmark } from './benchmark.ts';

const LONGEST_MS = 8000;

export const benchmark: Benchmark = {
  name: 'playback',
  unit: 'frames/s',
  promise: { atLeast: 60 },
  async run({ root, build }) {
    const server = await serve(root, build);
    const browser = await chromium.launch({ executablePath: findChromium().path, args: CHROMIUM_ARGUMENTS });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
      await page.goto(server.url);
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      // A display's 60 Hz is measured as 59.9 as often as 60.1.
      return Math.round(await framesPerSecond(page));
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

/** Counts frames from now until the button says "Play" again, which is when the scenario has ended. */
async function framesPerSecond(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  // No named function in here: tsx marks those with a helper that the page does not have.
  const times = await page.evaluate(async (longest) => {
    const frames: number[] = [];
    const end = performance.now() + longest;
    while (
      performance.now() < end &&
      [...document.querySelectorAll('button')].some((one) => (one.ariaLabel ?? one.textContent).trim() === 'Pause')
    ) {
      frames.push(await new Promise<number>((resolve) => requestAnimationFrame(resolve)));
    }
    return frames;
  }, LONGEST_MS);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || times.length < 60) {
    throw new Error(`playing lasted ${times.length} frames, too few to measure`);
  }
  return ((times.length - 1) * 1000) / (last - first);
}
