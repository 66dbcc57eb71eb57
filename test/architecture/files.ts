import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** All files under a folder of the repository: path from its root, with slashes -> text. */
export function filesUnder(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return read(files.map((file) => relative(root, file).split(sep).join('/')));
}

/** The texts of everything under version control; pictures and the like are left out. */
export function trackedFiles(): ReadonlyMap<string, string> {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  const texts = [...read(names.filter((name) => existsSync(join(root, name))))].filter(
    ([, text]) => !text.includes('\0'),
  );
  return new Map(texts);
}

function read(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}
