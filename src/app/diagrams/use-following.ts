import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { prefersReducedMotion } from '../store/reduced-motion.ts';

export interface Following {
  readonly following: boolean;
  readonly follow: () => void;
  /** Leaves the line of now for another scroll position, in CSS pixels. */
  readonly leaveTo: (scrolled: number) => void;
  /** Where the panel is scrolled to, in CSS pixels. */
  readonly scrolled: number;
}

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
  const [place, setPlace] = useState({ goal, scrolled: 0 });
  const seen =
    following && place.goal !== goal ? { goal, scrolled: arrival(place.scrolled, goal, gliding, height) } : place;
  // Known before it is drawn, so that a jump is drawn once: where it will have been scrolled to.
  if (seen !== place) setPlace(seen);

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
      setPlace((before) => scrolledTo(before, element.scrollTop));
      if (byHand) setFollowing(false);
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

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || !following || Math.abs(element.scrollTop - goal) < 1) return;
    if (arrival(element.scrollTop, goal, gliding, height) === goal) element.scrollTop = goal;
    else element.scrollTo({ top: goal, behavior: 'smooth' });
    setPlace((before) => scrolledTo(before, element.scrollTop));
  }, [ref, following, goal, gliding, height]);

  const leaveTo = useCallback(
    (scrolled: number): void => {
      setFollowing(false);
      if (ref.current) ref.current.scrollTop = scrolled;
    },
    [ref],
  );
  return { following, leaveTo, follow: () => setFollowing(true), scrolled: seen.scrolled };
}

/** Where a panel of this height stands as soon as it is told to go from `scrolled` to `goal`: there, or still here when it goes smoothly. */
function arrival(scrolled: number, goal: number, gliding: boolean, height: number): number {
  const near = Math.abs(scrolled - goal) < height * 2;
  return !gliding && near && !prefersReducedMotion() ? scrolled : goal;
}

interface Scrolled {
  readonly goal: number;
  readonly scrolled: number;
}

/** The browser rounds, and ends a little before the end: that is no other place. */
const scrolledTo = (before: Scrolled, scrolled: number): Scrolled =>
  Math.abs(before.scrolled - scrolled) < 1 ? before : { ...before, scrolled };
