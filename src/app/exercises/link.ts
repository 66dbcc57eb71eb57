/** What stands before an exercise in the fragment of a link. The fragment never leaves the browser. */
const BEGINNING = '#exercise=';
/** The longest exercise that a link may hold, unpacked, in bytes: a link is no way to fill a memory. */
const MOST = 1_000_000;

/**
 * How long a link may be, in characters. `safe`: every program passes it on (Outlook and the cells of Excel cut at 2,083). `most`: more
 * than this the common messengers cut or refuse; then the exercise goes as a file.
 */
export const LINK_LIMITS = { safe: 2_000, most: 16_000 } as const;

/** A link to this page that holds the whole exercise: its text, deflated (RFC 1951), as base64url (RFC 4648 §5). */
export async function linkOf(text: string, page: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('');
  const url = btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${page.split('#')[0] ?? page}${BEGINNING}${url}`;
}

export const isExerciseLink = (fragment: string): boolean => fragment.startsWith(BEGINNING);

/** The text of the exercise in the fragment of a link; null when the link was cut or changed on its way. */
export async function textOfLink(fragment: string): Promise<string | null> {
  try {
    const letters = atob(fragment.slice(BEGINNING.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.codePointAt(0) ?? 0);
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    for (;;) {
      // One after the other: each is asked for when the one before is here.
      // oxlint-disable-next-line no-await-in-loop
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > MOST) return null;
      parts.push(value);
    }
    return await new Blob(parts).text();
  } catch {
    return null;
  }
}
