import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useKeptZoom } from './use-kept-zoom.ts';

/** How much a press of a button, and a notch of the wheel, enlarges. */
const STEP = 1.25;
const NOTCH = 1.1;
const LEAST = 0.2;
const MOST = 4;

const within = (zoom: number): number => Math.min(MOST, Math.max(LEAST, zoom));

export interface Zooming {
  /** What the usual size is multiplied by. */
  readonly zoom: number;
  /** The same functions as long as the diagram is shown. */
  readonly set: (zoom: number) => void;
  /** -1 smaller, 1 larger, 0 the usual size. */
  readonly byButton: (direction: -1 | 0 | 1) => void;
}

/**
 * How much a diagram is enlarged: by button, by Ctrl or ⌘ with the wheel (and so by two fingers on a touchpad) about the
 * pointer. And dragging the ground moves what is seen; a finger scrolls by itself.
 */
export function useZoom(ref: RefObject<HTMLElement | null>): Zooming {
  const [zoom, setZoom] = useKeptZoom();
  /** The point that is to stay where it is when the size changes: in the window, and in the content at the old size. */
  const kept = useRef<{ readonly x: number; readonly y: number; readonly zoom: number } | null>(null);

  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      setZoom((before) => {
        kept.current = { x: event.clientX - box.left, y: event.clientY - box.top, zoom: before };
        return within(before * (event.deltaY < 0 ? NOTCH : 1 / NOTCH));
      });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    const stopDragging = dragToScroll(element);
    return () => {
      element.removeEventListener('wheel', onWheel);
      stopDragging();
    };
  }, [ref, setZoom]);

  useLayoutEffect(() => {
    const element = ref.current;
    const point = kept.current;
    kept.current = null;
    if (!element || !point || point.zoom === zoom) return;
    const grown = zoom / point.zoom;
    element.scrollLeft = (element.scrollLeft + point.x) * grown - point.x;
    element.scrollTop = (element.scrollTop + point.y) * grown - point.y;
  }, [ref, zoom]);

  const set = useCallback((value: number): void => setZoom(within(value)), [setZoom]);
  const byButton = useCallback(
    (direction: -1 | 0 | 1): void =>
      setZoom((before) => (direction === 0 ? 1 : within(direction === 1 ? before * STEP : before / STEP))),
    [setZoom],
  );
  return { zoom, set, byButton };
}

/** Lets the mouse drag the ground of a scroller. What can be selected, and the scroll bars, keep their own meaning. */
function dragToScroll(element: HTMLElement): () => void {
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || event.pointerType !== 'mouse' || !(event.target instanceof Element)) return;
    if (event.target === element || event.target.closest('[data-selectable]')) return;
    const from = { x: event.clientX + element.scrollLeft, y: event.clientY + element.scrollTop };
    const onMove = (moved: PointerEvent): void => {
      element.dataset['dragging'] = 'true';
      element.scrollLeft = from.x - moved.clientX;
      element.scrollTop = from.y - moved.clientY;
    };
    const onUp = (): void => {
      delete element.dataset['dragging'];
      document.removeEventListener('pointermove', onMove);
    };
    document.addEventListener('pointermove', onMove);
    document.addEventListener('pointerup', onUp, { once: true });
    document.addEventListener('pointercancel', onUp, { once: true });
  };
  element.addEventListener('pointerdown', onDown);
  return () => element.removeEventListener('pointerdown', onDown);
}
