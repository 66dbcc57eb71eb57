import type { Brand } from './brand.ts';

/**
 * Bytes as a string of characters U+0000–U+00FF, one character a byte.
 *
 * Chosen over `Uint8Array` because a World is frozen, compared and serialised: strings are immutable, `===` compares
 * them, JSON carries them, and the runtime takes a slice of one without copying, so a payload stays a slice of what
 * the program wrote all the way to the reader.
 */
export type Bytes = Brand<string, 'Bytes'>;

export const NO_BYTES = '' as Bytes;

/** The UTF-8 bytes of a text. */
export function bytesOf(text: string): Bytes {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII is
  if (/^[\u0000-\u007f]*$/.test(text)) return text as Bytes;
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) out += String.fromCharCode(code);
    else if (code < 0x800) out += String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000) {
      out += String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    } else {
      out += String.fromCharCode(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 0x3f),
        0x80 | ((code >> 6) & 0x3f),
        0x80 | (code & 0x3f),
      );
    }
  }
  return out as Bytes;
}

/** The text whose UTF-8 form these bytes are; null when they are no UTF-8. */
export function textOfBytes(bytes: Bytes): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII is
  if (/^[\u0000-\u007f]*$/.test(bytes)) return bytes;
  try {
    return decodeURIComponent(bytes.replace(/[^]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`));
  } catch {
    return null;
  }
}

/** `count` bytes, all `x`: the filler that call scripts write with `"bytes": n`. */
export function filler(count: number): Bytes {
  const bytes = 'x'.repeat(count) as Bytes;
  // The runtime repeats without copying and puts the pieces together when somebody looks into them: better here than at the
  // first slice, in the midst of a run.
  void bytes.charCodeAt(0);
  return bytes;
}

export const sliceBytes = (bytes: Bytes, start: number, end?: number): Bytes => bytes.slice(start, end) as Bytes;

/** By concatenation, which the runtime does without copying: a long stream is gathered piece by piece. */
export const joinBytes = (one: Bytes, other: Bytes): Bytes => (one + other) as Bytes;
