import type { FigureMoment } from '../figure.ts';
import { LABEL, LINE, wrapToFit } from '../fit-text.ts';
import type { Fill, Measure, Point, Shape, Tone } from '../shape.ts';
import { ACTION, DIAMOND, KERNEL, SIDE } from './measures.ts';
import type { Action } from './model.ts';
import { type Look, textShape } from './sketch.ts';
import { type Account, accountOf, toneOf } from './standing.ts';

/** An action's text: on one line where it fits, else its name above its arguments. */
export interface ActionLabel {
  readonly height: number;
  /** The arguments below the name; null: beside it. */
  readonly below: readonly string[] | null;
}

/** Left and right of the text, where the mark stands. */
const PADDING = 26;

export function labelOf({ name, arguments: args }: Action, measure: Measure): ActionLabel {
  const text = `(${args.join(', ')})`;
  const width = measure(name, LABEL, 'mono', 'bold') + measure(text, LABEL, 'mono', 'normal') + 2 * PADDING;
  if (width <= ACTION.width || args.length === 0) return { height: ACTION.low, below: null };
  const below = wrapToFit(text, ACTION.width - 12, measure);
  return { height: ACTION.high + (below.length - 1) * LINE, below };
}

/** A call of the program: its box, its name and its arguments, and a mark once it is done. */
export function actionShapes(
  action: Action,
  { x, y, label }: Point & { readonly label: ActionLabel },
  { tone, measure }: { readonly tone: Tone; readonly measure: Measure },
  moment: FigureMoment,
): readonly Shape[] {
  const account = accountOf(action, moment.count);
  const look: Look = { tone: toneOf(account, tone), subject: action.subject, step: stepSince(account, moment) };
  const key = `action:${action.id}`;
  const args = `(${action.arguments.join(', ')})`;
  const name = measure(action.name, LABEL, 'mono', 'bold');
  const rest = measure(args, LABEL, 'mono', 'normal');
  const text: readonly Shape[] =
    label.below === null
      ? [
          textShape(
            `${key}:name`,
            action.name,
            { x: x - (name + rest) / 2, y: y + 23, anchor: 'start', font: 'mono', weight: 'bold' },
            look,
          ),
          textShape(
            `${key}:arguments`,
            args,
            { x: x - (name + rest) / 2 + name, y: y + 23, anchor: 'start', font: 'mono' },
            look,
          ),
        ]
      : [
          textShape(`${key}:name`, action.name, { x, y: y + 22, anchor: 'middle', font: 'mono', weight: 'bold' }, look),
          ...label.below.map((line, index) =>
            textShape(
              `${key}:arguments${index}`,
              line,
              { x, y: y + 41 + index * LINE, anchor: 'middle', font: 'mono' },
              look,
            ),
          ),
        ];
  return [
    box(key, { x: x - ACTION.width / 2, y, width: ACTION.width, height: label.height }, 12, look, filled(account)),
    ...text,
    ...markShapes(key, account, { x: x + ACTION.width / 2 - 16, y: y + 18 }, look),
  ];
}

/** Done, or failed: a tick or a cross. */
function markShapes(key: string, { returned, last }: Account, { x, y }: Point, look: Look): readonly Shape[] {
  if (returned === 0 || last === null) return [];
  const failed = look.tone === 'failure';
  const line = (name: string, points: readonly Point[]): Shape => ({
    kind: 'line',
    ...look,
    subject: null,
    key: `${key}:${name}`,
    points,
    dashed: false,
    start: 'none',
    end: 'none',
    weight: 2,
  });
  return failed
    ? [
        line('cross0', [
          { x: x - 4, y: y - 4 },
          { x: x + 4, y: y + 4 },
        ]),
        line('cross1', [
          { x: x - 4, y: y + 4 },
          { x: x + 4, y: y - 4 },
        ]),
      ]
    : [
        line('tick', [
          { x: x - 5, y },
          { x: x - 1, y: y + 4 },
          { x: x + 5, y: y - 5 },
        ]),
      ];
}

/** What the call sets going in the kernel. While it sleeps there, the box is amber, with a hatched edge. */
export function kernelShapes(
  action: Action,
  place: Point & { readonly height: number; readonly lines: readonly string[] },
  sleeps: (count: number) => boolean,
  moment: FigureMoment,
): readonly Shape[] {
  const account = accountOf(action, moment.count);
  const asleep = sleeps(moment.count);
  const look: Look = {
    tone: asleep ? 'waiting' : account.made === 0 ? 'faint' : 'neutral',
    subject: action.subject,
    step: stepSince(account, moment),
  };
  const key = `kernel-action:${action.id}`;
  const { x, y, height, lines } = place;
  const top = y + height / 2 - (lines.length * KERNEL.line) / 2 + 14;
  return [
    box(key, { x, y, width: KERNEL.width, height }, 12, look, filled(account)),
    ...(asleep
      ? [
          box(
            `${key}:sleeps`,
            { x: x + KERNEL.width - 12, y: y + 10, width: 6, height: height - 20 },
            2,
            look,
            'hatched',
          ),
        ]
      : []),
    ...lines.map((line, index) =>
      textShape(
        `${key}:text${index}`,
        line,
        { x: x + KERNEL.width / 2, y: top + index * KERNEL.line, anchor: 'middle' },
        look,
      ),
    ),
  ];
}

const stepSince = ({ since }: Account, moment: FigureMoment): number => (since === null ? 0 : moment.stepOf(since));

const filled = ({ made }: Account): Fill => (made === 0 ? 'none' : 'tinted');

interface Extent extends Point {
  readonly width: number;
  readonly height: number;
}

export const box = (key: string, extent: Extent, corner: number, look: Look, fill: Fill): Shape => ({
  kind: 'box',
  ...look,
  key,
  ...extent,
  corner,
  fill,
  dashed: false,
});

const circle = (key: string, { x, y }: Point, radius: number, look: Look, fill: Fill): Shape => ({
  kind: 'ellipse',
  ...look,
  key,
  x,
  y,
  rx: radius,
  ry: radius,
  fill,
  dashed: false,
});

/** A decision or a merge. */
export const diamond = (key: string, { x, y }: Point, look: Look): Shape => ({
  kind: 'polygon',
  ...look,
  key,
  points: [
    { x, y: y - DIAMOND.y },
    { x: x + DIAMOND.x, y },
    { x, y: y + DIAMOND.y },
    { x: x - DIAMOND.x, y },
  ],
  fill: 'none',
  dashed: false,
});

export const initialNode = (key: string, place: Point, look: Look): Shape => circle(key, place, 9, look, 'line');

/** Where the whole activity ends: a bull's eye. */
export const activityFinal = (key: string, place: Point, look: Look): readonly Shape[] => [
  circle(key, place, 11, look, 'none'),
  circle(`${key}:eye`, place, 6, look, 'line'),
];

/** Where one flow ends, and no other: a cross in a circle. */
export function flowFinal(key: string, { x, y }: Point, look: Look): readonly Shape[] {
  const arm = SIDE.radius * Math.SQRT1_2;
  const line = (name: string, turn: 1 | -1): Shape => ({
    kind: 'line',
    ...look,
    key: `${key}:${name}`,
    points: [
      { x: x - arm, y: y - arm * turn },
      { x: x + arm, y: y + arm * turn },
    ],
    dashed: false,
    start: 'none',
    end: 'none',
    weight: 1,
  });
  return [circle(key, { x, y }, SIDE.radius, look, 'none'), line('down', 1), line('up', -1)];
}
