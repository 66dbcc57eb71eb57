import type { Working } from './working.ts';

/**
 * What was made since a World was last given out. Nobody else refers to it, so it is written into where anything else would
 * have to be copied first: a long run, which gives out one World in many, makes most of its records once for all the events
 * between. Whoever gives a World out begins anew.
 */
export interface Fresh {
  readonly made: Set<object>;
  /**
   * Many events will write into it. What has parts is then made anew with all of them, the first time that one changes: from
   * then on no part needs to be looked up.
   */
  readonly lasting: boolean;
  /** What works on a record that many events write into, by the record: it serves each of them. */
  readonly workers: Map<object, unknown>;
}

/** Nothing is fresh yet. */
export const nothingFresh = (lasting: boolean): Fresh => ({ made: new Set(), lasting, workers: new Map() });

/** The record itself when it is fresh, else a copy, which then is: in either case one to be written into. */
export function renewed<T extends object>(record: T, fresh: Fresh, copyOf: (record: T) => Working<T>): Working<T> {
  if (fresh.made.has(record)) return record;
  const copy = copyOf(record);
  fresh.made.add(copy);
  return copy;
}

/** As `renewed`, for a list. */
export function renewedList<T>(list: readonly T[], fresh: Fresh): T[] {
  if (fresh.made.has(list)) return list as T[];
  const copy = list.slice();
  fresh.made.add(copy);
  return copy;
}
