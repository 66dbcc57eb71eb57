import type { FigureMoment } from '../figure.ts';
import { LABEL } from '../fit-text.ts';
import type { Measure, Point, Shape, Subject, Tone } from '../shape.ts';
import { TOKEN } from './columns.ts';
import { box } from './node-shapes.ts';
import { textShape } from './sketch.ts';

export interface TokenLook {
  readonly key: string;
  readonly name: string | null;
  readonly tone: Tone;
  readonly sleeps: boolean;
  readonly subject: Subject;
  readonly since: number;
}

/** A thread where it stands: a disc that ends or begins at the place, with its name where there are several. Asleep it is hatched. */
export function tokenShapes(
  { x, y }: Point,
  side: 'left' | 'right',
  { key, name, tone, sleeps, subject, since }: TokenLook,
  measure: Measure,
  moment: FigureMoment,
): readonly Shape[] {
  const look = { tone: sleeps ? ('waiting' as const) : tone, subject, step: since < 0 ? 0 : moment.stepOf(since) };
  const text = name === null ? 0 : measure(name, LABEL, 'sans', 'bold') + TOKEN.gap + 4;
  const width = 2 * TOKEN.radius + text;
  const left = side === 'left' ? x - width : x;
  return [
    ...(name === null
      ? []
      : [box(`${key}:ground`, { x: left, y: y - 11, width, height: 22 }, 11, { ...look, subject: null }, 'ground')]),
    {
      kind: 'ellipse',
      ...look,
      key,
      x: left + TOKEN.radius,
      y,
      rx: TOKEN.radius,
      ry: TOKEN.radius,
      fill: sleeps ? 'hatched' : 'line',
      dashed: false,
    },
    ...(name === null
      ? []
      : [
          textShape(
            `${key}:name`,
            name,
            { x: left + 2 * TOKEN.radius + TOKEN.gap, y: y + 5, anchor: 'start', weight: 'bold' },
            look,
          ),
        ]),
  ];
}
