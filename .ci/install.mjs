// Installs what is missing. Runs before anything is installed, so it uses node's own modules alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The lowest node that every dependency runs on; package.json's `engines` says the same. */
const LOWEST_NODE = [20, 19];

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LOWEST_NODE[0] || (major === LOWEST_NODE[0] && minor >= LOWEST_NODE[1])) return;
  console.error(`Socketscope needs Node ${LOWEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs `npm ci` unless node_modules already holds what package-lock.json names. */
export function installWhatIsMissing() {
  checkNode();
  const missing = whatIsMissing();
  if (missing === null) return;
  console.log(`Installing the dependencies (${missing}) …`);
  // Even under NODE_ENV=production: the builder is a development dependency.
  const { status, error } = spawnSync('npm', ['ci', '--include=dev'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error(`npm ci failed${error ? `: ${error.message}` : ''}. Is the npm registry within reach?`);
  process.exit(1);
}

/** Says in a few words what is missing, or null when nothing is. npm leaves a copy of what it installed to compare with. */
function whatIsMissing() {
  const copy = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(copy)) return 'none is there';
  const installed = JSON.parse(readFileSync(copy, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  for (const [path, { version, optional, devOptional, peer }] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = installed[path];
    if (found === undefined && (optional || devOptional || peer)) continue;
    if (found === undefined || !existsSync(join(root, path))) return `${path} is not there`;
    if (found.version !== version) return `${path} is ${found.version}, not ${version}`;
  }
  return null;
}
