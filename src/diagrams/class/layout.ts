import type { Cast } from '../cast.ts';
import type { FigureLayout, FigureMoment, Region } from '../figure.ts';
import { LABEL } from '../fit-text.ts';
import type { Measure, Picture, Point, Shape, Tone } from '../shape.ts';
import { translated } from '../translate.ts';
import { classBox, classShapes, operationRegion } from './class-box.ts';
import { placeClasses } from './class-places.ts';
import { type ClassModel, executing, lastCall } from './model.ts';
import { objectBox, objectShapes } from './object-box.ts';
import { GUTTER, type ObjectPlaces, placeObjects } from './object-places.ts';
import { relationShapes } from './relation-shapes.ts';
import { programLabel } from './program-label.ts';
import type { ClassWords } from './words.ts';

/** What a class diagram is laid out for. */
export interface ClassStyle {
  readonly cast: Cast;
  /** The room there is, in user units: where it is wide enough, the objects stand beside their classes. */
  readonly width: number;
  readonly height: number;
  readonly measure: Measure;
  readonly words: ClassWords;
}

const PAD = 10;
/** Between the classes and their objects, below them or beside. */
const APART = { below: 24, beside: 36 };

/** The class diagram of a program, and its objects below it or beside. Places are reserved for all that the run will have. */
export function layOutClasses(model: ClassModel, style: ClassStyle): FigureLayout {
  const { measure, words } = style;
  if (model.classes.classes.length === 0) return emptyLayout(style);
  const tone = toneOf(model, style.cast);
  const classes = placeClasses(
    model.classes.classes.map((each) => classBox(each, model, measure)),
    model.classes,
  );
  const objects = placeObjects(
    model,
    model.objects.map((each) => objectBox(each, model.classes, words, measure)),
  );
  const headingOf = (process: string): string =>
    words.objectsOf(model.members.length > 1 ? process : programLabel(model, style.cast));
  const headings = objects.groups.map(({ process }) => measure(headingOf(process), LABEL, 'sans', 'bold'));
  const objectsWidth = Math.max(objects.width, ...headings);
  const beside = classes.width + APART.beside + objectsWidth + 2 * PAD;
  const isWide = beside <= style.width;
  const to: Point = isWide
    ? { x: PAD + classes.width + APART.beside, y: PAD }
    : { x: PAD, y: PAD + classes.height + APART.below };
  const width = isWide ? beside : Math.max(classes.width, objectsWidth) + 2 * PAD;
  const height = (isWide ? Math.max(classes.height, objects.height) : to.y - PAD + objects.height) + 2 * PAD;
  const shift = (x: number, y: number, shapes: readonly Shape[]): readonly Shape[] =>
    shapes.map((shape) => translated(shape, x, y));

  const draw = (moment: FigureMoment): Picture => {
    const about = { model, moment, tone, measure };
    return {
      width,
      height,
      shapes: [
        ...shift(PAD, PAD, [
          ...relationShapes(model.classes, classes),
          ...[...classes.boxes.values()].flatMap(({ box, at }) => classShapes(box, at, about)),
        ]),
        ...shift(to.x, to.y, [
          ...headingShapes(objects, headingOf, moment.count, model),
          ...linkShapes(objects, moment),
          ...objects.objects.flatMap(({ box, at }) => objectShapes(box, at, about)),
        ]),
      ],
    };
  };
  return {
    width,
    height,
    draw,
    focus(moment) {
      const call = executing(model, moment).at(-1) ?? lastCall(model, moment.count);
      const found = call && classes.boxes.get(call.operation.owner);
      const operation = found && call ? operationRegion(found.box, found.at, call.operation.id) : null;
      if (operation === null) return null;
      const seen = moved(operation, PAD, PAD);
      const on = objects.objects.find(({ box }) => box.of === call?.on);
      if (on === undefined || on.box.of.since >= moment.count) return seen;
      const { at, box } = on;
      const object = moved({ left: at.x, top: at.y, right: at.x + box.width, bottom: at.y + box.height }, to.x, to.y);
      const both = {
        left: Math.min(seen.left, object.left),
        right: Math.max(seen.right, object.right),
        top: Math.min(seen.top, object.top),
        bottom: Math.max(seen.bottom, object.bottom),
      };
      return both.bottom - both.top <= style.height ? both : seen;
    },
  };
}

function emptyLayout({ words, measure }: ClassStyle): FigureLayout {
  const text: Shape = {
    kind: 'text',
    tone: 'neutral',
    subject: null,
    step: 0,
    key: 'empty',
    x: PAD,
    y: PAD + 15,
    text: words.empty,
    size: LABEL,
    anchor: 'start',
    font: 'sans',
    weight: 'normal',
    underline: false,
    turn: 0,
  };
  const width = measure(words.empty, LABEL, 'sans', 'normal') + 2 * PAD;
  const height = 20 + 2 * PAD;
  return { width, height, draw: () => ({ width, height, shapes: [text] }), focus: () => null };
}

const moved = ({ left, top, right, bottom }: Region, x: number, y: number): Region => ({
  left: left + x,
  top: top + y,
  right: right + x,
  bottom: bottom + y,
});

/** The tone of the machine on which the program runs. */
const toneOf = ({ root }: ClassModel, cast: Cast): Tone =>
  cast.find(({ processes }) => processes.includes(root))?.tone ?? 'neutral';

/** Above the objects of each process, as soon as it has any. */
function headingShapes(
  places: ObjectPlaces,
  headingOf: (process: string) => string,
  count: number,
  { members, objects }: ClassModel,
): readonly Shape[] {
  const isThere = (process: string): boolean =>
    process === members[0] || objects.some((one) => one.process === process && one.since < count);
  return places.groups
    .filter(({ process }) => isThere(process))
    .map(({ process, at }) => ({
      kind: 'text',
      tone: 'neutral',
      subject: null,
      step: 0,
      key: `objects:${process}`,
      x: at.x,
      y: at.y,
      text: headingOf(process),
      size: LABEL,
      anchor: 'start',
      font: 'sans',
      weight: 'bold',
      underline: false,
      turn: 0,
    }));
}

/** The links of the association: from who accepted to what was accepted. */
function linkShapes({ objects }: ObjectPlaces, moment: FigureMoment): readonly Shape[] {
  const listeners = [...new Set(objects.map(({ box }) => box.of.acceptedBy))];
  return objects.flatMap(({ box, at }): readonly Shape[] => {
    const { of } = box;
    const listener = objects.find((each) => each.box.of === of.acceptedBy);
    if (listener === undefined || of.since >= moment.count) return [];
    const from = { x: listener.at.x + listener.box.width, y: listener.at.y + 14 };
    const to = { x: at.x, y: at.y + 14 };
    const bus = to.x - GUTTER + 12 + 10 * (listeners.indexOf(of.acceptedBy) % 3);
    return [
      {
        kind: 'line',
        tone: 'neutral',
        subject: null,
        step: moment.stepOf(of.since),
        key: `link:${of.key}`,
        points: from.y === to.y ? [from, to] : [from, { x: bus, y: from.y }, { x: bus, y: to.y }, to],
        dashed: false,
        start: 'none',
        end: 'none',
        weight: 1,
      },
    ];
  });
}
