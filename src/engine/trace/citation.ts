/** Where a rule is written down, so that the screen can lead there. */
export type Citation =
  /** A section of an RFC, e.g. `{ rfc: 9293, section: '3.10.7.4' }`. */
  | { readonly rfc: number; readonly section: string }
  /** A manual page, e.g. `{ man: 'connect', section: 2 }`. */
  | { readonly man: string; readonly section: number }
  /** What a Linux kernel was observed to do where no document says it; `like` names the nearest manual page. */
  | { readonly linux: string; readonly man: string; readonly section: number }
  /** The simulator's own: the user's hand, the scenario. */
  | { readonly own: string };

export function showCitation(citation: Citation): string {
  if ('rfc' in citation) return `RFC ${citation.rfc} §${citation.section}`;
  if ('linux' in citation) return `Linux, ${citation.man}(${citation.section})`;
  if ('man' in citation) return `${citation.man}(${citation.section})`;
  return citation.own;
}

/** The address of the clause, or null when the rule is the simulator's own. */
export function citationUrl(citation: Citation): string | null {
  if ('rfc' in citation) return `https://www.rfc-editor.org/rfc/rfc${citation.rfc}#section-${citation.section}`;
  if ('man' in citation)
    return `https://man7.org/linux/man-pages/man${citation.section}/${citation.man}.${citation.section}.html`;
  return null;
}
