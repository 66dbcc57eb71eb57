/**
 * An append-only list whose versions share one array: a version is the array and how much of it counts.
 * Appending to the newest version is O(1); appending to an older one copies what counts (that is a fork).
 * For caches outside the World (the timeline): the shared array is never frozen.
 */
export interface Log<T> {
  readonly items: readonly T[];
  readonly length: number;
}

export const emptyLog = <T>(): Log<T> => ({ items: [], length: 0 });

export function appendLog<T>(log: Log<T>, added: readonly T[]): Log<T> {
  if (added.length === 0) return log;
  // What was gathered for a whole run is taken over as it is, and belongs to the log from then on.
  if (log.items.length === 0) return { items: added, length: added.length };
  const items = log.items.length === log.length ? (log.items as T[]) : log.items.slice(0, log.length);
  for (const item of added) items.push(item);
  return { items, length: items.length };
}

/** The first `length` entries as a log: O(1). */
export const truncateLog = <T>(log: Log<T>, length: number): Log<T> => ({
  items: log.items,
  length: Math.min(length, log.length),
});

export const logAt = <T>(log: Log<T>, index: number): T | undefined =>
  index < log.length ? log.items[index] : undefined;
export const logItems = <T>(log: Log<T>): readonly T[] =>
  log.items.length === log.length ? log.items : log.items.slice(0, log.length);
