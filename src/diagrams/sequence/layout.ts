import type { Micros } from '../../engine/base/time.ts';
import type { Cast } from '../cast.ts';
import { cutToFit, LABEL } from '../fit-text.ts';
import type { Measure, Picture, Shape } from '../shape.ts';
import type { SocketClasses } from '../socket-classes.ts';
import { breakBefore, breakShapes } from './break-shapes.ts';
import { barShapes, rowShapes } from './call-shapes.ts';
import { type Columns, columnsOf, type Lifeline, type Side } from './columns.ts';
import { type Drawing, flightShapes, type Instant } from './flight-shapes.ts';
import { frameShapes, operatorShapes } from './fragment-shapes.ts';
import { HEAD, headShapes } from './head-shapes.ts';
import { icmpShapes } from './icmp-shapes.ts';
import { foldShapes } from './fold-shapes.ts';
import { bornIn, lifelineShapes, livesOf } from './lifelines.ts';
import type { Places } from './minimap.ts';
import { type Row, rowsBefore, type SequenceModel, type Span, spansAcross } from './model.ts';
import { BREAK, type Rows, rowsOf } from './rows.ts';
import { nameShapes, stripShapes } from './socket-shapes.ts';
import { timerShapes } from './timer-shapes.ts';
import type { SequenceWords } from './words.ts';

/** What a sequence diagram is laid out for. */
export interface SequenceStyle {
  readonly cast: Cast;
  /** The room there is, in user units; a diagram that needs more takes more. */
  readonly width: number;
  readonly measure: Measure;
  readonly words: SequenceWords;
  readonly classOf: SocketClasses;
  /** The view of one side alone; the model is of its machines (`scopeOf`). Absent: of both. */
  readonly side?: Side | null;
  /** Rows closer together, where the window is low. */
  readonly dense?: boolean;
  /** Rows as far apart as time has it, where texts leave room; else one below the other. */
  readonly toScale?: boolean;
}

/** A cursor: how much of the trace has happened, and the moment. `stepOf` names the step that made a trace event. */
export interface SequenceMoment {
  readonly count: number;
  /** How much of the trace had happened at the stop before: what came since is new. Absent: all but the last step. */
  readonly since?: number;
  readonly time: Micros;
  stepOf(index: number): number;
}

/** The part that is seen, from top to bottom in user units. */
export interface SequenceWindow {
  readonly top: number;
  readonly bottom: number;
}

export interface SequenceLayout extends Places {
  readonly width: number;
  /** The heads of the lifelines that are there from the beginning: a picture of its own, since it stays while the rest scrolls. */
  readonly heads: Picture;
  /** The same where the rest is scrolled to `top`: with those that began above it, whose heads are out of sight. */
  headsAt(moment: SequenceMoment, top: number): Picture;
  /** Where the line of the cursor is. */
  nowY(moment: SequenceMoment): number;
  height(moment: SequenceMoment): number;
  /** The top of what is new since the stop before; the line of now when nothing is. */
  newestTop(moment: SequenceMoment): number;
  /** Where a call, a segment or another row is to be found; null when it has not happened. */
  yOf(moment: SequenceMoment, index: number): number | null;
  /** What has happened of the rows that a window shows. */
  rowsIn(moment: SequenceMoment, window: SequenceWindow): readonly Row[];
  /** The diagram at a cursor, or the part of it in a window. Nothing in it moves when the cursor goes forward. */
  draw(moment: SequenceMoment, window?: SequenceWindow): Picture;
}

/** How far what goes through the whole diagram is drawn beyond a window, in user units: so that it seldom changes when the window moves. */
const FAR = 6000;
const farOf = ({ top, bottom }: SequenceWindow): SequenceWindow => ({
  top: Math.max(0, Math.floor(top / FAR) * FAR),
  bottom: (Math.floor(bottom / FAR) + 1) * FAR,
});

/** Above the heads, and with what is below them. */
const HEAD_TOP = 3;
const HEAD_SPACE = 52;
/** From the last row to the line of now, so that the row's arrow stands clear of it. */
const NOW_GAP = 10;
const BELOW_NOW = 34;

export function layOutSequence(model: SequenceModel, style: SequenceStyle): SequenceLayout {
  const { cast, measure, words, classOf } = style;
  const columns = columnsOf(cast, style.width, style.side);
  const rows = rowsOf(model, columns, measure, words, style);
  const drawing: Drawing = { model, columns, rows, cast, measure, words, classOf };
  // What has ended is the same at every later cursor: made once.
  const settled = new Map<Span, readonly Shape[]>();
  const drawnRows = new Map<number, readonly Shape[]>();

  const later = columns.lifelines.filter(
    ({ host, process }) => process !== null && cast.find(({ name }) => name === host)?.later.includes(process),
  );
  const heads = headsOf(columns, style, (line) => !later.includes(line));
  const headsBelow = new Map<string, Picture>();

  const nowY = (moment: SequenceMoment): number => {
    const done = rowsBefore(model, moment.count);
    const last = done === 0 ? rows.y(-1) : rows.y(done - 1) + NOW_GAP;
    const next = model.rows[done];
    const before = model.rows[done - 1];
    if (!next && rows.pauseBefore(done, moment.time) > 0) return last + BREAK;
    if (!next || rows.y(done) <= last) return last;
    const start = before?.at ?? 0;
    const part = next.at <= start ? 0 : Math.min(1, Math.max(0, (moment.time - start) / (next.at - start)));
    return last + (rows.y(done) - last) * part;
  };
  const newestRow = (moment: SequenceMoment): number => {
    const done = rowsBefore(model, moment.count);
    if (moment.since !== undefined) return Math.min(done, rowsBefore(model, moment.since));
    const step = moment.stepOf(moment.count - 1);
    let first = done;
    while (first > 0 && moment.stepOf(model.rows[first - 1]?.index ?? -1) === step) first--;
    return first;
  };
  const instantOf = (moment: SequenceMoment): Instant => ({
    rows: rowsBefore(model, moment.count),
    traced: moment.count,
    time: moment.time,
    nowY: nowY(moment),
    newest: newestRow(moment),
    stepOf: (index) => moment.stepOf(index),
  });
  const height = (moment: SequenceMoment): number => nowY(moment) + BELOW_NOW;

  const spanShapes = (span: Span, now: Instant): readonly Shape[] => {
    const known = settled.get(span);
    const over = span.end !== null && span.end.index < now.traced && span.end.row < now.rows;
    if (known && over) return known;
    const shapes = shapesOfSpan(span, drawing, now);
    if (over) settled.set(span, shapes);
    return shapes;
  };

  const shapesOfRow = (number: number, now: Instant): readonly Shape[] => {
    const row = model.rows[number];
    // The number in a fold goes with the cursor.
    if (row?.kind === 'fold') return foldShapes(row.fold, number, row.index, drawing, now);
    const known = drawnRows.get(number);
    if (known || !row) return known ?? [];
    const fragment = model.fragments.byFirst.get(number);
    const shapes = [
      ...breakBefore(number, drawing, now),
      ...(fragment ? operatorShapes(fragment, drawing, now) : []),
      ...rowShapes(row, number, drawing, now),
    ];
    // How often a loop is run may yet grow, and a socket may turn out to be another class's.
    if (!fragment && row.kind !== 'made' && row.kind !== 'destroyed') drawnRows.set(number, shapes);
    return shapes;
  };

  /** The first row that a window shows, and the first after those that it shows, of the first `done`. */
  const rowsAcross = ({ top, bottom }: SequenceWindow, done: number): readonly [number, number] => [
    rows.at(top - 8),
    // A label reaches up to three lines above its row's line.
    Math.min(done, rows.at(bottom + 80) + 1),
  ];

  return {
    width: columns.width,
    heads,
    headsAt(moment, top) {
      const passed = later.filter((line) => {
        const row = bornIn(line, model);
        return row !== undefined && row < rowsBefore(model, moment.count) && rows.y(row) - HEAD < top;
      });
      if (passed.length === 0) return heads;
      const key = passed.map((line) => line.key).join();
      const known = headsBelow.get(key);
      if (known) return known;
      const picture = headsOf(columns, style, (line) => !later.includes(line) || passed.includes(line));
      headsBelow.set(key, picture);
      return picture;
    },
    nowY,
    height,
    newestTop(moment) {
      const first = newestRow(moment);
      return first === rowsBefore(model, moment.count) ? nowY(moment) : rows.y(first - 1);
    },
    end: () => rows.y(model.rows.length - 1) + BELOW_NOW,
    rowAt: (y) => rows.at(y),
    yOf(moment, index) {
      const row = rowsBefore(model, index + 1) - 1;
      return row >= 0 && row < rowsBefore(model, moment.count) ? rows.y(row) : null;
    },
    rowsIn(moment, window) {
      const [from, to] = rowsAcross(window, rowsBefore(model, moment.count));
      return model.rows.slice(from, to);
    },
    draw(moment, window) {
      const now = instantOf(moment);
      const top = window?.top ?? 0;
      const bottom = window?.bottom ?? height(moment);
      const [from, to] = window === undefined ? [0, now.rows] : rowsAcross(window, now.rows);
      const far = window === undefined ? { top, bottom } : farOf(window);
      const spans = spansAcross(model, from, to).filter((span) => span.start.row < to);
      const messages: Shape[] = [];
      for (let number = from; number < to; number++) messages.push(...shapesOfRow(number, now));
      const shapes: Shape[] = [
        ...newest(now, rows, columns.width),
        ...gateShapes(columns, far),
        ...columns.lifelines.flatMap((line) => lifelineShapes(line, far, livesOf(line, model, now, rows))),
        ...model.fragments.across(from, to).flatMap((fragment) => frameShapes(fragment, drawing, now)),
        // A class is read from the whole run: it is not asked for what is out of sight.
        ...spans.flatMap((span) => {
          if (span.kind !== 'socket') return [];
          return isWithin(span.held, from, to)
            ? [...spanShapes(span, now), ...nameShapes(span, drawing, now)]
            : spanShapes(span, now);
        }),
        ...spans.flatMap((span) => (span.kind === 'call' ? spanShapes(span, now) : [])),
        ...spans.flatMap((span) => (span.kind === 'timer' ? spanShapes(span, now) : [])),
        ...spans.flatMap((span) => (span.kind === 'flight' || span.kind === 'icmp' ? spanShapes(span, now) : [])),
        ...messages,
      ];
      if (now.nowY >= top - BELOW_NOW && now.nowY <= bottom + BELOW_NOW) {
        const pause = rows.pauseBefore(now.rows, now.time);
        if (pause > 0 && now.rows === model.rows.length) {
          shapes.push(
            ...breakShapes('now:break', now.nowY - BREAK / 2 - 2, pause, now.stepOf(now.traced - 1), drawing),
          );
        }
        shapes.push(...nowShapes(now, columns.width, style));
      }
      return { width: columns.width, height: height(moment), shapes };
    },
  };
}

function shapesOfSpan(span: Span, drawing: Drawing, now: Instant): readonly Shape[] {
  switch (span.kind) {
    case 'call':
      return barShapes(span, drawing, now);
    case 'flight':
      return flightShapes(span, drawing, now);
    case 'icmp':
      return icmpShapes(span, drawing, now);
    case 'timer':
      return timerShapes(span, drawing, now);
    case 'socket':
      return stripShapes(span, drawing, now);
  }
}

/** The heads of those lifelines that are there, and the name of what is beyond the edge. */
function headsOf(columns: Columns, style: SequenceStyle, isThere: (line: Lifeline) => boolean): Picture {
  const { gate, width, headWidth } = columns;
  const shapes = columns.lifelines.flatMap((line) =>
    isThere(line) ? headShapes(line, line.key, HEAD_TOP, 0, columns, style) : [],
  );
  return { width, height: HEAD_SPACE, shapes: gate ? [...shapes, gateHead(gate, headWidth, style.measure)] : shapes };
}

const isWithin = (mark: { readonly row: number } | null, from: number, to: number): boolean =>
  mark !== null && mark.row >= from && mark.row < to;

/** Who is beyond the edge of the diagram: a name without a box. */
const gateHead = (gate: NonNullable<Columns['gate']>, width: number, measure: Measure): Shape => ({
  kind: 'text',
  key: 'gate:name',
  tone: gate.tone,
  subject: null,
  step: 0,
  x: gate.x,
  y: 38,
  text: cutToFit(gate.label, width - 6, measure, 'sans'),
  size: LABEL,
  anchor: 'middle',
  font: 'sans',
  weight: 'normal',
  underline: false,
  turn: 0,
});

/** The edge of the diagram across the wire: what goes out meets it in a gate (UML 2.5.1 §17.2.3). */
function gateShapes({ gate }: Columns, window: SequenceWindow): readonly Shape[] {
  if (!gate) return [];
  const shape: Shape = {
    kind: 'line',
    key: 'gate',
    tone: 'neutral',
    subject: null,
    step: 0,
    points: [
      { x: gate.x, y: window.top },
      { x: gate.x, y: window.bottom },
    ],
    dashed: false,
    start: 'none',
    end: 'none',
    weight: 1,
  };
  return [shape];
}

/** A wash behind the rows that are new since the stop before. */
function newest(now: Instant, rows: Rows, width: number): readonly Shape[] {
  const first = now.newest;
  if (first === now.rows || now.traced === 0) return [];
  const step = now.stepOf(now.traced - 1);
  const top = rows.y(first - 1) + (first === 0 ? 0 : 7);
  return [
    {
      kind: 'box',
      key: 'newest',
      tone: 'accent',
      subject: null,
      step,
      x: 0,
      y: top,
      width,
      height: Math.max(0, now.nowY - top),
      corner: 0,
      fill: 'band',
      dashed: false,
    },
  ];
}

function nowShapes(now: Instant, width: number, style: SequenceStyle): readonly Shape[] {
  const text = style.words.now(style.words.time(now.time));
  const common = { tone: 'accent', subject: null, step: now.stepOf(now.traced - 1) } as const;
  return [
    {
      kind: 'line',
      ...common,
      key: 'now',
      points: [
        { x: 0, y: now.nowY },
        { x: width, y: now.nowY },
      ],
      dashed: false,
      start: 'none',
      end: 'none',
      weight: 2,
    },
    {
      kind: 'box',
      ...common,
      key: 'now:tab',
      x: 0,
      y: now.nowY,
      width: style.measure(text, LABEL, 'sans', 'bold') + 20,
      height: 24,
      corner: 0,
      fill: 'solid',
      dashed: false,
    },
    {
      kind: 'text',
      ...common,
      key: 'now:label',
      x: 10,
      y: now.nowY + 17,
      text,
      size: LABEL,
      anchor: 'start',
      font: 'sans',
      weight: 'bold',
      underline: false,
      turn: 0,
    },
  ];
}
