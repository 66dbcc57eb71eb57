import type { LineEnd, Point, Shape } from './shape.ts';

const round = (value: number): number => Math.round(value * 100) / 100;
const pair = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

/** Points as the data of an SVG path; with `bend`, inner corners are rounded with that radius where the legs are long enough. */
export function pathOf(points: readonly Point[], bend = 0): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (!before) return `M${pair(point)}`;
      if (bend === 0 || !after) return `L${pair(point)}`;
      const radius = Math.min(bend, distance(before, point) / 2, distance(point, after) / 2);
      return `L${pair(towards(point, before, radius))}Q${pair(point)} ${pair(towards(point, after, radius))}`;
    })
    .join('');
}

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  return length === 0
    ? from
    : { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

/** How far a line stops short of its tip, so that its own width does not blunt the head, nor show through a hollow one. */
const SHORT: Partial<Record<LineEnd, number>> = { filled: 10, triangle: 14, diamond: 18, 'filled-diamond': 16 };

/** The points of a line as they are drawn below its ends. */
export function shortened({ points, start, end }: Extract<Shape, { readonly kind: 'line' }>): readonly Point[] {
  return shortenedAtEnd(shortenedAtEnd(points, end).toReversed(), start).toReversed();
}

function shortenedAtEnd(points: readonly Point[], end: LineEnd): readonly Point[] {
  const by = SHORT[end] ?? 0;
  const tip = points[points.length - 1];
  const from = points[points.length - 2];
  if (by === 0 || !tip || !from || distance(from, tip) < by + 2) return points;
  return [...points.slice(0, -1), towards(tip, from, by)];
}
