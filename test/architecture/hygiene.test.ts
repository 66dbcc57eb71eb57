// Shows that the checks of the repository's texts can fail. What they look for is put together, so that this file passes.
import { describe, expect, it } from 'vitest';
import { foreignTexts, longFiles, mutedTests } from './hygiene.ts';

const file = (path: string, text: string): ReadonlyMap<string, string> => new Map([[path, text]]);
const path = (...parts: readonly string[]): string => `/${parts.join('/')}`;

describe('texts that belong to one machine', () => {
  it.each([
    `see ${path('work', 'shared')}`,
    `"${path('root', '.cache')}"`,
    `open(${path('home', 'ana', 'x.txt')})`,
    `file at ${path('Users', 'ana')}`,
    `"resolved": "https://${['registry', 'npmjs', 'org'].join('.')}/react"`,
  ])('%s is found', (text) => {
    expect(foreignTexts(file('docs/a.md', `fine\n${text}`))).toEqual([expect.stringMatching(/^docs\/a\.md:2: holds /)]);
  });

  it.each([
    './work/a.ts',
    'src/home/a.ts',
    'https://example.org/home/a',
    '/homework/a',
    '/usr/bin/chromium',
    '~/work/a',
  ])('%s is no such thing', (text) => {
    expect(foreignTexts(file('a.md', text))).toEqual([]);
  });
});

describe('tests that do not run', () => {
  const only = ['it', 'only'].join('.');
  const skip = ['test', 'skip'].join('.');

  it('.only is never right', () => {
    expect(mutedTests(file('test/a.test.ts', `// while I look\n${only}('x', f)`))).toEqual([
      'test/a.test.ts:2: runs alone: .only keeps every other test from running',
    ]);
  });

  it('.skip needs a reason', () => {
    expect(mutedTests(file('test/a.spec.ts', `${skip}('x', f)`))).toEqual(['test/a.spec.ts:1: .skip without a reason']);
  });

  it.each([
    `// Chromium alone has it\n${skip}('x', f)`,
    `${skip}('x', f) // Chromium alone has it`,
    `${skip}(browserName !== wanted, 'Chromium alone has it')`,
  ])('a reason may stand in a comment or in the call: %s', (text) => {
    expect(mutedTests(file('test/a.spec.ts', text))).toEqual([]);
  });

  it('nothing but tests is looked at', () => {
    expect(mutedTests(file('src/a.ts', `${only}()`))).toEqual([]);
  });
});

it('a source file past 400 lines is named', () => {
  const files = new Map([
    ['src/a.ts', 'x\n'.repeat(401)],
    ['src/b.ts', 'x\n'.repeat(400)],
    ['test/c.ts', 'x\n'.repeat(900)],
  ]);
  expect(longFiles(files)).toEqual(['src/a.ts: 401 lines']);
});
