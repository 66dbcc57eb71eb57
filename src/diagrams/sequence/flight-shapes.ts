import type { Micros } from '../../engine/base/time.ts';
import type { Cast } from '../cast.ts';
import { LABEL, LINE } from '../fit-text.ts';
import type { Measure, Point, Shape, Subject } from '../shape.ts';
import type { SocketClasses } from '../socket-classes.ts';
import type { Columns, Lifeline } from './columns.ts';
import { type FlightSpan, type SequenceModel, spansAcross } from './model.ts';
import type { Mark } from './spans.ts';
import type { Rows } from './rows.ts';
import { segmentTone } from './segment-label.ts';
import { besideOf, trackAt } from './tracks.ts';
import { partOfSlant, pathOf, type Rectangle, wireTaken } from './wire.ts';
import type { SequenceWords } from './words.ts';

/** All that the shapes of one diagram are made from. */
export interface Drawing {
  readonly model: SequenceModel;
  readonly columns: Columns;
  readonly rows: Rows;
  readonly cast: Cast;
  readonly measure: Measure;
  readonly words: SequenceWords;
  readonly classOf: SocketClasses;
}

/** The cursor, as far as the shapes need it. */
export interface Instant {
  /** Trace events and rows that have happened. */
  readonly traced: number;
  readonly rows: number;
  readonly time: Micros;
  readonly nowY: number;
  /** The first row since the stop before. */
  readonly newest: number;
  stepOf(index: number): number;
}

/** A segment: its label, its line as far as it has come, its end. */
export function flightShapes(span: FlightSpan, drawing: Drawing, now: Instant): readonly Shape[] {
  const path = pathOf(span, drawing.rows, drawing.columns);
  if (!path) return [];
  const subject: Subject = { kind: 'flight', flight: span.flight };
  const key = `flight:${span.flight}`;
  const tone = segmentTone(span, drawing.cast);
  const step = now.stepOf(span.start.index);
  const ended = span.end !== null && span.end.index < now.traced ? span.end : null;
  const points = ended ? path.slant : partOfSlant(path.slant, progress(span, path.slant, now));
  const shapes: Shape[] = [
    {
      kind: 'line',
      key,
      tone,
      subject,
      step,
      points,
      // Dashed is a return; a repeat and a copy are told by their labels, a copy by the dot where it leaves its original.
      dashed: false,
      start: span.copyOf === null && span.seen !== 'found' ? 'none' : 'dot',
      // A segment is an asynchronous signal: an open head (UML 2.5.1 §17.4.4); a call has a filled one.
      end: ended === null ? 'dot' : ended.kind === 'arrived' ? 'open' : 'none',
      weight: ended === null ? 3 : span.copyOf === null ? 2 : 1,
    },
    // One that was lost from a fold has no row of its own.
    ...(drawing.model.rows[span.start.row]?.kind === 'fold'
      ? []
      : labelShapes(span, drawing, { key, tone, subject, step })),
  ];
  if (ended?.kind === 'lost') shapes.push(...lossShapes(span, path.slant, drawing, now));
  return shapes;
}

/** How much of the slant is behind it: as virtual time says, but never below the line of now. */
export function progress(
  span: Pick<FlightSpan, 'start' | 'due'> & { readonly end: Mark | null },
  slant: readonly Point[],
  now: Instant,
): number {
  const until = span.end?.at ?? span.due;
  const duration = until === null ? 0 : until - span.start.at;
  const passed = duration <= 0 ? 0 : Math.min(1, Math.max(0, (now.time - span.start.at) / duration));
  const top = slant[0]?.y ?? 0;
  const height = (slant[slant.length - 1]?.y ?? top) - top;
  return height <= 0 ? passed : Math.min(passed, Math.max(0, (now.nowY - top) / height));
}

interface Wearing {
  readonly key: string;
  readonly tone: Shape['tone'];
  readonly subject: Subject;
  readonly step: number;
}

/**
 * Beside the sender, above the beginning of the line, where it is read as soon as the segment is sent and never has to
 * move; when another segment runs through that place, on the other side of the sender's lifeline. A copy has less to say
 * before it goes that far.
 */
function labelShapes(span: FlightSpan, drawing: Drawing, wearing: Wearing): readonly Shape[] {
  const { rows } = drawing;
  const label = labelOf(span, drawing);
  if (!label) return [];
  const y = rows.y(span.start.row);
  return label.lines.flatMap((text, index, { length }) =>
    grounded(
      {
        kind: 'text',
        ...wearing,
        key: `${wearing.key}:label${index}`,
        ...label.place,
        y: y - 6 - LINE * (length - 1 - index),
        text,
        size: LABEL,
        font: 'mono',
        weight: index === 0 ? 'bold' : 'normal',
        underline: false,
        turn: 0,
      },
      span.start.row,
      span,
      drawing,
    ),
  );
}

/** What a segment's label says and where; `inside`: on the wire. */
export function labelOf(
  span: FlightSpan,
  drawing: Drawing,
): { readonly lines: readonly string[]; readonly place: Place; readonly inside: boolean } | null {
  const { model, columns, rows, measure, words } = drawing;
  const kernel = columns.kernel(span.seen === 'found' ? span.to : span.from);
  const all = rows.lines(span.start.row);
  const path = pathOf(span, rows, columns);
  if (!kernel || !path) return null;
  const y = rows.y(span.start.row);
  const [start, end] = path.slant;
  const loop = span.from === span.to;
  const beside = start.x === kernel.x ? besideOf(span.besides) : 7;
  const rightwards = (end?.x ?? start.x) >= start.x;
  const widthOf = (lines: readonly string[]): number =>
    Math.max(0, ...lines.map((line) => measure(line, LABEL, 'mono', 'bold')));
  const fits = (lines: readonly string[]): boolean => {
    const width = widthOf(lines);
    const near = rightwards ? start.x + beside : start.x - beside - width;
    const box: Rectangle = { left: near - 3, right: near + width + 3, top: y - 5 - LINE * lines.length, bottom: y - 2 };
    const free = apart(box, start.x, columns) && !wireTaken(model, span.start.row, box, span, rows, columns);
    return free && !besideTaken(span.start.row, box, drawing);
  };
  const lines = [all, ...(span.copyOf === null ? [] : [[words.copy]])].find((each) => !loop && fits(each));
  const inside = lines !== undefined;
  return {
    lines: lines ?? all,
    place: inside ? awayFrom(start.x, beside, rightwards) : outside(kernel, columns),
    inside,
  };
}

/** A text of a row, on a ground of its own where a segment runs across it, or beside a lifeline what was not known when it was placed. */
export function grounded(
  text: Extract<Shape, { kind: 'text' }>,
  row: number,
  own: FlightSpan | null,
  drawing: Drawing,
): readonly Shape[] {
  const { model, columns, rows, measure } = drawing;
  const width = measure(text.text, text.size, text.font, text.weight);
  const left = text.anchor === 'start' ? text.x : text.anchor === 'end' ? text.x - width : text.x - width / 2;
  const box: Rectangle = { left: left - 1, right: left + width + 1, top: text.y - 12, bottom: text.y + 3 };
  if (!wireTaken(model, row, box, own, rows, columns) && !besideTaken(row, box, drawing)) return [text];
  const ground: Shape = {
    kind: 'box',
    key: `${text.key}:ground`,
    tone: text.tone,
    subject: text.subject,
    step: text.step,
    x: box.left,
    y: box.top,
    width: box.right - box.left,
    height: box.bottom - box.top,
    corner: 0,
    fill: 'ground',
    dashed: false,
  };
  return [ground, text];
}

/** Whether what runs down beside a kernel's lifeline, a timer or a socket, runs through the rectangle. */
export const besideTaken = (row: number, box: Rectangle, { model, columns, rows }: Drawing): boolean =>
  spansAcross(model, row, row + 1).some((span) => {
    if ((span.kind !== 'timer' && span.kind !== 'socket') || span.track === null || span.start.row >= row) return false;
    const kernel = columns.kernel(span.host);
    if (!kernel || rows.y(span.start.row) > box.bottom) return false;
    const x = trackAt(span.track, kernel, columns);
    return x + 3 > box.left && x - 3 < box.right;
  });

export type Place = { readonly x: number; readonly anchor: 'start' | 'end' };

export const awayFrom = (x: number, gap: number, rightwards: boolean): Place =>
  rightwards ? { x: x + gap, anchor: 'start' } : { x: x - gap, anchor: 'end' };

/** On the side of a kernel's lifeline that is turned away from the wire. */
function outside(kernel: Lifeline, columns: Columns): Place {
  const [left] = columns.outside(kernel);
  return awayFrom(kernel.x, 9, left === kernel.x);
}

/** Whether no lifeline but the one at `own` is in or near the box. */
const apart = (box: Rectangle, own: number, { lifelines, width, gate }: Columns): boolean =>
  (gate === null || gate.x <= box.left || gate.x >= box.right) &&
  box.left >= 0 &&
  box.right <= width &&
  lifelines.every(({ x, process }) => {
    const half = process === null || x === own ? 0 : 7;
    return x + half <= box.left || x - half >= box.right;
  });

/** The cross where it was lost, and the word where there is room for it. */
function lossShapes(span: FlightSpan, slant: readonly Point[], drawing: Drawing, now: Instant): readonly Shape[] {
  const { model, columns, rows, measure, words } = drawing;
  const row = span.end?.row ?? 0;
  const from = slant[slant.length - 2];
  const at = slant[slant.length - 1];
  if (!from || !at) return [];
  const common = {
    tone: 'failure',
    subject: { kind: 'flight', flight: span.flight },
    step: now.stepOf(span.end?.index ?? 0),
  } as const;
  const rightwards = at.x >= from.x;
  const kernel = columns.kernel(span.seen === 'found' ? span.to : span.from);
  const loss = span.end?.loss ?? 'lost';
  const [left, right] = kernel ? columns.outside(kernel) : [0, 0];
  const roomy = measure(words[loss], LABEL, 'sans', 'bold') <= right - left - 18;
  const word = loss === 'dropped' && !roomy ? words.droppedShort : words[loss];
  const width = measure(word, LABEL, 'sans', 'bold');
  const near = rightwards ? at.x + 9 : at.x - 9 - width;
  const box: Rectangle = { left: near - 1, right: near + width + 1, top: at.y - 8, bottom: at.y + 9 };
  const free =
    span.seen !== 'found' &&
    apart(box, at.x, columns) &&
    !wireTaken(model, row, box, span, rows, columns) &&
    !besideTaken(row, box, drawing);
  const place = free || !kernel ? awayFrom(at.x, 9, rightwards) : outside(kernel, columns);
  return [
    {
      kind: 'line',
      ...common,
      key: `flight:${span.flight}:loss`,
      points: [at, at],
      dashed: false,
      start: 'none',
      end: 'cross',
      weight: 3,
    },
    ...grounded(
      {
        kind: 'text',
        ...common,
        key: `flight:${span.flight}:lost`,
        ...place,
        y: free ? at.y + 4 : at.y - 6,
        text: word,
        size: LABEL,
        font: 'sans',
        weight: 'bold',
        underline: false,
        turn: 0,
      },
      row,
      span,
      drawing,
    ),
  ];
}
