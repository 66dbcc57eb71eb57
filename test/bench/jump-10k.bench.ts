// How long the page takes to show another place of a recording of 10,000 events: the cursor, the machines, the sentence
// and the layout, from the input event until the browser could paint. The diagrams follow in a task of their own, and
// `jump10kSettled` says when they stand as well.
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, findChromium } from '../support/chromium.ts';
import { serve } from '../support/serve.ts';
import { type Bench, type Benchmark, median } from './benchmark.ts';

/** A send that is received: four events (send, segment, acknowledgement, recv). */
const EXCHANGES = 2_500;
const JUMPS = 60;
const STEPS_BACK = 40;

const script = {
  name: 'ten thousand events',
  hosts: { client: '10.0.0.1', server: '10.0.0.2' },
  processes: { C: { host: 'client' }, S: { host: 'server' } },
  steps: [
    { process: 'S', call: 'socket', as: 'ls' },
    { process: 'S', call: 'bind', fd: 'ls', address: '10.0.0.2', port: 8080 },
    { process: 'S', call: 'listen', fd: 'ls', backlog: 1 },
    { process: 'C', call: 'socket', as: 'c' },
    { process: 'C', call: 'connect', fd: 'c', address: '10.0.0.2', port: 8080 },
    { process: 'S', call: 'accept', fd: 'ls', as: 'a' },
    ...Array.from({ length: EXCHANGES }, () => [
      { process: 'C', call: 'send', fd: 'c', data: 'hello' },
      { process: 'S', call: 'recv', fd: 'a', length: 100 },
    ]).flat(),
  ],
};

export const benchmark: Benchmark = {
  name: 'jump10k',
  unit: 'ms',
  promise: { atMost: 8 },
  run: async (bench) => median((await jumps(bench)).map(({ answered }) => answered)),
};

/** From the input event until the machines, the sentence and the slider show the other place, laid out. */
interface Jump {
  readonly answered: number;
  /** Until everything does, the diagrams too. */
  readonly settled: number;
}

export async function jumps({ root, build }: Bench): Promise<readonly Jump[]> {
  const server = await serve(root, build);
  const browser = await chromium.launch({ executablePath: findChromium().path, args: CHROMIUM_ARGUMENTS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(server.url);
    const slider = page.getByRole('slider', { name: 'Timeline' });
    await slider.waitFor();
    const file = { name: 'long.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(script)) };
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.waitForFunction(
      (least) => Number(document.querySelector<HTMLInputElement>('input[type=range]')?.max) > least,
      EXCHANGES * 4,
    );
    await measure(page);
    return await measure(page);
  } finally {
    await browser.close();
    await server.close();
  }
}

function measure(page: Page): Promise<Jump[]> {
  return page.evaluate(
    async ({ jumps, back }) => {
      const slider = document.querySelector<HTMLInputElement>('input[type=range]');
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
      if (slider === null || value?.set === undefined) throw new Error('no slider');
      const times: { answered: number; settled: number }[] = [];
      let place = 1;
      for (let i = 0; i < jumps + back; i++) {
        // A fixed walk over the whole recording, then one step back at a time from its middle.
        if (i === jumps) place = Math.floor(Number(slider.max) / 2);
        place = i < jumps ? (place * 7919 + 104_729) % Number(slider.max) : place - 1;
        if (Number(slider.value) === place) throw new Error('a jump to where the cursor stands');
        const before = performance.now();
        value.set.call(slider, String(place));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await Promise.resolve();
        document.body.getBoundingClientRect();
        const answered = performance.now() - before;
        while (document.querySelector('[aria-busy="true"]') !== null)
          await new Promise((resolve) => setTimeout(resolve));
        document.body.getBoundingClientRect();
        times.push({ answered, settled: performance.now() - before });
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return times;
    },
    { jumps: JUMPS, back: STEPS_BACK },
  );
}
