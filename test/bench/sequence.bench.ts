// The sequence diagram at the end of a run of so many messages, in milliseconds: its first frame (of a run that nobody has looked at: model,
// layout, drawing), and one message more; beside it stands what a whole send takes, three messages in one step. In the same browser, by the same
// count, of the same messages: a plain drawing by React, as the reference, and Mermaid.
//
// Held against the promise is the time until the browser has laid out the whole document. By that count a plain drawing has the first frames
// that the promises were set against (10, 31 and 189 ms); the 2.2 ms to add one at 2,000 are its script alone, so our adding is counted more
// strictly than the one it is measured by. Beside each figure stand the same frames until they were painted, and their script alone: see `sequence/timing.ts`.
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { CHROMIUM_ARGUMENTS, findChromium } from '../support/chromium.ts';
import { serve } from '../support/serve.ts';
import { type Figure, type Measurement, median, type Suite } from './benchmark.ts';
import type { Timed } from './sequence/timing.ts';

const SIZES = [20, 200, 2000, 20_000];
/** The browser compiles what runs often: before that it is not the diagram that is measured. */
const WARM_UP = 8;
const TIMES = 15;
/** Five seconds: a hundred messages pass in every frame. */
const FRAMES = 300;
/** Mermaid may take so long, in milliseconds. */
const LONGEST = 60_000;

interface Measured extends Figure {
  readonly measure: (page: Page) => Promise<number | Measurement>;
}

const all: readonly Measured[] = [
  ...SIZES.map(
    (size): Measured => ({
      name: `sequenceFirstFrame${size}`,
      unit: 'ms',
      promise: { atMost: 16 },
      async measure(page) {
        await page.evaluate(([count, times]) => window.measurable?.firstFrame(count, times), [size, WARM_UP] as const);
        return middle(
          await page.evaluate(([count, times]) => window.measurable?.firstFrame(count, times), [size, TIMES] as const),
        );
      },
    }),
  ),
  ...SIZES.map(
    (size): Measured => ({
      name: `sequenceAdd${size}`,
      unit: 'ms',
      promise: { atMost: 4 },
      async measure(page) {
        const added = await page.evaluate(([count, all]) => window.measurable?.add(count, all), [
          size,
          WARM_UP + TIMES,
        ] as const);
        const timesOf = (messages: number) => added?.filter((each) => each.messages === messages).slice(WARM_UP);
        const [one, three] = [middle(timesOf(1)), middle(timesOf(3))];
        return { value: one.value, detail: `${one.detail}; three at once ${three.value.toFixed(1)}` };
      },
    }),
  ),
  {
    name: 'sequenceScroll20000',
    unit: 'frames/s',
    promise: { atLeast: 60 },
    async measure(page) {
      const scrolled = await page.evaluate((frames) => window.measurable?.scroll(20_000, frames), FRAMES);
      if (!scrolled) throw new Error('the page cannot scroll');
      // A display's 60 Hz is measured as 59.9 as often as 60.1.
      return {
        value: Math.round(scrolled.framesPerSecond),
        detail: `${scrolled.bare} of ${FRAMES} frames not all drawn`,
      };
    },
  },
  ...SIZES.slice(0, 3).map(
    (size): Measured => ({
      name: `plainReact${size}`,
      unit: 'ms',
      async measure(page) {
        await page.evaluate(([count, times]) => window.measurable?.plainFirstFrame(count, times), [
          size,
          WARM_UP,
        ] as const);
        return middle(
          await page.evaluate(([count, times]) => window.measurable?.plainFirstFrame(count, times), [
            size,
            TIMES,
          ] as const),
        );
      },
    }),
  ),
  {
    name: 'plainReactAdd2000',
    unit: 'ms',
    async measure(page) {
      const added = await page.evaluate((times) => window.measurable?.plainAdd(2000, times), WARM_UP + TIMES);
      return middle(added?.slice(WARM_UP));
    },
  },
  ...SIZES.map(
    (size): Measured => ({
      name: `mermaid${size}`,
      unit: 'ms',
      async measure(page) {
        // The first is for its parser, which comes late, and for the compiler.
        if (size < 2000) await page.evaluate((count) => window.measurable?.mermaid(count, 2), size);
        const times = size < 2000 ? 5 : 1;
        const measured = page.evaluate(([count, all]) => window.measurable?.mermaid(count, all), [
          size,
          times,
        ] as const);
        return Promise.race([measured.then(middle), tooLong()]);
      },
    }),
  ),
];

export const suite: Suite = {
  figures: all,
  async run({ root, build: folder }, names) {
    const outDir = join(folder, '..', 'bench-sequence');
    await build({
      root: join(root, 'test', 'bench', 'sequence'),
      configFile: false,
      base: './',
      plugins: [react()],
      logLevel: 'error',
      build: { outDir: join(root, outDir), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 10_000 },
    });
    const server = await serve(root, outDir);
    const browser = await chromium.launch({ executablePath: findChromium().path, args: CHROMIUM_ARGUMENTS });
    const results = new Map<string, number | Measurement>();
    try {
      for (const { name, measure } of all) {
        if (!names.has(name)) continue;
        console.error(`measuring ${name} …`);
        // A page of its own, so that no figure finds what another has left.
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await page.goto(server.url);
        await page.waitForFunction(() => window.measurable !== undefined);
        results.set(name, await measure(page));
        await page.close();
      }
      return results;
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

function middle(times: readonly Timed[] | undefined): Measurement {
  if (times === undefined) throw new Error('the page measured nothing');
  const of = (which: keyof Timed): readonly number[] => times.map((time) => time[which]).toSorted((a, b) => a - b);
  const laidOut = of('laidOut');
  const range = times.length > 1 ? [`${laidOut[0]?.toFixed(1)} to ${laidOut.at(-1)?.toFixed(1)}`] : [];
  const beside = [`painted ${median(of('painted')).toFixed(1)}`, `script ${median(of('script')).toFixed(1)}`];
  return { value: median(laidOut), detail: [...range, ...beside].join(', ') };
}

const tooLong = (): Promise<Measurement> =>
  new Promise((resolve) =>
    setTimeout(() => resolve({ value: LONGEST, detail: `not within ${LONGEST / 1000} s` }), LONGEST).unref(),
  );
