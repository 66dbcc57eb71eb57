/** Above and below what is kept in sight, in CSS pixels: what comes next is seen as well. */
export const AFTER = 96;
/** Beside it: as little as it can be, for a diagram that is a little wider than its place. */
export const BESIDE = 24;

/**
 * The scroll position nearest to `scrolled` at which `from` to `to` is seen with `margin` on either side, less of it in a small room; its
 * beginning where not all of it can be. In CSS pixels.
 */
export function nearest(scrolled: number, room: number, from: number, to: number, margin: number): number {
  const around = Math.min(margin, room / 5);
  if (to + around > scrolled + room) return Math.max(0, Math.min(to + around - room, from - around));
  return from - around < scrolled ? Math.max(0, from - around) : scrolled;
}
