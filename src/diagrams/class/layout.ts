import type { Fullness } from '../../programs/classes/description.ts';
import type { Cast } from '../cast.ts';
import type { FigureLayout, FigureMoment, Region } from '../figure.ts';
import { LABEL } from '../fit-text.ts';
import type { Measure, Picture, Point, Shape, Tone } from '../shape.ts';
import { translated } from '../translate.ts';
import { classBox, classShapes, operationRegion } from './class-box.ts';
import { type ClassPlaces, GAP, placeClasses } from './class-places.ts';
import { type ClassModel, executing, lastCall } from './model.ts';
import { objectBox, objectShapes } from './object-box.ts';
import { type ObjectPlaces, placeObjects } from './object-places.ts';
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
  /** For files and paper: members are written in full, whatever the room. */
  readonly full?: boolean;
}

const PAD = 10;
/** Between the classes and their objects: below them, or beside. */
const APART = { below: 24, beside: 36 };
/** The same where members are written shorter, for there is little room. */
const NARROW = { pad: 5, apart: 12 };
/** How members are written where there is no room for all, the fullest first. */
const SHORTER: readonly Fullness[] = ['no-results', 'names'];

/** The class diagram of a program, and its objects below it or beside. Places are reserved for all that the run will have. */
export function layOutClasses(model: ClassModel, style: ClassStyle): FigureLayout {
  const { measure, words } = style;
  if (model.classes.classes.length === 0) return emptyLayout(style);
  const tone = toneOf(model, style.cast);
  const headingOf = (process: string): string =>
    words.objectsOf(model.members.length > 1 ? process : programLabel(model, style.cast));
  const { classes, objects, width, height, pad, to } = arrange(model, style, headingOf);
  const shift = (x: number, y: number, shapes: readonly Shape[]): readonly Shape[] =>
    shapes.map((shape) => translated(shape, x, y));

  const draw = (moment: FigureMoment): Picture => {
    const about = { model, moment, tone, measure };
    return {
      width,
      height,
      shapes: [
        ...shift(pad, pad, [
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
      const seen = moved(operation, pad, pad);
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

/** Where the classes and the objects stand: to each other, and within themselves. */
interface Arrangement {
  readonly classes: ClassPlaces;
  readonly objects: ObjectPlaces;
  readonly width: number;
  readonly height: number;
  /** Around everything. */
  readonly pad: number;
  /** The upper left corner of the objects. */
  readonly to: Point;
}

/**
 * The objects beside the classes where that fits, with as much of the members as fits: types are in the table, in the C++ and in the classes of
 * a wider place. Where it does not, below them. What is in sight as a whole is better than what is only narrow enough.
 */
function arrange(model: ClassModel, style: ClassStyle, headingOf: (process: string) => string): Arrangement {
  const { measure, words } = style;
  const boxes = model.objects.map((each) => objectBox(each, model.classes, words, measure));
  const [objects, inOneColumn] = [placeObjects(model, boxes, 2), placeObjects(model, boxes, 1)];
  const written = (fullness: Fullness): ClassPlaces =>
    placeClasses(
      model.classes.classes.map((each) => classBox(each, model, measure, fullness)),
      model.classes,
      fullness === 'all' ? GAP.roomy : GAP.narrow,
    );
  const full = written('all');
  const widthOf = ({ width, groups }: ObjectPlaces): number =>
    Math.max(width, ...groups.map(({ process }) => measure(headingOf(process), LABEL, 'sans', 'bold')));
  const beside = [full, ...(style.full ? [] : SHORTER.map(written))].flatMap((classes) =>
    [objects, inOneColumn].map((placed): Arrangement => {
      const { pad, apart } = classes === full ? { pad: PAD, apart: APART.beside } : NARROW;
      const x = pad + classes.width + apart;
      const height = Math.max(classes.height, placed.height) + 2 * pad;
      return { classes, objects: placed, width: x + widthOf(placed) + pad, height, pad, to: { x, y: pad } };
    }),
  );
  const narrow = beside.filter(({ width }) => width <= style.width);
  const chosen = narrow.find(({ height }) => height <= style.height) ?? narrow[0];
  if (chosen) return chosen;
  const y = PAD + full.height + APART.below;
  const width = Math.max(full.width, widthOf(objects)) + 2 * PAD;
  return { classes: full, objects, width, height: y + objects.height + PAD, pad: PAD, to: { x: PAD, y } };
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
function linkShapes({ objects, busOf }: ObjectPlaces, moment: FigureMoment): readonly Shape[] {
  return objects.flatMap(({ box, at }): readonly Shape[] => {
    const { of } = box;
    const listener = objects.find((each) => each.box.of === of.acceptedBy);
    if (listener === undefined || of.since >= moment.count) return [];
    const from = { x: listener.at.x + listener.box.width, y: listener.at.y + 14 };
    const below = at.x === listener.at.x;
    const to = { x: below ? at.x + box.width : at.x, y: at.y + 14 };
    const bus = busOf(listener.box.of, to);
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
