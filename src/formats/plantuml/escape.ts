/** What begins Creole markup, a tag, an entity, an escape or a call of the preprocessor. */
const MARKUP = /[<~\\%&]|\[(?=\[)|\{(?=\{)|\/(?=')|(?<!:)\/(?=\/)|([*_"'.-])(?=\1)/g;
/** Half a surrogate pair, and what may stand in no XML and so in no picture. */
const UNPRINTABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\p{Cs}/gu;

/** PlantUML's own escape: the character by its number. */
const byNumber = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;

/**
 * Any text as a label of one line that PlantUML shows as it is: what would be markup is written by its number (`<U+003C>`), control characters
 * become U+FFFD, and a line break `\n`.
 */
export const label = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(UNPRINTABLE, '\ufffd')
    .replace(MARKUP, byNumber)
    .replaceAll('\t', ' ')
    .replaceAll(/[\r\n]/g, '\\n');

/** Any text as a name in quotation marks: `"client : <U+0022>C<U+0022>"`. */
export const quoted = (text: string): string => `"${label(text).replaceAll('"', byNumber)}"`;
