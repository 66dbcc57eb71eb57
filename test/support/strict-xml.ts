// A strict reader of XML (saxes: XML 1.0 with namespaces): the first offence is thrown, with its place.
import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All the text in it, in order. */
  readonly text: string;
}

type Draft = { name: string; attributes: Record<string, string>; children: Draft[]; text: string };

export function parseXml(document: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const root: Draft = { name: '', attributes: {}, children: [], text: '' };
  const open: Draft[] = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]));
    const element: Draft = { name, attributes: values, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    for (const element of open) element.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(document).close();
  const [only] = root.children;
  if (!only) throw new Error('there is no element');
  return only;
}

/** The element and all in it, in the order of the document. */
export const allElements = (element: XmlElement): readonly XmlElement[] => [
  element,
  ...element.children.flatMap(allElements),
];
