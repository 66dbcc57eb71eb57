import type { Shape } from './shape.ts';

/** A shape, moved by so many units to the right and down. */
export function translated<S extends Shape>(shape: S, dx: number, dy: number): S {
  switch (shape.kind) {
    case 'line':
    case 'polygon':
      return { ...shape, points: shape.points.map(({ x, y }) => ({ x: x + dx, y: y + dy })) };
    default:
      return { ...shape, x: shape.x + dx, y: shape.y + dy };
  }
}
