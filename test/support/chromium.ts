// Finds a Chromium for the end-to-end tests and benchmarks, and installs one where there is none.
// `playwright install` is not relied on: it downloads from a host that many schools and build machines do not reach.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/** Arguments with which every Chromium named here starts, as root and without a GPU, and keeps to itself. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The variables that may name a Chromium, first wins. The first is our own; the others are in common use. */
const VARIABLES = ['SOCKETSCOPE_CHROMIUM', 'CHROMIUM_PATH', 'CHROME_PATH', 'CHROME_BIN', 'PUPPETEER_EXECUTABLE_PATH'];

const SYSTEM_COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
  'chrome',
];

const SYSTEM_FILES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** The newest @sparticuz/chromium that runs on Node 20; its Chromium needs neither root nor system libraries. */
const NPM_PACKAGE = '@sparticuz/chromium@147.0.0';

/** What the search asks of the machine; tests put their own in its place. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The full path of a command in PATH, or null. */
  locate(command: string): string | null;
  /** Whether the file is there and starts (a packaging stub is there and does not). */
  starts(path: string): boolean;
  /** Where Playwright keeps its own Chromium, whether it is there or not; null where Playwright knows none. */
  playwrightPath(): string | null;
  /** Whether `installSystemPackage` can work here at all: a package manager that we know, and the right to use it. */
  canInstallSystemPackage(): boolean;
  installSystemPackage(): boolean;
  /** Installs the npm package into node_modules/.cache; its Chromium's path, or null. */
  installNpmPackage(): string | null;
  say(message: string): void;
}

export interface Found {
  readonly path: string;
  readonly source: 'environment' | 'system' | 'playwright' | 'system package' | 'npm package';
}

/** The first Chromium in the order environment, system, Playwright's, system package, npm package; throws if there is none. */
export function findChromium(machine: Machine = thisMachine): Found {
  for (const name of VARIABLES) {
    const path = machine.env[name];
    if (!path) continue;
    // Whoever names one wants that one: falling back to another would hide the mistake.
    if (machine.starts(path)) return { path, source: 'environment' };
    throw new Error(`${name} is '${path}', and no browser starts from there. Correct it, or unset it.`);
  }

  const system = systemChromium(machine);
  if (system) return { path: system, source: 'system' };

  const playwright = machine.playwrightPath();
  if (playwright && machine.starts(playwright)) return { path: playwright, source: 'playwright' };

  if (machine.canInstallSystemPackage()) {
    machine.say('No Chromium found; installing the system package …');
    const path = machine.installSystemPackage() ? systemChromium(machine) : null;
    if (path) return { path, source: 'system package' };
  }

  machine.say(`No Chromium found; installing ${NPM_PACKAGE} into node_modules/.cache …`);
  const path = machine.installNpmPackage();
  if (path && machine.starts(path)) return { path, source: 'npm package' };

  throw new Error(
    [
      'No Chromium found, and none could be installed. The end-to-end tests need one. Do one of these:',
      '  - install Chromium or Google Chrome (Debian, Ubuntu: sudo apt-get install chromium);',
      '  - npx playwright install chromium;',
      `  - set ${VARIABLES[0]} to the path of a Chromium that is there.`,
    ].join('\n'),
  );
}

function systemChromium(machine: Machine): string | null {
  for (const command of SYSTEM_COMMANDS) {
    const path = machine.locate(command);
    if (path && machine.starts(path)) return path;
  }
  return SYSTEM_FILES[machine.platform]?.find((path) => machine.starts(path)) ?? null;
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const thisMachine: Machine = {
  env: process.env,
  platform: process.platform,

  locate(command) {
    const folders = (process.env['PATH'] ?? '').split(delimiter);
    return folders.map((folder) => join(folder, command)).find((path) => existsSync(path)) ?? null;
  },

  starts(path) {
    if (!existsSync(path)) return false;
    // Elsewhere `--version` opens a window.
    if (process.platform !== 'linux') return true;
    return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
  },

  playwrightPath() {
    try {
      return chromium.executablePath();
    } catch {
      return null;
    }
  },

  canInstallSystemPackage() {
    return process.platform === 'linux' && process.getuid?.() === 0 && this.locate('apt-get') !== null;
  },

  installSystemPackage() {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    // An update may fail for one source among several; what counts is whether the package can be installed.
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env, timeout: 300_000 });
    const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];
    return (
      spawnSync('apt-get', install, { stdio: ['ignore', 'ignore', 'inherit'], env, timeout: 600_000 }).status === 0
    );
  },

  installNpmPackage() {
    const folder = join(root, 'node_modules', '.cache', 'chromium');
    mkdirSync(folder, { recursive: true });
    const npm = ['install', '--prefix', folder, '--no-save', '--no-package-lock', NPM_PACKAGE];
    const shell = process.platform === 'win32';
    if (spawnSync('npm', npm, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell }).status !== 0) return null;
    // The package unpacks its Chromium when asked for its path.
    const ask = "import('@sparticuz/chromium').then(async (m) => console.log(await m.default.executablePath()))";
    const answer = spawnSync(process.execPath, ['--input-type=module', '-e', ask], { cwd: folder, encoding: 'utf8' });
    return answer.status === 0 ? (answer.stdout.trim().split('\n').at(-1) ?? null) : null;
  },

  say(message) {
    console.error(message);
  },
};
