import type { Measure, Picture, Point, Shape } from '../../src/diagrams/shape.ts';

interface Box {
  readonly key: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Text = Extract<Shape, { readonly kind: 'text' }>;

/** Where a text's letters are: from their ascenders to the baseline (descenders may touch a line, as in any book). */
export function textBox(text: Text, measure: Measure): Box {
  const width = measure(text.text, text.size, text.font, text.weight);
  const key = `${text.key} ${JSON.stringify(text.text)}`;
  const before = text.anchor === 'start' ? 0 : text.anchor === 'end' ? width : width / 2;
  const [rise, fall] = [text.size * 0.76, text.size * 0.1];
  if (text.turn === -90) {
    return { key, left: text.x - rise, right: text.x + fall, top: text.y - width + before, bottom: text.y + before };
  }
  return { key, left: text.x - before, right: text.x - before + width, top: text.y - rise, bottom: text.y + fall };
}

/** Shapes of one message have keys with a common beginning: `call:3:return` and `call:3:return:label0`. */
const own = (text: Text, shape: Shape): boolean =>
  text.key.startsWith(`${shape.key}:`) || shape.key.startsWith(`${text.key}:`);

function cuts(a: Point, b: Point, box: Box): boolean {
  const steps = Math.max(2, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y)));
  for (let step = 0; step <= steps; step++) {
    const x = a.x + ((b.x - a.x) * step) / steps;
    const y = a.y + ((b.y - a.y) * step) / steps;
    if (x > box.left && x < box.right && y > box.top && y < box.bottom) return true;
  }
  return false;
}

/** The edge of a shape as a line: an ellipse as sixty chords. */
function edgeOf(shape: Extract<Shape, { readonly kind: 'line' | 'polygon' | 'ellipse' }>): readonly Point[] {
  if (shape.kind === 'line') return shape.points;
  if (shape.kind === 'polygon') return [...shape.points, ...shape.points.slice(0, 1)];
  return Array.from({ length: 61 }, (_, index) => ({
    x: shape.x + shape.rx * Math.cos((index * Math.PI) / 30),
    y: shape.y + shape.ry * Math.sin((index * Math.PI) / 30),
  }));
}

const liesIn = (box: Box, { x, y, width, height }: Extract<Shape, { readonly kind: 'box' }>): boolean =>
  x <= box.left && x + width >= box.right && y <= box.top && y + height >= box.bottom;

const liesInEllipse = (box: Box, { x, y, rx, ry }: Extract<Shape, { readonly kind: 'ellipse' }>): boolean =>
  [box.left, box.right].every((left) =>
    [box.top, box.bottom].every((top) => ((left - x) / rx) ** 2 + ((top - y) / ry) ** 2 <= 1),
  );

/** Texts that lie on other texts, or through which a line of something else runs. The wash and what a filled box hides do not count. */
export function overlaps(picture: Picture, measure: Measure): string[] {
  const found: string[] = [];
  const texts = picture.shapes.filter((shape) => shape.kind === 'text');
  const boxes = texts.map((text) => textBox(text, measure));
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) {
        found.push(`${a.key} on ${b.key}`);
      }
    }
  }
  for (const [index, text] of texts.entries()) {
    const box = boxes[index] as Box;
    const place = picture.shapes.indexOf(text);
    /** Whether a box that is drawn later than the shape at `order`, and before the text, hides what is behind the text. */
    const hiddenSince = (order: number): boolean =>
      picture.shapes.some(
        (cover, at) =>
          at > order &&
          at < place &&
          (cover.kind === 'box' || cover.kind === 'ellipse') &&
          cover.fill !== 'none' &&
          cover.fill !== 'band' &&
          (cover.kind === 'box' ? liesIn(box, cover) : liesInEllipse(box, cover)),
      );
    for (const [order, shape] of picture.shapes.entries()) {
      if (shape.kind === 'line' || shape.kind === 'polygon' || shape.kind === 'ellipse') {
        const edge = edgeOf(shape);
        const lines = edge.slice(1).map((point, at) => [edge[at] as Point, point] as const);
        if (!lines.some(([a, b]) => cuts(a, b, box)) || own(text, shape)) continue;
        if (!hiddenSince(order)) found.push(`${shape.key} runs through ${box.key}`);
      } else if (shape.kind === 'box' && shape.fill !== 'band' && !own(text, shape)) {
        const apart =
          shape.x >= box.right ||
          shape.x + shape.width <= box.left ||
          shape.y >= box.bottom ||
          shape.y + shape.height <= box.top;
        if (!apart && !liesIn(box, shape) && !hiddenSince(order)) found.push(`${shape.key} cuts ${box.key}`);
      }
    }
  }
  return found;
}
