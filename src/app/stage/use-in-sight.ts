import { type RefObject, useEffect } from 'react';

/** Brings an element into sight when it is selected: where the stage is lower than what stands on it, it may be out of it. */
export function useInSight(element: RefObject<HTMLElement | null>, selected: boolean): void {
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [element, selected]);
}
