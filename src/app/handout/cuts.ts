import type { Picture, Shape } from '../../diagrams/shape.ts';
import { type Axis, extentOf } from '../../diagrams/extent.ts';

/** From where to where along the axis, in user units, and how bad it is to cut there. */
interface Obstacle {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** A cut through a text is to be had only where there is none without. */
const THROUGH_TEXT = 1_000;
const THROUGH_AREA = 20;
const THROUGH_LINE = 5;
/** What is taller than this grows with the run, as a lifeline does, and may well be cut. */
const TALL = 90;
/** Distance of the places that are tried, in user units. */
const STRIDE = 3;
/** The least part of a page that is filled for the sake of a better cut. */
const LEAST = 0.6;

/**
 * Where a picture that is too long is cut: the ends of its parts, ascending, the last of them its own end. Each part is at most `length`
 * long, the first begins at `start`. A cut runs between rows (or columns): through no text, and through as few lines as can be.
 */
export function cutsOf(picture: Picture, start: number, length: number, axis: Axis = 'y'): readonly number[] {
  const end = axis === 'y' ? picture.height : picture.width;
  const obstacles = picture.shapes.flatMap((shape) => obstacleOf(shape, axis));
  const cuts: number[] = [];
  let from = start;
  while (end - from > length) {
    from = bestCut(obstacles, from + length * LEAST, from + length);
    cuts.push(from);
  }
  return [...cuts, end];
}

/** The place with the least in its way; of several that are as good, the last. */
function bestCut(obstacles: readonly Obstacle[], first: number, last: number): number {
  const near = obstacles.filter(({ from, to }) => to > first && from < last);
  let best = { at: last, cost: Number.POSITIVE_INFINITY };
  for (let at = last; at >= first; at -= STRIDE) {
    const cost = near.reduce((sum, { from, to, weight }) => sum + (from < at && at < to ? weight : 0), 0);
    if (cost < best.cost) best = { at, cost };
    if (cost === 0) break;
  }
  return best.at;
}

function obstacleOf(shape: Shape, axis: Axis): readonly Obstacle[] {
  const [from, to] = extentOf(shape, axis);
  const around = (beside: number, weight: number): readonly Obstacle[] => [
    { from: from - beside, to: to + beside, weight },
  ];
  switch (shape.kind) {
    case 'text':
      return around(0, THROUGH_TEXT);
    case 'line':
    case 'polygon': {
      // What runs straight along the axis may be cut anywhere.
      const along = shape.points.every(
        (point) => point[axis === 'y' ? 'x' : 'y'] === shape.points[0]?.[axis === 'y' ? 'x' : 'y'],
      );
      return along || to - from > TALL ? [] : around(6, THROUGH_LINE);
    }
    case 'box':
      return to - from > TALL || shape.fill === 'band' ? [] : around(2, THROUGH_AREA);
    case 'ellipse':
      return around(2, THROUGH_AREA);
  }
}
