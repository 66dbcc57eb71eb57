import type { Micros } from '../../engine/base/time.ts';
import type { Cast } from '../cast.ts';
import { LABEL, LINE } from '../fit-text.ts';
import type { Measure, Point, Shape, Subject } from '../shape.ts';
import type { Columns, Lifeline } from './columns.ts';
import type { FlightSpan, SequenceModel } from './model.ts';
import type { Rows } from './rows.ts';
import { segmentTone } from './segment-label.ts';
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
  const ended = span.end !== null && span.end.row < now.rows ? span.end : null;
  const points = ended
    ? [...path.before, ...path.slant, ...path.after]
    : [...path.before, ...partOfSlant(path.slant, progress(span, path.slant, now))];
  const shapes: Shape[] = [
    {
      kind: 'line',
      key,
      tone,
      subject,
      step,
      points,
      dashed: span.repeats !== null || span.copyOf !== null,
      start: 'none',
      end: ended === null ? 'dot' : ended.kind === 'arrived' ? 'filled' : 'none',
      weight: ended === null ? 3 : 2,
    },
    ...labelShapes(span, drawing, { key, tone, subject, step }),
  ];
  if (ended?.kind === 'lost') shapes.push(...lossShapes(span, path.slant, drawing, now));
  return shapes;
}

/** How much of the slant is behind it: as virtual time says, but never below the line of now. */
function progress(span: FlightSpan, slant: readonly Point[], now: Instant): number {
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
 * move; when another segment runs through that place, on the other side of the sender's lifeline.
 */
function labelShapes(span: FlightSpan, drawing: Drawing, wearing: Wearing): readonly Shape[] {
  const { model, columns, rows, measure } = drawing;
  const kernel = columns.kernel(span.from);
  const lines = rows.lines(span.start.row);
  const path = pathOf(span, rows, columns);
  if (!kernel || !path) return [];
  const y = rows.y(span.start.row);
  const [start, end] = path.slant;
  const loop = span.from === span.to;
  const rightwards = (end?.x ?? start.x) >= start.x;
  const width = Math.max(0, ...lines.map((line) => measure(line, LABEL, 'mono', 'bold')));
  const near = rightwards ? start.x + 7 : start.x - 7 - width;
  const box: Rectangle = { left: near - 3, right: near + width + 3, top: y - 5 - LINE * lines.length, bottom: y - 2 };
  const free = !loop && onWire(box, columns) && !wireTaken(model, span.start.row, box, span, rows, columns);
  const place = free ? awayFrom(start.x, 7, rightwards) : outside(kernel, columns);
  return lines.map(
    (text, index): Shape => ({
      kind: 'text',
      ...wearing,
      key: `${wearing.key}:label${index}`,
      ...place,
      y: y - 6 - LINE * (lines.length - 1 - index),
      text,
      size: LABEL,
      font: 'mono',
      weight: index === 0 ? 'bold' : 'normal',
      underline: false,
      turn: 0,
    }),
  );
}

type Place = { readonly x: number; readonly anchor: 'start' | 'end' };

const awayFrom = (x: number, gap: number, rightwards: boolean): Place =>
  rightwards ? { x: x + gap, anchor: 'start' } : { x: x - gap, anchor: 'end' };

/** On the side of a kernel's lifeline that is turned away from the wire. */
function outside(kernel: Lifeline, columns: Columns): Place {
  const [left] = columns.outside(kernel);
  return awayFrom(kernel.x, 9, left === kernel.x);
}

const onWire = (box: Rectangle, columns: Columns): boolean =>
  box.left >= columns.wire.left && box.right <= columns.wire.right;

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
  const width = measure(words.lost, LABEL, 'sans', 'bold');
  const near = rightwards ? at.x + 9 : at.x - 9 - width;
  const box: Rectangle = { left: near - 1, right: near + width + 1, top: at.y - 8, bottom: at.y + 9 };
  const free = onWire(box, columns) && !wireTaken(model, row, box, span, rows, columns);
  const kernel = columns.kernel(span.from);
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
    {
      kind: 'text',
      ...common,
      key: `flight:${span.flight}:lost`,
      ...place,
      y: free ? at.y + 5 : at.y - 6,
      text: words.lost,
      size: LABEL,
      font: 'sans',
      weight: 'bold',
      underline: false,
      turn: 0,
    },
  ];
}
