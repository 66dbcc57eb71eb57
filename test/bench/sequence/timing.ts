/** How long one piece of work took, in milliseconds from its begin in the callback of an animation frame. */
export interface Timed {
  /** Until its script had run: what React does within `flushSync`. The diagram itself asks where it is scrolled to, and so for most of its layout. */
  readonly script: number;
  /** Until the browser had styled and laid out the whole document as well: it is asked for a size, which forces that. */
  readonly laidOut: number;
  /** Until the frame was painted too: the next task of the page runs. Without the wait for the display. */
  readonly painted: number;
}

export const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
export const still = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

/** The page's next task: before what it has put off, and after the frame if one is due. */
export const task = (): Promise<unknown> => scheduler.postTask(() => undefined, { priority: 'user-blocking' });

/**
 * Does the work and the frame that shows it; all three times are of this one frame. The layout that is forced is the one that the frame
 * needs: when it comes to paint there is none left to do.
 */
export async function timed(work: () => void): Promise<Timed> {
  await frame();
  const before = performance.now();
  work();
  const script = performance.now() - before;
  document.documentElement.getBoundingClientRect();
  const laidOut = performance.now() - before;
  await task();
  return { script, laidOut, painted: performance.now() - before };
}
