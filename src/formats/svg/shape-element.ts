import { endMark } from '../../diagrams/line-end.ts';
import { pathOf, shortened } from '../../diagrams/path.ts';
import type { Fill, LineEnd, Point, Shape } from '../../diagrams/shape.ts';
import { FONTS, type Palette, type ToneColours } from './palette.ts';
import { element, escapeXml } from './xml.ts';

/** How wide strokes are and how they are broken, in user units, as in `src/app/diagrams/scene.module.css`; a test compares. */
export const STROKES = {
  line: { 1: 1.3, 2: 1.8, 3: 3 },
  box: 1.4,
  end: { hollow: 1.6, open: 1.8, cross: 3 },
  dashes: '5 4',
  faintDashes: '5 5',
} as const;

/** Colours, and the id of the pattern that hatches. */
export interface Ink {
  readonly palette: Palette;
  readonly hatch: string;
}

/** One shape as an SVG element or a few. */
export function shapeElement(shape: Shape, ink: Ink): string {
  const tone = ink.palette.tones[shape.tone];
  switch (shape.kind) {
    case 'box': {
      const { x, y, width, height, corner } = shape;
      return element('rect', { x, y, width, height, rx: corner || undefined, ...areaOf(shape, tone, ink) });
    }
    case 'ellipse': {
      const { x, y, rx, ry } = shape;
      return element('ellipse', { cx: x, cy: y, rx, ry, ...areaOf(shape, tone, ink) });
    }
    case 'polygon':
      return element('path', { d: `${pathOf(shape.points)}z`, ...areaOf(shape, tone, ink) });
    case 'line':
      return lineElements(shape, tone, ink);
    case 'text':
      return textElement(shape, tone);
  }
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function areaOf(
  { fill, dashed }: { readonly fill: Fill; readonly dashed: boolean },
  tone: ToneColours,
  ink: Ink,
): Attributes {
  const edged = fill !== 'band' && fill !== 'ground';
  return {
    fill: fillOf(fill, tone, ink),
    stroke: edged ? tone.line : undefined,
    'stroke-width': edged ? STROKES.box : undefined,
    'stroke-dasharray': edged && dashed ? STROKES.dashes : undefined,
  };
}

function fillOf(fill: Fill, tone: ToneColours, { palette, hatch }: Ink): string {
  switch (fill) {
    case 'solid':
    case 'tinted':
      return tone.tint;
    case 'hatched':
      return `url(#${hatch})`;
    case 'band':
      return palette.band;
    case 'ground':
      return palette.ground;
    case 'line':
      return tone.line;
    case 'none':
      return 'none';
  }
}

function lineElements(line: Extract<Shape, { readonly kind: 'line' }>, tone: ToneColours, ink: Ink): string {
  const dashes = line.tone === 'faint' ? STROKES.faintDashes : STROKES.dashes;
  const path =
    line.points.length < 2
      ? ''
      : element('path', {
          d: pathOf(shortened(line), line.bend),
          fill: 'none',
          stroke: tone.line,
          'stroke-width': STROKES.line[line.weight],
          'stroke-linejoin': 'round',
          'stroke-dasharray': line.dashed ? dashes : undefined,
        });
  return `${path}${endElement(line.start, line.points.toReversed(), tone, ink)}${endElement(line.end, line.points, tone, ink)}`;
}

function endElement(end: LineEnd, points: readonly Point[], tone: ToneColours, { palette }: Ink): string {
  const mark = endMark(end, points);
  if (mark === null) return '';
  const { paint, path: d, transform } = mark;
  if (paint === 'solid') return element('path', { d, transform, fill: tone.line });
  return element('path', {
    d,
    transform,
    fill: paint === 'hollow' ? palette.ground : 'none',
    stroke: tone.line,
    'stroke-width': STROKES.end[paint],
    'stroke-linejoin': 'round',
    'stroke-linecap': paint === 'hollow' ? undefined : 'round',
  });
}

/** The font of a document is that of `sans`. */
function textElement(text: Extract<Shape, { readonly kind: 'text' }>, tone: ToneColours): string {
  const attributes = {
    x: text.x,
    y: text.y,
    fill: tone.text,
    'font-size': text.size,
    'font-family': text.font === 'mono' ? FONTS.mono : undefined,
    'font-weight': text.weight === 'bold' ? 700 : undefined,
    'font-style': text.italic === true ? 'italic' : undefined,
    'text-anchor': text.anchor === 'start' ? undefined : text.anchor,
    'text-decoration': text.underline ? 'underline' : undefined,
    // Inline: there is no attribute of that name.
    style: text.underline ? 'text-underline-offset:.2em' : undefined,
    // Only where it matters: spaces are kept as on the screen.
    'xml:space': /^\s|\s\s|\s$/.test(text.text) ? 'preserve' : undefined,
    transform: text.turn === 0 ? undefined : `rotate(${text.turn} ${text.x} ${text.y})`,
  };
  return element('text', attributes, escapeXml(text.text));
}
