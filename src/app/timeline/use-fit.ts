import { type RefObject, useLayoutEffect, useRef } from 'react';

/** How often the type may become smaller; the sizes are the stylesheet's, by `data-fit`. */
const TIGHTEST = 3;

/**
 * Sets the type of a box of fixed size as large as its content allows, as `data-fit` 0 (largest) to 3, so that nothing
 * that is said is out of sight. Looks again when the content or the size of the box changes.
 */
export function useFit(content: unknown): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    fit(element);
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => fit(element));
    observer.observe(element);
    return () => observer.disconnect();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- other content is set anew
  }, [content]);
  return box;
}

function fit(element: HTMLElement): void {
  for (let level = 0; level <= TIGHTEST; level++) {
    element.dataset['fit'] = String(level);
    if (element.scrollHeight <= element.clientHeight) return;
  }
}
