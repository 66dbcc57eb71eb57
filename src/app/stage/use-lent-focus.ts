import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Whoever opens something by the keyboard goes on in it, and is back at the button that opened it when it closes; likewise when
 * it is opened for something else (`about`). A click gives the focus to nothing, and so takes none.
 */
export function useLentFocus(opened: RefObject<HTMLElement | null>, about: unknown): void {
  const lender = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    if (!(opener instanceof HTMLButtonElement) || !holdsOpen(opener)) return;
    lender.current = opener;
    opened.current?.focus();
    // oxlint-disable-next-line react/exhaustive-deps -- what it is about changes while it stays open
  }, [opened, about]);
  useLayoutEffect(() => {
    const element = opened.current;
    return () => {
      // Whoever has gone elsewhere in the meantime stays there.
      if (element?.contains(document.activeElement) === true) lender.current?.focus();
    };
  }, [opened]);
}

const holdsOpen = (button: HTMLButtonElement): boolean =>
  button.getAttribute('aria-pressed') === 'true' || button.getAttribute('aria-expanded') === 'true';
