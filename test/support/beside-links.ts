import type { Message } from '../../src/diagrams/communication/model.ts';
import type { Measure, Picture, Point, Shape } from '../../src/diagrams/shape.ts';
import { textBox } from './diagram-overlaps.ts';

type Line = Extract<Shape, { readonly kind: 'line' }>;

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const extentOf = (points: readonly Point[]): Extent => ({
  left: Math.min(...points.map(({ x }) => x)),
  right: Math.max(...points.map(({ x }) => x)),
  top: Math.min(...points.map(({ y }) => y)),
  bottom: Math.max(...points.map(({ y }) => y)),
});

const distance = (a: Extent, b: Extent): number =>
  Math.hypot(Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom));

const partsOf = ({ points }: Line): readonly Extent[] =>
  points.slice(1).map((to, index) => extentOf([points[index] ?? to, to]));

/** What no label may be away from its link, in user units. */
const NEAR = 10;
/** By how much every other link must be farther away than its own, in user units. */
const FARTHER = 4;

/**
 * Messages of a communication diagram that do not stand beside their own link: a label is the text with its arrow. Beside means near, nearer than
 * to any other link, and with an arrow that runs as the nearest part of the link does.
 */
export function astray(picture: Picture, messages: readonly Message[], measure: Measure): readonly string[] {
  const links = picture.shapes.filter((shape): shape is Line => shape.kind === 'line' && shape.key.startsWith('link:'));
  const byKey = new Map(picture.shapes.map((shape) => [shape.key, shape]));
  return messages.flatMap(({ key, from, to }) => {
    const text = byKey.get(key);
    const arrow = byKey.get(`${key}:arrow`);
    if (text?.kind !== 'text' || arrow?.kind !== 'line') return [];
    const box = textBox(text, measure);
    const shaft = extentOf(arrow.points);
    const label: Extent = {
      left: Math.min(box.left, shaft.left),
      right: Math.max(box.right, shaft.right),
      top: Math.min(box.top, shaft.top),
      bottom: Math.max(box.bottom, shaft.bottom),
    };
    const isOwn = (link: Line): boolean =>
      link.key === `link:${from.key} ${to.key}` || link.key === `link:${to.key} ${from.key}`;
    const covered = picture.shapes.filter(
      (shape) =>
        shape.kind === 'box' &&
        shape.tone !== 'accent' &&
        distance(label, {
          left: shape.x,
          right: shape.x + shape.width,
          top: shape.y,
          bottom: shape.y + shape.height,
        }) === 0,
    );
    const own = links.find(isOwn);
    if (!own) return [`${text.text}: it has no link`];
    const nearest = partsOf(own).toSorted((a, b) => distance(label, a) - distance(label, b))[0];
    if (!nearest) return [`${text.text}: its link has no length`];
    const away = distance(label, nearest);
    const isLevel = (extent: Extent): boolean => extent.right - extent.left > extent.bottom - extent.top;
    const others = links.filter((link) => !isOwn(link));
    const other = Math.min(...others.flatMap(partsOf).map((part) => distance(label, part)));
    return [
      ...covered.map((shape) => `${text.text}: on ${shape.key}`),
      ...(away > NEAR ? [`${text.text}: ${away} away from its link`] : []),
      ...(other < away + FARTHER ? [`${text.text}: ${away} away from its link, ${other} from another`] : []),
      ...(partsOf(own).some((part) => distance(label, part) <= NEAR && isLevel(part) === isLevel(shaft))
        ? []
        : [`${text.text}: its arrow does not run along its link`]),
    ];
  });
}

/** Links a stretch of which lies on another, by their keys; only those of one program come down together. */
export function shared({ shapes }: Picture): readonly string[] {
  const links = shapes.filter((shape): shape is Line => shape.kind === 'line' && shape.key.startsWith('link:'));
  const endsOf = ({ key }: Line): readonly string[] => key.slice('link:'.length).split(' ');
  return links.flatMap((one, order) =>
    links.slice(order + 1).flatMap((other) => {
      const common = endsOf(one).find((end) => endsOf(other).includes(end));
      const along = partsOf(one).some((a) => partsOf(other).some((b) => runsAlong(a, b)));
      return along && !common?.startsWith('program:') ? [`${one.key} | ${other.key}`] : [];
    }),
  );
}

/** Whether two straight lines have a stretch in common, not only a crossing. */
const runsAlong = (a: Extent, b: Extent): boolean => {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width >= 0 && height >= 0 && width + height > 0;
};
