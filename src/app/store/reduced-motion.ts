/** Whether the user asked the system for less motion. Asked anew each time: it may change while the page is open. */
export const prefersReducedMotion = (): boolean => globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches;
