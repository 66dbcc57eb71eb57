import { join } from 'node:path';
import { preview } from 'vite';

export interface Served {
  /** Ends in a slash. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a build on a free port under a sub-path. `outDir` is the build's folder, relative to `root`. */
export async function serve(root: string, outDir = 'dist'): Promise<Served> {
  const server = await preview({
    root,
    base: '/any/sub-path/',
    build: { outDir: join(root, outDir) },
    preview: { port: 0, host: '127.0.0.1' },
    logLevel: 'warn',
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('the preview server has no port');
  return { url: `http://127.0.0.1:${address.port}/any/sub-path/`, close: () => server.close() };
}
