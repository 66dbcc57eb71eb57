import type { Shape } from './shape.ts';

/** Along which a picture is cut: `y` into parts below each other, `x` into parts beside each other. */
export type Axis = 'x' | 'y';

/** The width of a letter, as a part of the size of its font: that of a wide one. */
const LETTER = 0.62;

/** From where to where a shape goes along an axis, in user units; of a text roughly. */
export function extentOf(shape: Shape, axis: Axis): readonly [number, number] {
  switch (shape.kind) {
    case 'box':
      return axis === 'y' ? [shape.y, shape.y + shape.height] : [shape.x, shape.x + shape.width];
    case 'ellipse':
      return axis === 'y' ? [shape.y - shape.ry, shape.y + shape.ry] : [shape.x - shape.rx, shape.x + shape.rx];
    case 'line':
    case 'polygon': {
      const along = shape.points.map((point) => point[axis]);
      return [Math.min(...along), Math.max(...along)];
    }
    case 'text': {
      const length = shape.text.length * shape.size * LETTER;
      // Turned text goes up or down as far as it is long.
      if (shape.turn !== 0) {
        const beside = axis === 'y' ? length : shape.size;
        return [shape[axis] - beside, shape[axis] + beside];
      }
      if (axis === 'y') return [shape.y - shape.size, shape.y + shape.size * 0.4];
      const before = { start: 0, middle: length / 2, end: length }[shape.anchor];
      return [shape.x - before, shape.x - before + length];
    }
  }
}
