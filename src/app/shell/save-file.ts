/** Hands a file to the user. Nothing leaves the page: the browser writes it where downloads go. */
export function saveFile(
  name: string,
  content: string | Blob | Uint8Array<ArrayBuffer>,
  type = 'application/json',
): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** `echo.socketscope.json`: a script's name with nothing in it that a file system minds, and an ending. */
export const fileName = (name: string, ending: string): string =>
  `${name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'work'}.${ending}`;

export const workFileName = (name: string): string => fileName(name, 'socketscope.json');
