import { posix } from 'node:path';
import { cyclesIn } from './cycles.ts';
import { type Mention, parse } from './parse.ts';
import {
  FORBIDDEN_GLOBALS,
  FORBIDDEN_NAMES,
  isEngine,
  isHeadless,
  isPure,
  MAY_IMPORT,
  roomOf,
  SCREEN_PACKAGES,
} from './rooms.ts';

/** Path from the repository's root (with slashes) -> text. All of src, READMEs included. */
export type Files = ReadonlyMap<string, string>;

/** Everything in which the files break the house's rules: one line each, as `file:line: what is forbidden, and why`. */
export function violations(files: Files): readonly string[] {
  const found: string[] = [];
  const edges = new Map<string, Map<string, number>>();
  for (const [path, text] of files) {
    if (!/\.tsx?$/.test(path)) continue;
    const room = roomOf(path);
    if (room === null) {
      found.push(`${path}:1: is in no room of the house; test/architecture/rooms.ts lists them`);
      continue;
    }
    const { imports, globals, errors } = parse(path, text);
    found.push(...errors.map((error) => `${path}:1: cannot be parsed: ${error}`));
    found.push(...imports.flatMap((mention) => wrongImport(path, room, mention)));
    if (isHeadless(room)) found.push(...wrongGlobals(path, room, globals));
    if (isHeadless(room) && path.endsWith('.tsx')) {
      found.push(`${path}:1: is JSX, and ${room} is headless: only src/app draws with React`);
    }
    edges.set(path, new Map(imports.map(({ name, line }) => [target(path, name), line])));
  }
  found.push(...cyclesIn(edges).map(describeCycle), ...withoutReadme(files), ...wrongNames(files));
  return found;
}

/** The file that a relative specifier means, without a query such as `?raw`; a package stays its name. */
function target(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
}

function wrongImport(path: string, room: string, { name, line }: Mention): readonly string[] {
  const wrong = (what: string): readonly string[] => [`${path}:${line}: imports '${name}': ${what}`];
  const goal = target(path, name);
  if (!name.startsWith('.')) {
    if (isEngine(room)) return wrong('the engine depends on no package, so that it runs anywhere');
    if (!isHeadless(room)) return [];
    if (SCREEN_PACKAGES.test(name)) return wrong(`${room} is headless: only src/app draws, and it imports ${room}`);
    if (name.startsWith('node:')) return wrong(`${room} runs in the browser too, which has no node`);
    return [];
  }
  if (goal.startsWith('test/')) return wrong('the product never needs its tests');
  if (!goal.startsWith('src/')) {
    return isHeadless(room) ? wrong(`${room} is headless: what it needs is in src`) : [];
  }
  const other = roomOf(goal);
  if (other === room) return [];
  const allowed = MAY_IMPORT.get(room) ?? [];
  if (other !== null && allowed.includes(other)) return [];
  return wrong(`${room} may import ${listed(allowed)}, not ${other ?? 'what is in no room'}: imports run one way`);
}

/** Shortens the engine's eight rooms to one word where all are meant. */
function listed(rooms: readonly string[]): string {
  const short = rooms.includes('engine') ? rooms.filter((room) => !room.startsWith('engine/')) : rooms;
  return short.length === 0 ? 'no other room' : short.join(', ');
}

function wrongGlobals(path: string, room: string, globals: readonly Mention[]): readonly string[] {
  return globals.flatMap(({ name, line }) => {
    if (FORBIDDEN_GLOBALS.has(name)) {
      return [`${path}:${line}: uses '${name}': ${room} is headless and pure, and a browser or a clock is not there`];
    }
    if (isPure(room) && (name === 'Date' || name === 'Math.random')) {
      return [`${path}:${line}: uses '${name}': the same recording must give the same trace on every machine`];
    }
    return [];
  });
}

function describeCycle(cycle: readonly { readonly path: string; readonly line: number }[]): string {
  const [first] = cycle;
  const names = cycle.map(({ path }) => path);
  return `${first?.path}:${first?.line}: imports in a cycle: ${[...names, names[0]].join(' -> ')}; no file of it can be understood alone`;
}

function withoutReadme(files: Files): readonly string[] {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    for (let folder = posix.dirname(path); folder !== 'src' && folder !== '.'; folder = posix.dirname(folder)) {
      folders.add(folder);
    }
  }
  return [...folders]
    .filter((folder) => !files.get(`${folder}/README.md`)?.trim())
    .toSorted()
    .map(
      (folder) =>
        `${folder}/README.md:1: is missing or empty: it says what the room is for, and where to start reading`,
    );
}

function wrongNames(files: Files): readonly string[] {
  const wrong = new Set<string>();
  for (const path of files.keys()) {
    const parts = path.split('/');
    for (const [i, part] of parts.entries()) {
      if (FORBIDDEN_NAMES.test(part.replace(/\..*$/, '').toLowerCase())) wrong.add(parts.slice(0, i + 1).join('/'));
    }
  }
  return [...wrong].map((path) => `${path}:1: has a name that says nothing; name the one concept that is in it`);
}
