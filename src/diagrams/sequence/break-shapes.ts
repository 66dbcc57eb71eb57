import type { Micros } from '../../engine/base/time.ts';
import { LABEL } from '../fit-text.ts';
import type { Point, Shape } from '../shape.ts';
import type { Drawing, Instant } from './flight-shapes.ts';

/** Half the height of what is left out of the lifelines. */
const HALF = 10;
/** A tooth of the torn edge. */
const TOOTH = 6;

/** Where time leaps between two rows. */
export function breakBefore(number: number, drawing: Drawing, now: Instant): readonly Shape[] {
  const { model, rows } = drawing;
  const y = rows.breakBefore(number);
  if (y === null) return [];
  return breakShapes(
    `break:${number}`,
    y,
    rows.pauseBefore(number),
    now.stepOf(model.rows[number]?.index ?? 0),
    drawing,
  );
}

/** The lifelines are torn, and it says how much later what follows is. */
export function breakShapes(
  key: string,
  y: number,
  pause: Micros,
  step: number,
  { columns, measure, words }: Drawing,
): readonly Shape[] {
  const text = words.later(words.time(pause));
  const wide = measure(text, LABEL, 'sans', 'normal') + 24;
  const x = columns.width / 2;
  const common = { tone: 'faint', subject: null, step } as const;
  const edge = (name: string, height: number): Shape => ({
    kind: 'line',
    ...common,
    key: `${key}:${name}`,
    points: torn(columns.width, height),
    dashed: false,
    start: 'none',
    end: 'none',
    weight: 1,
  });
  return [
    {
      kind: 'box',
      ...common,
      key: `${key}:gap`,
      x: 0,
      y: y - HALF,
      width: columns.width,
      height: 2 * HALF,
      corner: 0,
      fill: 'ground',
      dashed: false,
    },
    edge('above', y - HALF),
    edge('below', y + HALF),
    {
      kind: 'box',
      ...common,
      key: `${key}:ground`,
      x: x - wide / 2,
      y: y - HALF - 2,
      width: wide,
      height: 2 * HALF + 4,
      corner: 0,
      fill: 'ground',
      dashed: false,
    },
    {
      kind: 'text',
      ...common,
      key,
      x,
      y: y + 5,
      text,
      size: LABEL,
      anchor: 'middle',
      font: 'sans',
      weight: 'normal',
      underline: false,
      turn: 0,
    },
  ];
}

const torn = (width: number, y: number): readonly Point[] =>
  Array.from({ length: Math.ceil(width / TOOTH) + 1 }, (_, index) => ({
    x: Math.min(width, index * TOOTH),
    y: y + (index % 2 === 0 ? -2 : 2),
  }));
