// What every end-to-end test starts from: `import { expect, test } from './fixtures.ts'`, then `page.goto('./')`.
import { test as base, type BrowserContext, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

interface Fixtures {
  /**
   * What should never happen on any page of the test: an error on the console, an uncaught exception, a request to
   * another origin. The test fails when it ends with an entry here. A test about such a thing may read and empty it.
   */
  readonly surprises: string[];
  /** Follows a link as somebody who has never been here: in a profile of its own, in Portuguese, watched like the first. */
  readonly follow: (link: string) => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => {
    const url = process.env['SOCKETSCOPE_URL'];
    if (url === undefined) throw new Error('SOCKETSCOPE_URL is not set; serve-build.ts sets it');
    await use(url);
  },

  surprises: [
    async ({ context, baseURL }, use) => {
      const surprises: string[] = [];
      watch(context, new URL(baseURL ?? '').origin, (surprise) => surprises.push(surprise));
      await use(surprises);
      if (surprises.length > 0) throw new Error(`What should not happen on a page:\n${surprises.join('\n')}`);
    },
    { auto: true },
  ],

  follow: async ({ browser, surprises, baseURL }, use) => {
    const profiles: BrowserContext[] = [];
    await use(async (link) => {
      const fresh = await browser.newContext({ locale: 'pt-BR', reducedMotion: 'reduce' });
      profiles.push(fresh);
      watch(fresh, new URL(baseURL ?? '').origin, (surprise) => surprises.push(surprise));
      const page = await fresh.newPage();
      await page.goto(link);
      return page;
    });
    await Promise.all(profiles.map((profile) => profile.close()));
  },
});

/** Reports every console error, uncaught exception and request to another origin, on every page of the context. */
function watch(context: BrowserContext, origin: string, report: (surprise: string) => void): void {
  context.on('console', (message) => {
    if (message.type() === 'error') report(`console error: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => report(`uncaught: ${error.error().stack ?? String(error.error())}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    // data: and blob: never leave the page.
    if (url.protocol === 'data:' || url.protocol === 'blob:') return;
    if (url.origin !== origin) report(`request to another origin: ${request.method()} ${request.url()}`);
  });
}
