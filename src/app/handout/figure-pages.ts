import type { Picture, Shape } from '../../diagrams/shape.ts';
import { translated } from '../../diagrams/translate.ts';
import { cutsOf } from './cuts.ts';

/**
 * The room of a figure in CSS pixels: what A4 and Letter have in common (210 x 279 mm) without the margins, and without the room that its title
 * and its summary take.
 */
export const PAGE = { width: 680, height: 790 } as const;
/** A picture is reduced so far at most, that its text of 14 units stays legible; past this it is cut. */
const LEAST_SCALE = 0.75;

/** One part of a figure, as large as it is printed. */
export interface FigurePage {
  readonly picture: Picture;
  /** CSS pixels to a unit of the picture. */
  readonly scale: number;
}

/** A picture as it fits pages: whole where it can be, else in parts, each with the first `head` units of the picture above it. */
export function pagesOf(picture: Picture, head = 0): readonly FigurePage[] {
  const fitting = Math.min(1, PAGE.width / picture.width);
  const whole = Math.min(fitting, PAGE.height / picture.height);
  if (whole >= Math.min(fitting, LEAST_SCALE)) return [{ picture, scale: whole }];
  const room = PAGE.height / fitting;
  const cuts = cutsOf(picture, head, room - head);
  return cuts.map((bottom, index) => ({
    picture: part(picture, head, index === 0 ? head : (cuts[index - 1] ?? head), bottom),
    scale: fitting,
  }));
}

/** What stands between `top` and `bottom`, below the head. */
function part(picture: Picture, head: number, top: number, bottom: number): Picture {
  const ground: Shape = {
    kind: 'box',
    key: 'head:ground',
    tone: 'neutral',
    subject: null,
    step: 0,
    x: 0,
    y: 0,
    width: picture.width,
    height: head,
    corner: 0,
    fill: 'ground',
    dashed: false,
  };
  const isHead = (shape: Shape): boolean => reach(shape)[1] <= head;
  const shown = picture.shapes.filter((shape) => {
    const [from, to] = reach(shape);
    return !isHead(shape) && to >= top - EDGE && from <= bottom + EDGE;
  });
  return {
    width: picture.width,
    height: head + bottom - top,
    // What reaches up from the part lies below the head.
    shapes: [
      ...shown.map((shape) => translated(shape, 0, head - top)),
      ...(head > 0 ? [ground, ...picture.shapes.filter(isHead)] : []),
    ],
  };
}

/** Marks at the ends of lines reach beyond their points. */
const EDGE = 12;

/** From where to where a shape goes, roughly. */
function reach(shape: Shape): readonly [number, number] {
  switch (shape.kind) {
    case 'box':
      return [shape.y, shape.y + shape.height];
    case 'ellipse':
      return [shape.y - shape.ry, shape.y + shape.ry];
    case 'line':
    case 'polygon': {
      const ys = shape.points.map(({ y }) => y);
      return [Math.min(...ys), Math.max(...ys)];
    }
    case 'text': {
      // Turned text goes up or down as far as it is long.
      const length = shape.turn === 0 ? 0 : shape.text.length * shape.size;
      return [shape.y - shape.size - length, shape.y + shape.size * 0.4 + length];
    }
  }
}
