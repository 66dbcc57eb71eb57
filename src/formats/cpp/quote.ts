import { bytesOf } from '../../engine/base/bytes.ts';

const SHORT: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A C++ string literal for the UTF-8 bytes of a text. */
export function quote(text: string): string {
  let out = '';
  for (const character of text) {
    const short = SHORT[character];
    if (short !== undefined) out += short;
    // Two question marks may begin a trigraph.
    else if (character === '?' && out.endsWith('?')) out += '\\?';
    // What cannot be seen, or turns the direction of the line around, is written as its bytes.
    else if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(character)) out += octal(character);
    else out += character;
  }
  return `"${out}"`;
}

/** Three octal digits a byte: unlike a hexadecimal escape it cannot run on into the next character. */
function octal(character: string): string {
  let out = '';
  for (const byte of bytesOf(character)) out += `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
  return out;
}
