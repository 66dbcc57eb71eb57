let asked: { readonly by: typeof globalThis.matchMedia; readonly list: MediaQueryList } | null = null;

/** Whether the user asked the system for less motion. Asked anew each time: it may change while the page is open. */
export function prefersReducedMotion(): boolean {
  const by = globalThis.matchMedia;
  // The browser keeps the answer up to date by itself.
  if (asked?.by !== by) asked = { by, list: by.call(globalThis, '(prefers-reduced-motion: reduce)') };
  return asked.list.matches;
}
