/**
 * The items and one more, in an array made as long as it is to be: one that grows by a push takes room for sixteen more,
 * which for the short arrays of a World is more than what they hold.
 */
export function append<T>(before: readonly T[], item: T): T[] {
  const { length } = before;
  // oxlint-disable-next-line unicorn/no-new-array -- the length is meant; Array.from would call a function for each place
  const after = new Array<T>(length + 1);
  for (let at = 0; at < length; at++) after[at] = before[at] as T;
  after[length] = item;
  return after;
}
