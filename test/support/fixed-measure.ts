import type { Measure } from '../../src/diagrams/shape.ts';

/** Every letter as wide as in the widest of the fonts that the stylesheet names, so that layouts can be tested as text. */
export const fixedMeasure: Measure = (text, size, font, weight) =>
  text.length * size * (font === 'mono' ? 0.602 : weight === 'bold' ? 0.64 : 0.58);
