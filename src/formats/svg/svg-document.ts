import type { Picture } from '../../diagrams/shape.ts';
import { FONTS, type Palette } from './palette.ts';
import { shapeElement } from './shape-element.ts';
import { element, escapeXml } from './xml.ts';

export interface SvgOptions {
  readonly palette: Palette;
  /** What the picture is called, e.g. `Sequence diagram: echo`. */
  readonly title: string;
  /** What it shows, for whoever does not see it. */
  readonly description: string;
  /** BCP 47, of the texts in the picture. */
  readonly language: string;
  /** What the ids in it begin with, so that several stand in one page; ASCII letters and digits. */
  readonly id?: string;
  /** The part that is shown, from top to bottom in the picture's units; absent: all of it. */
  readonly top?: number;
  readonly bottom?: number;
  /** User units left free around the picture; 0 when absent. */
  readonly margin?: number;
  /** CSS pixels to a user unit, 1 when absent: how large it is shown where nothing else is said. */
  readonly scale?: number;
}

const XMLNS = 'http://www.w3.org/2000/svg';

/** A picture as an SVG element for a page of HTML; it has everything in itself. */
export function svgElement(picture: Picture, options: SvgOptions): string {
  const { palette, title, description, language, id = 'diagram', margin = 0, scale = 1 } = options;
  const { top = 0, bottom = picture.height } = options;
  const hatch = `${id}-hatch`;
  const width = picture.width + 2 * margin;
  const height = bottom - top + 2 * margin;
  const box = { x: -margin, y: top - margin, width, height };
  const shapes = picture.shapes.map((shape) => shapeElement(shape, { palette, hatch }));
  const hatched = picture.shapes.some((shape) => 'fill' in shape && shape.fill === 'hatched');
  return element(
    'svg',
    {
      xmlns: XMLNS,
      width: width * scale,
      height: height * scale,
      viewBox: [box.x, box.y, width, height].map((value) => Math.round(value * 100) / 100).join(' '),
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
      'xml:lang': language,
      'font-family': FONTS.sans,
    },
    [
      '',
      element('title', { id: `${id}-title` }, escapeXml(title)),
      element('desc', { id: `${id}-description` }, escapeXml(description)),
      ...(hatched ? [hatchPattern(hatch, palette)] : []),
      element('rect', { ...box, fill: palette.ground }),
      ...shapes,
      '',
    ].join('\n'),
  );
}

/** A picture as a file of its own. */
export const svgDocument = (picture: Picture, options: SvgOptions): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${svgElement(picture, options)}\n`;

/** What is hatched waits. */
const hatchPattern = (id: string, { hatch }: Palette): string =>
  element(
    'defs',
    {},
    element(
      'pattern',
      { id, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      element('rect', { width: 7, height: 7, fill: hatch.ground }) +
        element('rect', { width: 3, height: 7, fill: hatch.stroke }),
    ),
  );
