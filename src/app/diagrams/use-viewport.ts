import { type RefObject, useLayoutEffect, useState } from 'react';

/** The inner size of an element in CSS pixels, and how large its text is against the usual 16 px. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly textScale: number;
  /** Not yet measured: what is drawn now is not seen, and drawn anew before the frame. */
  readonly pending: boolean;
}

/** Before the first measurement, and where nothing can be measured. */
const GUESS: Viewport = { width: 560, height: 520, textScale: 1, pending: false };

/** Follows the size of an element. */
export function useViewport(ref: RefObject<HTMLElement | null>): Viewport {
  const [viewport, setViewport] = useState<Viewport>({ ...GUESS, pending: true });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = (): void => {
      const { clientWidth, clientHeight } = element;
      if (clientWidth === 0 || clientHeight === 0) {
        setViewport((before) => (before.pending ? GUESS : before));
        return;
      }
      const textScale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
      setViewport((before) =>
        !before.pending &&
        before.width === clientWidth &&
        before.height === clientHeight &&
        before.textScale === textScale
          ? before
          : { width: clientWidth, height: clientHeight, textScale, pending: false },
      );
    };
    look();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return viewport;
}
