/** The proportions of the picture, in its units. Distances to the left are from the middle of a column of actions. */
export const ACTION = { width: 204, low: 36, high: 52 };
/** From an action's side to the head of its call, half of it in the program and half in the kernel. */
export const CROSSING = 64;
/** `around`: above and below the lines of text together, so that a token on the upper edge hides none of them. */
export const KERNEL = { width: 222, padding: 20, line: 18, around: 18 };
export const HEADER = 32;
/** Around a number of times: beside it, above its baseline, and how high in all. */
export const PILL = { padding: 4, above: 13, height: 17 };
/** Half of a diamond. */
export const DIAMOND = { x: 13, y: 10 };
/** From the end of one thing to the beginning of the next below it: room for an arrow and its guard. */
export const GAP = 27;
/** Where a flow ends, or `perror` stands, left of a decision. */
export const SIDE = { x: 84, radius: 8, width: 60, height: 24 };
/** From a decision to the text below what is at its side. */
export const BELOW = 26;
/** The way around, from a failure back to the main way. */
export const BYPASS = 150;
/** The way back of the innermost loop; that of the loop around it is further out. */
export const RAIL = { first: 161, next: 12 };
export const BAR = 5;
export const MARGIN = 14;
