import type { ProgramClasses } from '../../programs/classes/program-classes.ts';
import type { FigureMoment } from '../figure.ts';
import { cutToFit, LABEL } from '../fit-text.ts';
import type { Measure, Point, Shape, Subject, Tone } from '../shape.ts';
import { ROW } from './class-box.ts';
import { type ClassModel, type ClassObject, executing } from './model.ts';
import { isClosed, isGone, objectName, type Slot, slotsOf } from './slots.ts';
import type { ClassWords } from './words.ts';

const INDENT = 7;
const MARK = 16;
const HEAD = 27;
const INSIDE = 4;
/** No value makes an object wider than this. */
const WIDEST = 250;

/** An object with its size. */
export interface ObjectBox {
  readonly of: ClassObject;
  readonly slots: readonly Slot[];
  readonly width: number;
  readonly height: number;
}

/** Reserves room for all values that its slots will have. */
export function objectBox(of: ClassObject, classes: ProgramClasses, words: ClassWords, measure: Measure): ObjectBox {
  const slots = slotsOf(of, classes, words);
  const wide = (text: string): number => measure(text, LABEL, 'sans', 'normal');
  const widest = Math.max(
    0,
    ...slots.flatMap(({ name, all }) => [...new Set(all)].map((value) => wide(`${name} = ${value}`))),
  );
  const name = measure(objectName(of), LABEL, 'sans', 'bold') + 2 * MARK;
  return {
    of,
    slots,
    width: Math.ceil(Math.max(name, Math.min(widest, WIDEST)) + 2 * INDENT),
    height: HEAD + (slots.length === 0 ? 0 : 2 * INSIDE + slots.length * ROW),
  };
}

export const objectSubject = ({ host, socket }: ClassObject): Subject | null =>
  socket === null ? null : { kind: 'socket', host, socket };

/** An object: its name underlined, as UML wants it, and its slots. One that has closed its descriptor has a dashed edge; one that is gone is struck out. */
export function objectShapes(
  { of, slots, width, height }: ObjectBox,
  at: Point,
  {
    model,
    moment,
    tone,
    measure,
  }: { readonly model: ClassModel; readonly moment: FigureMoment; readonly tone: Tone; readonly measure: Measure },
): readonly Shape[] {
  const { count } = moment;
  if (of.since >= count) return [];
  const gone = isGone(of, count);
  const shown: Tone = gone ? 'faint' : tone;
  const common = { tone: shown, subject: objectSubject(of), step: moment.stepOf(of.since) } as const;
  const text = (
    name: string,
    x: number,
    y: number,
    content: string,
    more: Partial<Extract<Shape, { kind: 'text' }>> = {},
  ): Shape => ({
    kind: 'text',
    ...common,
    key: `${of.key}:${name}`,
    x,
    y,
    text: content,
    size: LABEL,
    anchor: 'start',
    font: 'sans',
    weight: 'normal',
    underline: false,
    turn: 0,
    ...more,
  });
  const active = !gone && executing(model, moment).some(({ on }) => on === of);
  const dashed = isClosed(of, count);
  return [
    { kind: 'box', ...common, key: of.key, x: at.x, y: at.y, width, height, corner: 0, fill: 'ground', dashed: false },
    ...(active
      ? ([
          {
            kind: 'box',
            ...common,
            tone: 'accent',
            key: `${of.key}:band`,
            x: at.x + 1,
            y: at.y + 1,
            width: width - 2,
            height: HEAD - 2,
            corner: 0,
            fill: 'band',
            dashed: false,
          },
          text('mark', at.x + INDENT - 3, at.y + 18, '▶', { tone: 'neutral' }),
        ] as const)
      : []),
    { kind: 'box', ...common, key: `${of.key}:edge`, x: at.x, y: at.y, width, height, corner: 0, fill: 'none', dashed },
    ...(gone ? [text('gone', at.x + INDENT - 3, at.y + 18, '✕', { tone: 'failure' })] : []),
    text('name', at.x + width / 2, at.y + 18, objectName(of), { anchor: 'middle', weight: 'bold', underline: true }),
    ...(slots.length === 0
      ? []
      : ([
          {
            kind: 'line',
            ...common,
            key: `${of.key}:rule`,
            points: [
              { x: at.x, y: at.y + HEAD },
              { x: at.x + width, y: at.y + HEAD },
            ],
            dashed,
            start: 'none',
            end: 'none',
            weight: 1,
          },
        ] as const)),
    ...slots.map(({ name, at: valueAt }, index) =>
      text(
        `slot:${name}`,
        at.x + INDENT,
        at.y + HEAD + INSIDE + index * ROW + 14,
        cutToFit(`${name} = ${valueAt(count)}`, width - 2 * INDENT, measure, 'sans'),
        { tone: gone ? 'faint' : 'neutral' },
      ),
    ),
  ];
}
