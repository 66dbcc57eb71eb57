import { describe, expect, it } from 'vitest';
import { findChromium, type Machine } from './chromium.ts';

/** A machine with nothing on it, on which nothing can be installed; `has` says what differs. */
function machine(
  has: Partial<Machine> & { readonly files?: readonly string[] },
): Machine & { readonly said: string[] } {
  const said: string[] = [];
  return {
    env: {},
    platform: 'linux',
    locate: (command) => has.files?.find((file) => file === `/usr/bin/${command}`) ?? null,
    starts: (path) => has.files?.includes(path) ?? false,
    playwrightPath: () => '/cache/playwright/chrome',
    canInstallSystemPackage: () => false,
    installSystemPackage: () => false,
    installNpmPackage: () => null,
    say: (message) => said.push(message),
    ...has,
    said,
  };
}

const everywhere = ['/mine/chrome', '/usr/bin/chromium', '/usr/bin/google-chrome', '/cache/playwright/chrome'];
const neverInstalls = {
  canInstallSystemPackage: () => true,
  installSystemPackage: () => expect.unreachable('it installs although a Chromium is there'),
  installNpmPackage: () => expect.unreachable('it installs although a Chromium is there'),
};

describe('the search for a Chromium', () => {
  it('takes the one that the environment names before any other', () => {
    const found = findChromium(machine({ env: { CHROME_PATH: '/mine/chrome' }, files: everywhere, ...neverInstalls }));
    expect(found).toEqual({ path: '/mine/chrome', source: 'environment' });
  });

  it('prefers our own variable to the common ones', () => {
    const env = { CHROME_PATH: '/usr/bin/chromium', SOCKETSCOPE_CHROMIUM: '/mine/chrome' };
    expect(findChromium(machine({ env, files: everywhere })).path).toBe('/mine/chrome');
  });

  it('does not silently take another when the one named does not start', () => {
    const env = { SOCKETSCOPE_CHROMIUM: '/gone/chrome' };
    expect(() => findChromium(machine({ env, files: everywhere }))).toThrow(/SOCKETSCOPE_CHROMIUM is '\/gone\/chrome'/);
  });

  it('takes a system one next', () => {
    const found = findChromium(machine({ files: everywhere, ...neverInstalls }));
    expect(found).toEqual({ path: '/usr/bin/chromium', source: 'system' });
  });

  it('passes over a stub that is in PATH but does not start', () => {
    const files = ['/usr/bin/google-chrome'];
    const locate = (command: string) => `/usr/bin/${command}`;
    expect(findChromium(machine({ files, locate, ...neverInstalls })).path).toBe('/usr/bin/google-chrome');
  });

  it('knows where the browsers of a Mac are', () => {
    const path = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    const found = findChromium(machine({ platform: 'darwin', files: [path], ...neverInstalls }));
    expect(found).toEqual({ path, source: 'system' });
  });

  it("takes Playwright's own next", () => {
    const found = findChromium(machine({ files: ['/cache/playwright/chrome'], ...neverInstalls }));
    expect(found).toEqual({ path: '/cache/playwright/chrome', source: 'playwright' });
  });

  it('installs the system package next, where it may', () => {
    const files: string[] = [];
    const here = machine({
      files,
      canInstallSystemPackage: () => true,
      installSystemPackage: () => files.push('/usr/bin/chromium') > 0,
      installNpmPackage: () => expect.unreachable('the system package was enough'),
    });
    expect(findChromium(here)).toEqual({ path: '/usr/bin/chromium', source: 'system package' });
    expect(here.said).toHaveLength(1);
  });

  it.each([
    ['it may not install the system package', () => false, () => expect.unreachable('it may not')],
    ['the system package fails', () => true, () => false],
    ['the system package brings nothing that starts', () => true, () => true],
  ])('installs the npm package when %s', (_when, canInstallSystemPackage, installSystemPackage) => {
    const files: string[] = [];
    const installNpmPackage = () => {
      files.push('/cache/npm/chromium');
      return '/cache/npm/chromium';
    };
    const found = findChromium(machine({ files, canInstallSystemPackage, installSystemPackage, installNpmPackage }));
    expect(found).toEqual({ path: '/cache/npm/chromium', source: 'npm package' });
  });

  it('says what to do when nothing helped', () => {
    expect(() => findChromium(machine({}))).toThrow(
      /install Chromium[\s\S]*playwright install[\s\S]*SOCKETSCOPE_CHROMIUM/,
    );
  });
});
