import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import type { Bench, Measurement } from '../benchmark.ts';

/** Lets `measure.ts` measure in a process of its own, so that no benchmark finds the heap of another. */
export async function inOwnProcess(name: string, { root, build: folder }: Bench): Promise<Measurement> {
  const outDir = join(folder, '..', 'bench-engine');
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'test', 'bench', 'engine', 'measure.ts'),
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
  const output = execFileSync(process.execPath, ['--expose-gc', join(root, outDir, 'measure.mjs'), name], {
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as Measurement;
}
