/**
 * Opens the browser's print dialog for a document of its own, which the page never shows. It asks the network for nothing: the document
 * comes from memory, in a frame that goes when the dialog is done.
 */
export function printDocument(html: string): void {
  const address = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  const frame = document.createElement('iframe');
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  // Not `display: none`: what is not laid out is not printed everywhere.
  frame.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;opacity:0';
  const remove = (): void => {
    frame.remove();
    URL.revokeObjectURL(address);
  };
  frame.addEventListener('load', () => {
    const inside = frame.contentWindow;
    if (inside === null) return remove();
    inside.addEventListener('afterprint', remove, { once: true });
    // Firefox prints what has the focus.
    inside.focus();
    inside.print();
  });
  frame.src = address;
  document.body.append(frame);
}
