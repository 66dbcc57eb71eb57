import { expect, it } from 'vitest';
import { violations } from './check.ts';
import { filesUnder } from './files.ts';

it('src keeps to the rules of the house', () => {
  const files = filesUnder('src');
  expect(files.size, 'files found in src').toBeGreaterThan(0);
  expect(violations(files).join('\n')).toBe('');
});
