/** What ends a statement or a label, begins an entity, a comment, a tag or Markdown, or encloses a node. */
const SPECIAL = /[#;"<>&%`~{}[\]\\*|]/g;
/** Half a surrogate pair, and what may stand in no XML and so in no picture. */
const UNPRINTABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\p{Cs}/gu;

/** Mermaid's own escape: the character by its decimal number. */
const byNumber = (character: string): string => `#${character.codePointAt(0) ?? 0};`;

/**
 * Any text as a label of one line that Mermaid shows as it is: special characters by their number (`#59;`), control characters as U+FFFD, a
 * line break as a space.
 */
export const label = (text: string): string =>
  text
    .replaceAll(/[\t\r\n]+/g, ' ')
    .replace(UNPRINTABLE, '\ufffd')
    .replace(SPECIAL, byNumber);

/** Any text in quotation marks, as the name of a node: `"send(3, #34;hello#34;)"`. */
export const quoted = (text: string): string => `"${label(text)}"`;

/** Any text after the colon of a class or state diagram, where a second colon may not stand. */
export const afterColon = (text: string): string => label(text).replaceAll(':', byNumber);
