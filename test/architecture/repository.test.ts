import { expect, it } from 'vitest';
import { trackedFiles } from './files.ts';
import { foreignTexts, longFiles, mutedTests } from './hygiene.ts';

const files = trackedFiles();

it('no text holds a path of one machine or the host of a registry', () => {
  expect(foreignTexts(files).join('\n')).toBe('');
});

it('no test is kept from running without a reason', () => {
  expect(mutedTests(files).join('\n')).toBe('');
});

it('long files are named, for somebody to look at', () => {
  const long = longFiles(files);
  if (long.length > 0) console.warn(`Past 400 lines, and asking to be two:\n${long.join('\n')}`);
});
