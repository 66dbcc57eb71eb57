// Mermaid's own parser as the reader of what is exported for it. Its users need a DOM: `@vitest-environment happy-dom`.
import mermaid from 'mermaid';

/** What kind of diagram Mermaid takes the text for; its complaint, thrown, when it takes it for none. */
export const parsed = async (text: string): Promise<string> => (await mermaid.parse(text)).diagramType;
