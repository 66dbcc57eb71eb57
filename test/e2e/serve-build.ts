// Serves the build for the end-to-end tests: on a free port, and under a sub-path, because that is where a class's
// files often are. Tests open it with `page.goto('./')`.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../support/serve.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export default async function serveBuild(): Promise<() => Promise<void>> {
  if (!existsSync(join(root, 'dist', 'index.html'))) {
    throw new Error('There is no build to test: run `npm run build` first, or `npm run e2e`, which does.');
  }
  const server = await serve(root);
  // The workers are forked after this, and inherit it.
  process.env['SOCKETSCOPE_URL'] = server.url;
  return server.close;
}
