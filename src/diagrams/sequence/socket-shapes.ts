import { LABEL, LINE } from '../fit-text.ts';
import type { Shape } from '../shape.ts';
import { type Drawing, grounded, type Instant } from './flight-shapes.ts';
import type { Row } from './model.ts';
import { STATE_PADDING } from './rows.ts';

/** The kernel makes a socket: the head of an object at its lifeline. It is gone: a cross on the lifeline (UML 2.5.1 §17.3.4). */
export function socketShapes(
  row: Extract<Row, { kind: 'made' | 'destroyed' }>,
  number: number,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const { rows, columns, measure } = drawing;
  const { host, socket } = row.event;
  const kernel = columns.kernel(host);
  if (!kernel) return [];
  const lines = rows.lines(number);
  const y = rows.y(number);
  const out = columns.outside(kernel)[0] === kernel.x ? 1 : -1;
  const made = row.kind === 'made';
  const common = {
    tone: made ? kernel.tone : 'neutral',
    subject: { kind: 'socket', host, socket },
    step: now.stepOf(row.index),
  } as const;
  const key = `${row.kind}:${row.index}`;
  const width = Math.max(...lines.map((line) => measure(line, LABEL, 'mono', 'normal')));
  const height = 4 + LINE * lines.length;
  const cross = { x: kernel.x, y: y - 8 };
  const near = kernel.x + out * (made ? STATE_PADDING[0] : 12);
  const mark: Shape = made
    ? {
        kind: 'box',
        ...common,
        key,
        x: out > 0 ? kernel.x : kernel.x - width - 2 * STATE_PADDING[0],
        y: y + 2 - height,
        width: width + 2 * STATE_PADDING[0],
        height,
        corner: 0,
        fill: 'tinted',
        dashed: false,
      }
    : { kind: 'line', ...common, key, points: [cross, cross], dashed: false, start: 'none', end: 'cross', weight: 2 };
  const texts = lines.flatMap((text, index) =>
    grounded(
      {
        kind: 'text',
        ...common,
        key: `${key}:label${index}`,
        x: near,
        y: y - 3 - LINE * (lines.length - 1 - index),
        text,
        size: LABEL,
        anchor: out > 0 ? 'start' : 'end',
        font: 'mono',
        weight: 'normal',
        underline: false,
        turn: 0,
      },
      number,
      null,
      drawing,
    ),
  );
  return [mark, ...texts];
}
