import { LABEL } from '../fit-text.ts';
import type { Point, Shape } from '../shape.ts';
import type { Drawing, Instant } from './flight-shapes.ts';
import { frameOf } from './fragment-frame.ts';
import type { Fragment } from './fragments.ts';

const PENTAGON = 21;
/** From the last row to the lower edge. */
const BELOW = 5;

const keyOf = ({ host, first, operator }: Fragment): string => `${operator}:${host}:${first}`;

const topOf = (fragment: Fragment, { rows }: Drawing): number => rows.top(fragment.first);

/** The frame, down to its end or to now. */
export function frameShapes(fragment: Fragment, drawing: Drawing, now: Instant): readonly Shape[] {
  const frame = frameOf(fragment, drawing.columns);
  if (!frame || fragment.first >= now.rows) return [];
  const { rows, model } = drawing;
  const [left, right] = frame;
  const y = topOf(fragment, drawing);
  const over = fragment.last < now.rows;
  const bottom = over ? rows.y(fragment.last) + BELOW : Math.min(now.nowY, rows.y(fragment.last) + BELOW);
  return [
    {
      kind: 'box',
      key: `${keyOf(fragment)}:frame`,
      tone: 'neutral',
      subject: null,
      step: now.stepOf(model.rows[fragment.first]?.index ?? 0),
      x: left,
      y,
      width: right - left,
      height: Math.max(PENTAGON, bottom - y),
      corner: 0,
      fill: 'none',
      dashed: false,
    },
  ];
}

/** The operator in its pentagon and the guard beside it. Drawn with the first row, above what passes behind. */
export function operatorShapes(fragment: Fragment, drawing: Drawing, now: Instant): readonly Shape[] {
  const frame = frameOf(fragment, drawing.columns);
  if (!frame) return [];
  const { measure, model } = drawing;
  const [left, right] = frame;
  const top = topOf(fragment, drawing);
  const key = keyOf(fragment);
  const width = measure(fragment.operator, LABEL, 'sans', 'bold') + 14;
  const common = {
    tone: 'neutral',
    subject: null,
    step: now.stepOf(model.rows[fragment.first]?.index ?? 0),
  } as const;
  const text = { kind: 'text', ...common, y: top + 16, size: LABEL, font: 'sans', underline: false, turn: 0 } as const;
  const guard = `[${fragment.guard}]`;
  const onGround = (shape: Extract<Shape, { kind: 'text' }>): readonly Shape[] => [
    {
      kind: 'box',
      ...common,
      key: `${shape.key}:ground`,
      x: shape.x - 2,
      y: top + 3,
      width: measure(shape.text, LABEL, 'sans', shape.weight) + 4,
      height: PENTAGON - 5,
      corner: 0,
      fill: 'ground',
      dashed: false,
    },
    shape,
  ];
  const fits = left + width + 14 + measure(guard, LABEL, 'sans', 'normal') <= right - 4;
  return [
    {
      kind: 'polygon',
      ...common,
      key: `${key}:operator`,
      points: pentagon(left, top, width),
      fill: 'ground',
      dashed: false,
    },
    {
      kind: 'line',
      ...common,
      key: `${key}:edge`,
      points: pentagon(left, top, width)
        .slice(1, 4)
        .concat({ x: left, y: top + PENTAGON }),
      dashed: false,
      start: 'none',
      end: 'none',
      weight: 1,
    },
    ...onGround({ ...text, key: `${key}:name`, x: left + 6, text: fragment.operator, anchor: 'start', weight: 'bold' }),
    ...(fits
      ? onGround({ ...text, key: `${key}:guard`, x: left + width + 10, text: guard, anchor: 'start', weight: 'normal' })
      : []),
  ];
}

/** With its lower right corner cut off (UML 2.5.1 §17.6.4). */
const pentagon = (x: number, y: number, width: number): readonly Point[] => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + PENTAGON - 7 },
  { x: x + width - 7, y: y + PENTAGON },
  { x, y: y + PENTAGON },
];
