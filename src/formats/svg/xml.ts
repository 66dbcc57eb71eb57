const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML 1.0 §2.2 lets into no document, not even by its number; control characters that it only discourages too. */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\p{Cs}/gu;

/** Any text as the content of an element or the value of an attribute; what XML cannot hold becomes U+FFFD. */
export const escapeXml = (text: string): string =>
  text.replace(FORBIDDEN, '\ufffd').replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

/** An element; attributes without a value are left out. `content` is XML already; null: an empty element. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content: string | null = null,
): string {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? Math.round(value * 100) / 100 : escapeXml(value ?? '')}"`,
    );
  return content === null ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${content}</${name}>`;
}
