import type { Picture, Shape } from '../../diagrams/shape.ts';

/** From top to bottom, in user units, and how bad it is to cut there. */
interface Obstacle {
  readonly top: number;
  readonly bottom: number;
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
 * Where a picture that is too tall is cut: the bottoms of its parts, ascending, the last of them its height. Each part is at most
 * `height` tall, the first begins at `top`. A cut runs between rows: through no text, and through as few lines as can be.
 */
export function cutsOf(picture: Picture, top: number, height: number): readonly number[] {
  const obstacles = picture.shapes.flatMap(obstacleOf);
  const cuts: number[] = [];
  let from = top;
  while (picture.height - from > height) {
    from = bestCut(obstacles, from + height * LEAST, from + height);
    cuts.push(from);
  }
  return [...cuts, picture.height];
}

/** The place with the least in its way; of several that are as good, the lowest. */
function bestCut(obstacles: readonly Obstacle[], from: number, to: number): number {
  const near = obstacles.filter(({ top, bottom }) => bottom > from && top < to);
  let best = { at: to, cost: Number.POSITIVE_INFINITY };
  for (let at = to; at >= from; at -= STRIDE) {
    const cost = near.reduce((sum, { top, bottom, weight }) => sum + (top < at && at < bottom ? weight : 0), 0);
    if (cost < best.cost) best = { at, cost };
    if (cost === 0) break;
  }
  return best.at;
}

function obstacleOf(shape: Shape): readonly Obstacle[] {
  switch (shape.kind) {
    case 'text': {
      if (shape.turn !== 0) return [];
      return [{ top: shape.y - shape.size, bottom: shape.y + shape.size * 0.4, weight: THROUGH_TEXT }];
    }
    case 'line':
    case 'polygon': {
      const ys = shape.points.map(({ y }) => y);
      const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
      const upright = shape.points.every(({ x }) => x === shape.points[0]?.x);
      if (upright || bottom - top > TALL) return [];
      return [{ top: top - 6, bottom: bottom + 6, weight: THROUGH_LINE }];
    }
    case 'box':
      return shape.height > TALL || shape.fill === 'band'
        ? []
        : [{ top: shape.y - 2, bottom: shape.y + shape.height + 2, weight: THROUGH_AREA }];
    case 'ellipse':
      return [{ top: shape.y - shape.ry - 2, bottom: shape.y + shape.ry + 2, weight: THROUGH_AREA }];
  }
}
