import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Relative, so that the same build works at a domain's root and under any sub-path.
  base: './',
  plugins: [react()],
  build: {
    target: 'es2022',
  },
  test: {
    // Property tests run thousands of cases, and a build machine may have two slow cores.
    testTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'headless',
          environment: 'node',
          include: ['test/{engine,programs,diagrams,formats,lessons,cli,support}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'app',
          environment: 'happy-dom',
          include: ['test/app/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/app-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'architecture',
          environment: 'node',
          include: ['test/architecture/**/*.test.ts'],
        },
      },
    ],
  },
});
