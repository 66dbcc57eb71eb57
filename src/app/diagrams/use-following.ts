import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { prefersReducedMotion } from '../store/reduced-motion.ts';

export interface Following {
  readonly following: boolean;
  readonly follow: () => void;
  /** Where the panel is scrolled to, in CSS pixels. */
  readonly scrolled: number;
}

/** A scroll that the reader begins: by wheel, finger, scroll bar, or the keys that move the focus. */
const BY_HAND = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
const MOVING_KEYS = new Set(['ArrowUp', 'ArrowDown']);

/**
 * Keeps `target` (the scroll position that shows the line of now) in sight until the reader scrolls away; then leaves the panel alone
 * until they come back to it or ask to follow again.
 */
export function useFollowing(ref: RefObject<HTMLElement | null>, target: number, gliding: boolean): Following {
  const [following, setFollowing] = useState(true);
  const [scrolled, setScrolled] = useState(0);
  const goal = Math.max(0, Math.round(target));

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
      setScrolled(element.scrollTop);
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
    const near = Math.abs(element.scrollTop - goal) < element.clientHeight * 2;
    if (!gliding && near && !prefersReducedMotion()) element.scrollTo({ top: goal, behavior: 'smooth' });
    else element.scrollTop = goal;
    setScrolled(element.scrollTop);
  }, [ref, following, goal, gliding]);

  return { following, follow: () => setFollowing(true), scrolled };
}
