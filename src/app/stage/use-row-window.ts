import { type RefObject, useState } from 'react';
import { isDrawn, type Stretch, stretchesAround } from './row-window.ts';

interface Rows {
  readonly count: number;
  /** The number of its first row among all that there ever were: rows leave some lists at the top. */
  readonly first: number;
  /** The row that the list shows of itself, from 0. */
  readonly inView: number;
  /** What the list comes back to `inView` for, when it changes. */
  readonly shows: string;
  /** A list of at most so many is drawn whole. */
  readonly whole: number;
  /** Rows drawn on either side of the one in view; more than it shows at once. */
  readonly around?: number;
}

/** Rows drawn around the one in view: what a list shows at once, and a little more. */
const AROUND = 5;
/** Around where the reader scrolled to: enough for a turn of the wheel. */
const AROUND_SCROLLED = 40;

/**
 * Which rows of a long list are drawn: those around the one in view, and those around where the reader scrolled to. The
 * caller puts gaps of the right height between them, and says by `look` that the list may show other rows. `keyOf` keeps
 * a row's element while it stays drawn; after a jump the elements of the rows that left are used again.
 */
export function useRowWindow(
  list: RefObject<HTMLElement | null>,
  { count, first, inView, shows, whole, around = AROUND }: Rows,
): { readonly stretches: readonly Stretch[]; readonly look: () => void; readonly keyOf: (row: number) => number } {
  const [scrolled, setScrolled] = useState({ shows, row: null as number | null });
  const row = scrolled.shows === shows ? scrolled.row : null;
  const stretches =
    count <= whole
      ? [{ from: 0, to: count }]
      : stretchesAround(count, [{ row: inView, around }, ...(row === null ? [] : [{ row, around: AROUND_SCROLLED }])]);
  const drawn = stretches.find(({ from, to }) => from <= inView && inView < to) ?? { from: 0, to: 0 };
  const [kept, setKept] = useState({ base: first + drawn.from, from: first + drawn.from, to: first + drawn.to });
  const [from, to] = [first + drawn.from, first + drawn.to];
  const base = from < kept.to && kept.from < to ? kept.base : from;
  if (kept.base !== base || kept.from !== from || kept.to !== to) setKept({ base, from, to });

  const look = (): void => {
    if (count <= whole || !list.current) return;
    const { scrollTop, scrollHeight, clientHeight } = list.current;
    const height = scrollHeight / count;
    if (!(height > 0)) return;
    const seen = {
      from: Math.max(0, Math.floor(scrollTop / height)),
      to: Math.min(count, Math.ceil((scrollTop + clientHeight) / height)),
    };
    const margin = row === null ? 0 : AROUND_SCROLLED / 2;
    if (!isDrawn(stretches, seen, margin, count)) setScrolled({ shows, row: Math.floor((seen.from + seen.to) / 2) });
  };
  return { stretches, look, keyOf: (index) => first + index - base };
}
