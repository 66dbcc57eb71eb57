import type { Picture, Shape } from '../../diagrams/shape.ts';
import { translated } from '../../diagrams/translate.ts';
import { extentOf } from '../../diagrams/extent.ts';

/** Marks at the ends of lines reach beyond their points, in user units. */
const EDGE = 12;

/** What stands between `top` and `bottom` of a picture, below its first `head` units. */
export function partOf(picture: Picture, head: number, top: number, bottom: number): Picture {
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
  const isHead = (shape: Shape): boolean => extentOf(shape, 'y')[1] <= head;
  const begun = head > 0 ? headsAbove(picture, head, top) : [];
  const shown = picture.shapes.filter((shape) => {
    const [from, to] = extentOf(shape, 'y');
    return !isHead(shape) && to >= top - EDGE && from <= bottom + EDGE;
  });
  return {
    width: picture.width,
    height: head + bottom - top,
    // What reaches up from the part lies below the head.
    shapes: [
      ...shown.map((shape) => translated(shape, 0, head - top)),
      ...(head > 0 ? [ground, ...picture.shapes.filter(isHead), ...begun] : []),
    ],
  };
}

/** The heads of lifelines that began further up than `top`, where those stand that were there from the beginning. */
function headsAbove({ shapes }: Picture, head: number, top: number): readonly Shape[] {
  const [first] = shapes.flatMap((shape) => (shape.kind === 'box' && shape.key.endsWith(':head') ? [shape] : []));
  return shapes.flatMap((shape) => {
    const [, key] = /^(head:\d+):head$/.exec(shape.key) ?? [];
    if (key === undefined || shape.kind !== 'box' || !first || shape.y <= head || shape.y >= top) return [];
    const own = shapes.filter((each) => each.key.startsWith(`${key}:`));
    return own.map((each) => translated(each, 0, first.y - shape.y));
  });
}

/** What stands between `left` and `right` of a picture. */
export function partAcross(picture: Picture, left: number, right: number): Picture {
  if (left === 0 && right === picture.width) return picture;
  const shown = picture.shapes.filter((shape) => {
    const [from, to] = extentOf(shape, 'x');
    return to >= left - EDGE && from <= right + EDGE;
  });
  return { width: right - left, height: picture.height, shapes: shown.map((shape) => translated(shape, -left, 0)) };
}
