import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Relative, so that the same build works at a domain's root and under any sub-path.
  base: './',
  plugins: [react()],
  build: {
    target: 'es2022',
    // What is fetched late needs nothing that is not here already: no list of what else to fetch with it, no second stylesheet.
    modulePreload: false,
    cssCodeSplit: false,
    // One chunk for all that the first view needs: together it compresses better than in the pieces that late imports
    // would cut it into.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstView }] } } },
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

type Modules = { getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null };

/** What the entry imports statically, itself included; filled when a build first asks. */
let ofFirstView: ReadonlySet<string> | null = null;

/** The chunk of a module of the first view; null for what is imported only when it is needed. */
function firstView(id: string, modules: Modules): string | null {
  ofFirstView ??= staticallyImported(resolve('src/app/main.tsx'), modules);
  return ofFirstView.has(id) ? 'first-view' : null;
}

function staticallyImported(entry: string, modules: Modules): ReadonlySet<string> {
  const reached = new Set([entry]);
  // A Set may grow while it is walked, and each module is visited once.
  for (const id of reached) for (const one of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(one);
  return reached;
}
