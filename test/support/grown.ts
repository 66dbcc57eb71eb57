import type { Shape } from '../../src/diagrams/shape.ts';

/** Whether `later` is `before`, grown at its end at most: a line along its way, a bar downwards. */
export function grewFrom(before: Shape, later: Shape | undefined): boolean {
  if (later === undefined) return false;
  // The number of what is gathered goes with the cursor.
  if (before.kind === 'text' && later.kind === 'text' && before.key.startsWith('fold:')) {
    return before.x === later.x && before.y === later.y;
  }
  if (before.kind === 'text' || before.kind === 'polygon') return JSON.stringify(before) === JSON.stringify(later);
  if (before.kind === 'box' && later.kind === 'box') {
    const sameCorner = before.x === later.x && before.y === later.y && before.width === later.width;
    return sameCorner && before.height <= later.height + 0.001;
  }
  if (before.kind !== 'line' || later.kind !== 'line') return false;
  const head = before.points.slice(0, -1);
  if (JSON.stringify(head) !== JSON.stringify(later.points.slice(0, head.length))) return false;
  const [from, tip, end] = [head.at(-1), before.points.at(-1), later.points[head.length]];
  if (!from || !tip || !end) return JSON.stringify(before.points) === JSON.stringify(later.points);
  // The tip lies on the way to where the line will end.
  const along = Math.hypot(tip.x - from.x, tip.y - from.y) + Math.hypot(end.x - tip.x, end.y - tip.y);
  return Math.abs(along - Math.hypot(end.x - from.x, end.y - from.y)) < 0.001;
}

/** Everything but what by its nature goes with the cursor. */
export const standing = (shapes: readonly Shape[]): ReadonlyMap<string, Shape> =>
  new Map(
    shapes
      .filter(({ key }) => !/^(now|newest|gate$|kernel:|program:)|^timer:.*:running/.test(key))
      .map((shape) => [shape.key, shape]),
  );
