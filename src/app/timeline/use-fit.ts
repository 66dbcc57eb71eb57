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
    if (box.current !== null) fit(box.current);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- other content is set anew
  }, [content]);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => fit(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return box;
}

function fit(element: HTMLElement): void {
  for (let level = 0; level <= TIGHTEST; level++) {
    // What is written although it stands there already is styled anew all the same.
    if (element.dataset['fit'] !== String(level)) element.dataset['fit'] = String(level);
    if (element.scrollHeight <= element.clientHeight) return;
  }
}
