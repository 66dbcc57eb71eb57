import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, findChromium } from '../support/chromium.ts';

// The workers read this file again; they inherit the answer, and do not search (or install) once more.
process.env['SOCKETSCOPE_CHROMIUM'] ??= findChromium().path;

export default defineConfig({
  // A busy machine may lose a key while a scenario is loading: tried twice more, and told as flaky.
  retries: 2,
  testDir: '.',
  testMatch: '**/*.spec.ts',
  globalSetup: './serve-build.ts',
  outputDir: '../../test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  // Machines with two slow cores, and several builds at once, are no reason to fail.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../../node_modules/.cache/socketscope/e2e.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env['SOCKETSCOPE_CHROMIUM'], args: CHROMIUM_ARGUMENTS },
  },
});
