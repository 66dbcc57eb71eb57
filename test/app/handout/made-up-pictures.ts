import type { Picture, Shape } from '../../../src/diagrams/shape.ts';

const common = { tone: 'neutral', subject: null, step: 0 } as const;
export const text = (y: number, content = 'x'): Shape => ({
  ...common,
  kind: 'text',
  key: `t${y}`,
  x: 10,
  y,
  text: content,
  size: 14,
  anchor: 'start',
  font: 'sans',
  weight: 'normal',
  underline: false,
  turn: 0,
});
const line = (x1: number, y1: number, x2: number, y2: number): Shape => ({
  ...common,
  kind: 'line',
  key: `l${x1} ${y1}`,
  points: [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
  ],
  dashed: false,
  start: 'none',
  end: 'none',
  weight: 1,
});
/** A lifeline, and a labelled message every 40 units. */
export const rows = (count: number, width = 600): Picture => ({
  width,
  height: count * 40,
  shapes: [
    line(50, 0, 50, count * 40),
    ...Array.from({ length: count }, (_, k) => [
      text(k * 40 + 18, `row ${k}`),
      line(50, k * 40 + 24, 300, k * 40 + 24),
    ]).flat(),
  ],
});
export const textsOf = (picture: Picture): string[] =>
  picture.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
