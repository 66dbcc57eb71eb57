import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { prefersReducedMotion } from '../store/reduced-motion.ts';

export interface Following {
  readonly following: boolean;
  readonly follow: () => void;
  /** Leaves the line of now for another scroll position, in CSS pixels. */
  readonly leaveTo: (scrolled: number) => void;
  /** Where the panel is scrolled to, in CSS pixels. */
  readonly scrolled: number;
  /** It goes by more than its height at a time: whatever would be drawn beyond the edges is gone before it is seen. */
  readonly leaping: boolean;
}

/** In milliseconds: where it has stood for so long, it leaps no more. */
const LEAP = 100;

/** A scroll that the reader begins: by wheel, finger, scroll bar, or the keys that move the focus. */
const BY_HAND = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
const MOVING_KEYS = new Set(['ArrowUp', 'ArrowDown']);

/**
 * Keeps `target` (the scroll position that shows the line of now) in sight until the reader scrolls away; then leaves the panel alone
 * until they come back to it or ask to follow again. `height` is the panel's.
 */
export function useFollowing(
  ref: RefObject<HTMLElement | null>,
  target: number,
  gliding: boolean,
  height: number,
): Following {
  const [following, setFollowing] = useState(true);
  const goal = Math.max(0, Math.round(target));
  // Where the browser last said that it stands, and for which goal.
  const [place, setPlace] = useState<Place>({ goal: 0, scrolled: 0, leaping: false });
  // Known before it is drawn, so that a jump is drawn once: where it will have been scrolled to.
  const scrolled = following && place.goal !== goal ? arrival(place.scrolled, goal, gliding, height) : place.scrolled;
  const sought = useRef(goal);

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let byHand = false;
    const onHand = (event: Event): void => {
      if (event.type === 'pointerdown' && event.target !== element) return;
      if (event instanceof KeyboardEvent && !MOVING_KEYS.has(event.key)) return;
      byHand = true;
    };
    const onScroll = (): void => {
      const { scrollTop: scrolled, clientHeight } = element;
      // The browser tells of it in the frame that shows it: what is to be seen there has to be drawn in that frame too, not in a later task.
      flushSync(() => {
        setPlace((before) => placeAt(before, sought.current, scrolled, clientHeight));
        if (byHand) setFollowing(false);
      });
    };
    const onScrollEnd = (): void => {
      byHand = false;
    };
    for (const kind of BY_HAND) element.addEventListener(kind, onHand, { passive: true });
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('scrollend', onScrollEnd, { passive: true });
    return () => {
      for (const kind of BY_HAND) element.removeEventListener(kind, onHand);
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('scrollend', onScrollEnd);
    };
  }, [ref]);

  useEffect(() => {
    if (following || !place.leaping) return undefined;
    const due = setTimeout(() => setPlace((before) => ({ ...before, leaping: false })), LEAP);
    return () => clearTimeout(due);
  }, [following, place]);

  useLayoutEffect(() => {
    sought.current = goal;
    const element = ref.current;
    if (!element || !following || Math.abs(element.scrollTop - goal) < 1) return;
    if (arrival(element.scrollTop, goal, gliding, height) === goal) element.scrollTop = goal;
    else element.scrollTo({ top: goal, behavior: 'smooth' });
  }, [ref, following, goal, gliding, height]);

  const leaveTo = useCallback(
    (to: number): void => {
      setFollowing(false);
      if (ref.current) ref.current.scrollTop = to;
    },
    [ref],
  );
  return { following, leaveTo, follow: () => setFollowing(true), scrolled, leaping: !following && place.leaping };
}

/** Where a panel of this height stands as soon as it is told to go from `scrolled` to `goal`: there, or still here when it goes smoothly. */
function arrival(scrolled: number, goal: number, gliding: boolean, height: number): number {
  const near = Math.abs(scrolled - goal) < height * 2;
  return !gliding && near && !prefersReducedMotion() ? scrolled : goal;
}

interface Place {
  readonly goal: number;
  readonly scrolled: number;
  readonly leaping: boolean;
}

/** The browser rounds, and ends a little before the end: that is no other place. */
function placeAt(before: Place, goal: number, scrolled: number, height: number): Place {
  const way = Math.abs(before.scrolled - scrolled);
  return before.goal === goal && way < 1 ? before : { goal, scrolled, leaping: way > height };
}
