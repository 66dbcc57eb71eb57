import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf } from '../../../src/engine/base/bytes.ts';

test('a text becomes its UTF-8 bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const expected = [...new TextEncoder().encode(text)];
      expect(Array.from(bytesOf(text), (character) => character.charCodeAt(0))).toEqual(expected);
    }),
  );
});
