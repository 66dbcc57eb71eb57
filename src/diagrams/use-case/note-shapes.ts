import { LABEL } from '../fit-text.ts';
import type { Measure, Point, Shape } from '../shape.ts';
import { NOTE, noteSize } from './places.ts';

/** The condition of an «extend» relationship: a note below its line, held to it by a dashed one (UML 2.5.1 §18.1.4). `at`: on the line. */
export function noteShapes(key: string, condition: string, at: Point, measure: Measure): readonly Shape[] {
  const { lines, width, height } = noteSize(condition, measure);
  const common = { tone: 'faint', subject: null, step: 0 } as const;
  const [left, right, top] = [at.x - width / 2, at.x + width / 2, at.y + NOTE.below];
  const fold: readonly Point[] = [
    { x: right - NOTE.fold, y: top },
    { x: right - NOTE.fold, y: top + NOTE.fold },
    { x: right, y: top + NOTE.fold },
  ];
  return [
    {
      kind: 'line',
      ...common,
      key: `${key}:anchor`,
      points: [at, { x: at.x, y: top }],
      dashed: true,
      start: 'none',
      end: 'none',
      weight: 1,
    },
    {
      kind: 'polygon',
      ...common,
      key,
      points: [
        { x: left, y: top },
        { x: right - NOTE.fold, y: top },
        { x: right, y: top + NOTE.fold },
        { x: right, y: top + height },
        { x: left, y: top + height },
      ],
      fill: 'none',
      dashed: false,
    },
    { kind: 'line', ...common, key: `${key}:fold`, points: fold, dashed: false, start: 'none', end: 'none', weight: 1 },
    ...lines.map(
      (text, index): Shape => ({
        kind: 'text',
        ...common,
        key: `${key}:text${index}`,
        x: at.x,
        y: top + NOTE.line * (index + 1) - 1,
        text,
        size: LABEL,
        anchor: 'middle',
        font: 'sans',
        weight: 'normal',
        underline: false,
        turn: 0,
      }),
    ),
  ];
}
