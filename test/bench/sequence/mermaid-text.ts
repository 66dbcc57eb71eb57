import { type Arrow, PARTICIPANTS } from './arrows.ts';

/** Messages in Mermaid's language. */
export function mermaidText(arrows: readonly Arrow[]): string {
  const participants = Object.entries(PARTICIPANTS).map(([key, name]) => `participant ${key} as ${name}`);
  const lines = arrows.map(({ from, to, text, dashed }) => `${from}${dashed ? '-->>' : '->>'}${to}: ${safe(text)}`);
  return ['sequenceDiagram', ...participants, ...lines].join('\n');
}

/** Mermaid takes `;` and `#` for its own. */
const safe = (text: string): string => text.replaceAll(/[;#]/g, ' ');
