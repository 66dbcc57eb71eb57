// Type-checks every part under its own tsconfig, because each may see another world (no DOM in the engine, no
// node in the app). All of them are run even when one fails, so that one look shows everything.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const parts = [
  'tsconfig.json',
  'src/tsconfig.json',
  'src/app/tsconfig.json',
  'src/cli/tsconfig.json',
  'test/tsconfig.json',
];
let failed = false;
for (const part of parts.filter(existsSync)) {
  const { status } = spawnSync('node_modules/.bin/tsc', ['-p', part], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    failed = true;
    console.error(`type check failed: ${part}`);
  }
}
process.exit(failed ? 1 : 0);
