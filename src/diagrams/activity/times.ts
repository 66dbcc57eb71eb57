/** When something happened, each time: trace events, ascending. */
export type Times = readonly number[];

/** How many of them are before the cursor. */
export function timesBefore(times: Times, count: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < count) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A number of times, told apart from a condition in brackets. */
export const often = (times: number): string => `${times}×`;

/** What happened, in the order of time; what did not is left out. */
export const timesOf = (...lists: readonly (readonly (number | null)[])[]): Times =>
  lists
    .flat()
    .filter((time) => time !== null)
    .toSorted((a, b) => a - b);
