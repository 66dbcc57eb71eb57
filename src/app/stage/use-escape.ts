import { useEffect } from 'react';

/** Escape puts away what is open, wherever the focus is; nothing else hears that press. */
export function useEscape(putAway: () => void): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      putAway();
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, [putAway]);
}
