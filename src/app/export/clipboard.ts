/** What this page may put on the clipboard. Without https a browser lets it copy nothing; some copy no pictures. */
export function copyable(type: 'text/plain' | 'image/png'): boolean {
  const { clipboard } = globalThis.navigator;
  // A browser without a secure page has no clipboard, whatever the types say.
  if ((clipboard as Clipboard | undefined) === undefined) return false;
  return type === 'text/plain' || typeof globalThis.ClipboardItem === 'function';
}

export const copyText = (text: string): Promise<void> => navigator.clipboard.writeText(text);

/** As a picture for a drawing program where the browser can, and as its text for everybody else. */
export async function copySvg(svg: string): Promise<void> {
  if (typeof globalThis.ClipboardItem !== 'function' || !ClipboardItem.supports?.('image/svg+xml')) {
    return copyText(svg);
  }
  const blob = (type: string): Blob => new Blob([svg], { type });
  await navigator.clipboard.write([
    new ClipboardItem({ 'image/svg+xml': blob('image/svg+xml'), 'text/plain': blob('text/plain') }),
  ]);
}

/** Asked for at once with the promise of a picture: Safari lets no page copy once it has waited. */
export const copyPng = (png: Promise<Blob>): Promise<void> =>
  navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
