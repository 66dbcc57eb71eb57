// The house as a table: which room may import which, and what no headless room may touch.

/** The engine's rooms from the top down; each may import the rooms in the lines below its own. */
const ENGINE_FLOORS = [
  ['history'],
  ['simulation'],
  ['kernel', 'network'],
  ['tcp'],
  ['trace'],
  ['posix'],
  ['wire'],
  ['base'],
].map((floor) => floor.map((room) => `engine/${room}`));

const ENGINE = ENGINE_FLOORS.flat();
const HEADLESS = ['lessons', 'formats', 'diagrams', 'programs', 'engine', ...ENGINE];

/** Room -> the rooms that it may import besides itself. A file straight in src/engine belongs to the room `engine`. */
export const MAY_IMPORT: ReadonlyMap<string, readonly string[]> = new Map([
  ...ENGINE_FLOORS.flatMap((floor, i) => floor.map((room) => [room, ENGINE_FLOORS.slice(i + 1).flat()] as const)),
  ['engine', ENGINE],
  ['programs', ['engine', ...ENGINE]],
  ['diagrams', ['programs', 'engine', ...ENGINE]],
  // Formats are made out of models, so diagrams stand below them.
  ['formats', ['diagrams', 'programs', 'engine', ...ENGINE]],
  ['lessons', ['programs', 'engine', ...ENGINE]],
  ['cli', HEADLESS],
  ['app', HEADLESS],
]);

/** The room of a file in src, or null when it is in none that the table knows. */
export function roomOf(path: string): string | null {
  const [, first = '', second = ''] = path.split('/');
  if (first === 'engine') return MAY_IMPORT.has(`engine/${second}`) ? `engine/${second}` : roomWithoutFolder(path);
  return MAY_IMPORT.has(first) ? first : null;
}

/** src/engine/index.ts is of the engine as a whole; src/engine/attic/x.ts is in a room that nobody has planned. */
function roomWithoutFolder(path: string): string | null {
  return path.split('/').length === 3 ? 'engine' : null;
}

export const isHeadless = (room: string): boolean => HEADLESS.includes(room);
export const isEngine = (room: string): boolean => room === 'engine' || room.startsWith('engine/');

/** Packages that belong to the screen. The engine may import no package at all. */
export const SCREEN_PACKAGES =
  /^(react|react-dom|scheduler|zustand|radix-ui|@radix-ui|use-intl|react-resizable-panels|@codemirror)(\/|$)/;

/** What only a browser or node has, or what would let a clock or chance into a result. */
export const FORBIDDEN_GLOBALS: ReadonlySet<string> = new Set(
  `window document navigator location localStorage sessionStorage indexedDB history screen self
   fetch XMLHttpRequest WebSocket Worker MutationObserver ResizeObserver IntersectionObserver
   Node Element HTMLElement SVGElement SVGSVGElement Event CustomEvent EventTarget KeyboardEvent PointerEvent
   getComputedStyle matchMedia requestAnimationFrame cancelAnimationFrame customElements DOMParser XMLSerializer
   setTimeout clearTimeout setInterval clearInterval setImmediate queueMicrotask
   console performance crypto process Buffer require globalThis`.split(/\s+/),
);

/** Rooms whose results must be the same on every machine at every time: no wall clock there, and no chance of its own. */
export const isPure = (room: string): boolean => isHeadless(room) && room !== 'formats';

export const FORBIDDEN_NAMES = /^(utils?|helpers?|misc)$/;
