/** Hands a text to the user as a file. Nothing leaves the page: the browser writes it where downloads go. */
export function saveTextFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** `echo.socketscope.json`, with nothing in it that a file system minds. */
export const workFileName = (name: string): string =>
  `${name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'work'}.socketscope.json`;
