import { useMemo, useState } from 'react';

/** A search in a diagram, and where one stands in what it found. */
export interface Find<T> {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly hits: readonly T[];
  /** From 1; 0 when nothing was found. */
  readonly at: number;
  readonly move: (by: 1 | -1) => void;
  /** Where one stands; null while nothing is searched or found. */
  readonly current: T | null;
}

/** Upper and lower case and accents are the same. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Searches `items` by the text of each. */
export function useFind<T>(items: readonly T[], textOf: (item: T) => string): Find<T> {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const sought = open ? plain(query.trim()) : '';
  const hits = useMemo(
    () => (sought === '' ? [] : items.filter((item) => plain(textOf(item)).includes(sought))),
    [items, sought, textOf],
  );
  const here = hits.length === 0 ? 0 : ((index % hits.length) + hits.length) % hits.length;
  return {
    open,
    setOpen,
    query,
    setQuery: (text) => {
      setQuery(text);
      setIndex(0);
    },
    hits,
    at: hits.length === 0 ? 0 : here + 1,
    move: (by) => setIndex(here + by),
    current: hits[here] ?? null,
  };
}
