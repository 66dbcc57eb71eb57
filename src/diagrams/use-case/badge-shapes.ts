import { LABEL } from '../fit-text.ts';
import type { Measure, Point, Shape, Subject, Tone } from '../shape.ts';
import { type Failure, type Status, timesOf, type UseCase } from './model.ts';

const HEIGHT = 20;
/** Room for a mark. */
const MARK = 11;
const PADDING = 4;

/** What stands beside the mark: `ECONNREFUSED`; `1×` where it will be done more than once in the whole run. */
export function badgeText(useCase: UseCase, status: Status): string {
  if (status.kind === 'failed') return status.by;
  return status.kind === 'achieved' && timesOf(useCase) > 1 ? `${status.times}×` : '';
}

/** The room that a badge needs, with as many times as there will be in the whole run. */
export function badgeWidth(useCase: UseCase, status: Status, measure: Measure): number {
  const widest =
    status.kind === 'achieved' && timesOf(useCase) > 1 ? `${timesOf(useCase)}×` : badgeText(useCase, status);
  return 2 * PADDING + MARK + (widest === '' ? 0 : measure(widest, LABEL, 'sans', 'normal') + 4);
}

/** How far a use case is, as a mark on the lower edge of its ellipse: a token where it is under way (hatched while the program sleeps), a tick, or a cross with the error. */
export function badgeShapes(
  key: string,
  status: Status,
  text: string,
  { x, y, width }: Point & { readonly width: number },
  common: { readonly tone: Tone; readonly subject: Subject | null; readonly step: number },
): readonly Shape[] {
  if (status.kind === 'not-begun') return [];
  const left = x - width / 2;
  const kind = `${key}:${status.kind === 'failed' ? status.by : status.kind}`;
  return [
    {
      kind: 'box',
      ...common,
      key: `${kind}:box`,
      x: left,
      y: y - HEIGHT / 2,
      width,
      height: HEIGHT,
      corner: HEIGHT / 2,
      fill: status.kind === 'under-way' && status.blocked ? 'hatched' : 'tinted',
      dashed: false,
    },
    ...markOf(status.kind, kind, { x: left + PADDING + MARK / 2, y }, common),
    ...(text === ''
      ? []
      : [
          {
            kind: 'text',
            ...common,
            key: `${kind}:text`,
            x: left + PADDING + MARK + 4,
            y: y + 5,
            text,
            size: LABEL,
            anchor: 'start',
            font: 'sans',
            weight: 'normal',
            underline: false,
            turn: 0,
          } as const,
        ]),
  ];
}

/** The side of the sign that a use case failed before: smaller than a badge. */
const SIGN = 18;

/** A cross on the upper right of an ellipse: it failed before. It stands for the call that did, and so leads there. */
export function failedBeforeShapes(key: string, { callId }: Failure, { x, y }: Point, step: number): readonly Shape[] {
  const subject: Subject | null = callId === null ? null : { kind: 'call', callId };
  const common = { tone: 'failure', subject, step } as const;
  return [
    {
      kind: 'box',
      ...common,
      key: `${key}:box`,
      x: x - SIGN / 2,
      y: y - SIGN / 2,
      width: SIGN,
      height: SIGN,
      corner: SIGN / 2,
      fill: 'tinted',
      dashed: false,
    },
    ...markOf('failed', key, { x, y }, common),
  ];
}

function markOf(
  kind: Exclude<Status['kind'], 'not-begun'>,
  key: string,
  { x, y }: Point,
  common: { readonly tone: Tone; readonly subject: Subject | null; readonly step: number },
): readonly Shape[] {
  const stroke = (name: string, points: readonly Point[]): Shape => ({
    kind: 'line',
    ...common,
    key: `${key}:${name}`,
    points,
    dashed: false,
    start: 'none',
    end: 'none',
    weight: 3,
  });
  switch (kind) {
    case 'under-way':
      return [{ kind: 'ellipse', ...common, key: `${key}:token`, x, y, rx: 5, ry: 5, fill: 'line', dashed: false }];
    case 'achieved':
      return [
        stroke('tick', [
          { x: x - 5, y },
          { x: x - 1, y: y + 4 },
          { x: x + 5, y: y - 4 },
        ]),
      ];
    case 'failed':
      return [
        stroke('cross0', [
          { x: x - 4, y: y - 4 },
          { x: x + 4, y: y + 4 },
        ]),
        stroke('cross1', [
          { x: x - 4, y: y + 4 },
          { x: x + 4, y: y - 4 },
        ]),
      ];
  }
}
