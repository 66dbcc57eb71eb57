import { type Cast, labelOf } from '../cast.ts';
import type { FigureLayout, FigureMoment, Region } from '../figure.ts';
import { LABEL, LINE } from '../fit-text.ts';
import type { Measure, Shape, Subject, Tone } from '../shape.ts';
import { actorShapes } from './actor-shapes.ts';
import { badgeShapes, badgeText, badgeWidth, failedBeforeShapes } from './badge-shapes.ts';
import type { UseCaseId } from './catalogue.ts';
import { type Status, statusOf, type UseCase, type UseCaseModel } from './model.ts';
import { noteShapes } from './note-shapes.ts';
import { FIGURE, KNEE, type Places, placesOf, type Spot } from './places.ts';
import type { UseCaseWords } from './words.ts';

/** What a use case diagram is laid out for. */
export interface UseCaseStyle {
  readonly cast: Cast;
  readonly measure: Measure;
  readonly words: UseCaseWords;
}

export const TONES: Readonly<Record<Status['kind'], Tone>> = {
  'not-begun': 'faint',
  'under-way': 'waiting',
  achieved: 'success',
  failed: 'failure',
};

/** On the upper right of an ellipse, beside the corner of the two lines of text that are inscribed in it. */
const SHOULDER = { across: 0.756, beside: 8, above: 20 } as const;

/** The machine of a process by its name on the screen; the process where several run there. */
export function systemName(cast: Cast, process: string): string {
  const home = cast.find(({ processes }) => processes.includes(process));
  if (home === undefined) return process;
  const own = home.processes.filter((each) => !home.later.includes(each));
  return own.length > 1 ? process : home.label;
}

/** What a program is there for, laid out for the whole run; the cursor decides how far each use case is. */
export function layOutUseCases(model: UseCaseModel, style: UseCaseStyle): FigureLayout {
  const places = placesOf(model, style.words, (name) => labelOf(style.cast, name), style.measure);
  return {
    width: places.width,
    height: places.height,
    draw: (moment) => ({ width: places.width, height: places.height, shapes: picture(model, places, style, moment) }),
    focus: (moment) => newestOf(model, places, moment),
  };
}

/** Where a use case began last. */
function newestOf({ byId }: UseCaseModel, { spots, rx, ry }: Places, { count }: FigureMoment): Region | null {
  let newest: UseCase | null = null;
  let since = -1;
  for (const useCase of byId.values()) {
    const start = useCase.occurrences.findLast((each) => each.start < count)?.start ?? -1;
    if (start > since) [newest, since] = [useCase, start];
  }
  const spot = newest === null ? undefined : spots.get(newest.id);
  return spot === undefined
    ? null
    : { left: spot.x - rx, top: spot.y - ry, right: spot.x + rx, bottom: spot.y + ry + 12 };
}

function picture(model: UseCaseModel, places: Places, style: UseCaseStyle, moment: FigureMoment): readonly Shape[] {
  const { cast, words } = style;
  const home = cast.find(({ processes }) => processes.includes(model.process));
  const { boundary } = places;
  const process: Subject = { kind: 'process', process: model.process };
  const shapes: Shape[] = [
    {
      kind: 'box',
      key: 'boundary',
      tone: home?.tone ?? 'neutral',
      subject: null,
      step: 0,
      ...boundary,
      corner: 4,
      fill: 'none',
      dashed: false,
    },
    text(
      'boundary:name',
      boundary.x + boundary.width / 2,
      boundary.y + 20,
      words.system(systemName(cast, model.process)),
      {
        tone: home?.tone ?? 'neutral',
        bold: true,
        subject: process,
      },
    ),
  ];
  for (const spot of places.actors) {
    shapes.push(...actorShapes(spot, cast));
    for (const id of spot.actor.acts) shapes.push(association(spot.actor.kind, spot, id, places));
  }
  for (const { goal, part, kind } of model.relations) shapes.push(...relation(goal, part, kind, places, style));
  for (const useCase of model.byId.values()) shapes.push(...ellipse(model, useCase, places, style, moment));
  return shapes;
}

function text(
  key: string,
  x: number,
  y: number,
  content: string,
  {
    tone,
    bold = false,
    subject = null,
    step = 0,
  }: { readonly tone: Tone; readonly bold?: boolean; readonly subject?: Subject | null; readonly step?: number },
): Shape {
  return {
    kind: 'text',
    key,
    tone,
    subject,
    step,
    x,
    y,
    text: content,
    size: LABEL,
    anchor: 'middle',
    font: 'sans',
    weight: bold ? 'bold' : 'normal',
    underline: false,
    turn: 0,
  };
}

/** From the arm of an actor to the near end of an ellipse: so it meets no other. */
function association(kind: string, { x, y, actor }: Places['actors'][number], id: UseCaseId, places: Places): Shape {
  const spot = places.spots.get(id) as Spot;
  const [arm, end] =
    actor.side === 'left' ? [x + FIGURE.wide + 5, spot.x - places.rx] : [x - FIGURE.wide - 5, spot.x + places.rx];
  return {
    kind: 'line',
    key: `association:${kind}:${id}`,
    tone: 'neutral',
    subject: null,
    step: 0,
    points: [
      { x: arm, y: y + FIGURE.arms },
      { x: end, y: spot.y },
    ],
    dashed: false,
    start: 'none',
    end: 'none',
    weight: 1,
  };
}

/** A dashed arrow between the columns, level where its keyword stands above it: to what is included, or from what extends. */
function relation(
  goal: UseCaseId,
  part: UseCaseId,
  kind: 'include' | 'extend',
  { spots, rx }: Places,
  { words, measure }: UseCaseStyle,
): readonly Shape[] {
  const [a, b] = [spots.get(goal) as Spot, spots.get(part) as Spot];
  const sign = a.x < b.x ? 1 : -1;
  const from = { x: a.x + sign * rx, y: a.y };
  const knee = { x: from.x + sign * KNEE, y: b.y };
  const to = { x: b.x - sign * rx, y: b.y };
  const points = a.y === b.y ? [from, to] : [from, knee, to];
  const key = `${kind}:${goal}:${part}`;
  const condition = kind === 'extend' ? words.conditions[part] : undefined;
  const middle = (knee.x + to.x) / 2;
  return [
    {
      kind: 'line',
      key,
      tone: 'neutral',
      subject: null,
      step: 0,
      points: kind === 'include' ? points : points.toReversed(),
      dashed: true,
      start: 'none',
      end: 'open',
      weight: 1,
    },
    text(`keyword:${goal}:${part}`, middle, b.y - 6, `«${kind}»`, { tone: 'faint' }),
    ...(condition === undefined ? [] : noteShapes(`note:${goal}:${part}`, condition, { x: middle, y: b.y }, measure)),
  ];
}

function ellipse(
  model: UseCaseModel,
  useCase: UseCase,
  places: Places,
  { measure }: UseCaseStyle,
  moment: FigureMoment,
): readonly Shape[] {
  const { id, since, occurrences } = useCase;
  const { count } = moment;
  const spot = places.spots.get(id) as Spot;
  const status = statusOf(model, useCase, count);
  const last = occurrences.findLast(({ start }) => start < count);
  const subject = since !== null ? useCase.subject : null;
  const step = last === undefined ? 0 : moment.stepOf(last.end !== null && last.end < count ? last.end : last.start);
  const common = { tone: TONES[status.kind], subject, step } as const;
  const key = `use-case:${id}`;
  const before = status.kind === 'achieved' || status.kind === 'under-way' ? status.before : null;
  return [
    {
      kind: 'ellipse',
      ...common,
      key,
      x: spot.x,
      y: spot.y,
      rx: places.rx,
      ry: places.ry,
      fill: status.kind === 'not-begun' ? 'ground' : 'tinted',
      dashed: false,
    },
    // What has not begun has an edge as well.
    ...(status.kind === 'not-begun'
      ? [
          {
            kind: 'ellipse',
            ...common,
            key: `${key}:edge`,
            x: spot.x,
            y: spot.y,
            rx: places.rx,
            ry: places.ry,
            fill: 'none',
            dashed: false,
          } as const,
        ]
      : []),
    ...spot.lines.map((line, index) =>
      text(`${key}:name${index}`, spot.x, spot.y + 2 + LINE * (index - (spot.lines.length - 1) / 2), line, common),
    ),
    ...badgeShapes(
      `${key}:badge`,
      status,
      badgeText(useCase, status),
      { x: spot.x, y: spot.y + places.ry, width: badgeWidth(useCase, status, measure) },
      common,
    ),
    ...(before === null
      ? []
      : failedBeforeShapes(
          `${key}:before`,
          before,
          { x: spot.x + SHOULDER.across * places.rx + SHOULDER.beside, y: spot.y - SHOULDER.above },
          moment.stepOf(before.end),
        )),
  ];
}
