/**
 * Asks for the whole screen, where the browser allows it: only as the answer to a key or a click, and in some places never. Without it the page
 * fills its window, which is nearly as good.
 */
export function enterFullScreen(): void {
  const page = document.documentElement;
  if (typeof page.requestFullscreen !== 'function' || !document.fullscreenEnabled) return;
  // Asked at another moment the browser would refuse, and complain on the console.
  if (!navigator.userActivation.isActive || document.fullscreenElement !== null) return;
  page.requestFullscreen().catch(() => {});
}

export function leaveFullScreen(): void {
  if (document.fullscreenElement !== null && document.fullscreenElement !== undefined) {
    document.exitFullscreen().catch(() => {});
  }
}

/** Calls `left` when the user leaves the whole screen by the browser's own means; Escape goes to it first. Returns how to stop. */
export function watchFullScreen(left: () => void): () => void {
  const onChange = (): void => {
    if (document.fullscreenElement === null) left();
  };
  document.addEventListener('fullscreenchange', onChange);
  return () => document.removeEventListener('fullscreenchange', onChange);
}
