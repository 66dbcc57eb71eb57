import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { ORACLE_CONDITIONS } from '../../src/programs/setting-of.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ECHO = 'src/lessons/scenarios/echo.json';

/** The command line as npm runs it, in a process of its own. */
function simulate(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/simulate.ts', ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'socketscope-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const ONE_HOST = '"name": "t", "hosts": {"h": "10.0.0.1"}, "processes": {"P": {"host": "h"}}';

describe('the command line', { timeout: 60_000 }, () => {
  it('prints one JSON object for many files, and exits with 0', () => {
    const { status, stdout, stderr } = simulate(ECHO, 'src/lessons/scenarios/refused.json');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const results = JSON.parse(stdout);
    expect(results.simulator.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(results.scripts.map((script: { name: string; file: string }) => [script.name, script.file])).toEqual([
      ['echo', 'echo.json'],
      ['refused', 'refused.json'],
    ]);
    expect(Object.keys(results.scripts[0].steps[3])).toEqual([
      'i',
      'process',
      'call',
      'returns',
      'errno',
      'blocked',
      'completedAfterStep',
      'address',
      't_ms',
      'states',
      'orphans',
      'segments',
    ]);
  });

  it('says in one line what is wrong with a file, and exits with 2', () => {
    const bad = file('bad.json', `{${ONE_HOST},\n "steps": [{"process": "P", "call": "sokcet"}]}`);
    const { status, stdout, stderr } = simulate(ECHO, bad);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^simulate: .*bad\.json:2:37: steps\[0\]\.call: found "sokcet"; expected "socket", .*\n$/);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it('runs what a kernel takes, and exits with 2 all the same for a name that nobody gave', () => {
    const slip = file('slip.json', `{${ONE_HOST}, "steps": [{"process": "P", "call": "close", "fd": "ls"}]}`);
    const { status, stdout, stderr } = simulate(slip);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /slip\.json:1:\d+: steps\[0\]\.fd: found "ls"; expected a number: P has named no descriptor/,
    );
    expect(JSON.parse(stdout).scripts[0].steps[0]).toMatchObject({ returns: -1, errno: 'EBADF' });
  });

  it('says in one line that a file is not there, and explains itself when asked', () => {
    expect(simulate('nosuch.json')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'simulate: nosuch.json: no such file; expected the file of a call script\n',
    });
    expect(simulate('--help').stdout).toMatch(/^usage: npm run --silent simulate -- FILE/);
  });
});

describe('arguments', () => {
  it.each([
    [[], 'no file given; expected at least one call script (--help says more)'],
    [['a.json', '--wrong'], '--wrong: unknown option; --help tells which there are'],
    [['a.json', '--delay', 'fast'], '--delay: found "fast"; expected milliseconds from 0 to 600000'],
    [['a.json', '--delay'], '--delay: found nothing; expected milliseconds from 0 to 600000'],
    [['a.json', '--profile=bsd'], '--profile: found "bsd"; expected linux or textbook'],
    [['a.json', '--pcapng'], '--pcapng: found nothing; expected the name of a file to write'],
    [['a.json', 'b.json', '--trace=t'], '2 files given; expected one, because its run is to be written to a file'],
    [['a.json', '--at', 'client'], '--at says where a capture is taken; expected --pcapng as well'],
    [['a.json', '--times'], '--times is for the lines of strace; expected --strace as well'],
    [['a.json', '--pcapng=x', '--trace=x'], 'x: named for two outputs; expected a file for each'],
    [['a.json', '--seed', '1.5'], '--seed: found "1.5"; expected a whole number from 0 to 4294967295'],
  ])('%j', (words, error) => {
    expect(readArguments(words)).toEqual({ ok: false, error });
  });

  it('set the conditions; after -- everything is a file', () => {
    expect(readArguments(['--delay=20', '--profile', 'textbook', '--seed', '9', 'a.json', '--', '--b.json'])).toEqual({
      ok: true,
      value: {
        help: false,
        wire: false,
        exports: { times: false },
        files: ['a.json', '--b.json'],
        conditions: { ...ORACLE_CONDITIONS, delay: 20_000, profile: 'textbook' },
        seed: 9,
      },
    });
  });
});
