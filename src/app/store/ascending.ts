/** The first entry above `value` in an ascending list; undefined when there is none. O(log n). */
export const firstAfter = (ascending: readonly number[], value: number): number | undefined =>
  ascending[countUpTo(ascending, value)];

/** The last entry below `value` in an ascending list; undefined when there is none. O(log n). */
export const lastBefore = (ascending: readonly number[], value: number): number | undefined =>
  ascending[countUpTo(ascending, value - 1) - 1];

/** The last entry that is not above `value`; undefined when there is none. O(log n). */
export const lastUpTo = (ascending: readonly number[], value: number): number | undefined =>
  ascending[countUpTo(ascending, value) - 1];

/** How many whole numbers of an ascending list are at most `value`. O(log n). */
export function countUpTo(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
