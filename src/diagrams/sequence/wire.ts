import type { Point } from '../shape.ts';
import type { Columns, Lifeline } from './columns.ts';
import { type FlightSpan, type SequenceModel, spansAcross } from './model.ts';
import type { IcmpSpan } from './spans.ts';
import type { Rows } from './rows.ts';

/** The way of a segment: straight from its sender in the row of its sending to its receiver in the row of its arrival. */
export interface Path {
  readonly slant: readonly [Point, ...Point[]];
}

/** How far a host's own loop reaches out. */
const LOOP = 56;
/** A loss is drawn at least this far from either end, so that the cross is seen to be on the way. */
const LEAST_REACH = 0.15;
const MOST_REACH = 0.9;
/** The same of what is lost outside of the diagram: it says so before the edge. */
const MOST_INSIDE = 0.45;

/** It may run across the lifelines of other hosts: what is written there stands on a ground of its own. */
export function pathOf(span: FlightSpan | IcmpSpan, rows: Rows, columns: Columns): Path | null {
  const from = columns.kernel(span.from);
  const to = columns.kernel(span.to);
  const y1 = rows.y(span.start.row);
  if (span.seen === 'found') return foundPath(to, from, y1, columns);
  if (!from) return null;
  if (span.seen === 'gone' && span.end?.kind !== 'lost') {
    return {
      slant: [
        { x: from.x, y: y1 },
        { x: beyond(from, columns).x, y: y1 },
      ],
    };
  }
  // Nobody knows yet when it will end: as if in two rows.
  const y2 = span.end ? rows.y(span.end.row) : y1 + 52;
  if (from === to) {
    const out = from.x <= columns.wire.left ? LOOP : -LOOP;
    return {
      slant: [
        { x: from.x, y: y1 },
        { x: from.x + out, y: (y1 + y2) / 2 },
        { x: from.x, y: y2 },
      ],
    };
  }
  const goal = to ?? beyond(from, columns);
  const reach =
    span.end?.kind === 'lost'
      ? Math.min(span.seen === 'gone' ? MOST_INSIDE : MOST_REACH, Math.max(LEAST_REACH, span.end.reach))
      : 1;
  const start = span.copyOf === null ? { x: from.x, y: y1 } : branchPoint(span.copyOf, y1, rows, columns, from.x);
  return { slant: [start, { x: start.x + (goal.x - start.x) * reach, y: y2 }] };
}

/** From the edge of the diagram, or where all machines are in it from the midst of the wire: nobody of them sent it. */
function foundPath(to: Lifeline | undefined, from: Lifeline | undefined, y: number, columns: Columns): Path | null {
  if (!to) return null;
  const far = beyond(to, columns).x;
  const x = columns.gate ? far : (to.x + (from?.x ?? far)) / 2;
  return {
    slant: [
      { x, y },
      { x: to.x, y },
    ],
  };
}

/** A destination that is no machine of the scenario: the other end of the wire. */
const beyond = (from: Lifeline, columns: Columns): { readonly x: number } => ({
  x: from.x <= columns.wire.left ? columns.wire.right : columns.wire.left,
});

/** A copy leaves the original's line where that crosses the copy's row. */
function branchPoint(original: FlightSpan, y: number, rows: Rows, columns: Columns, otherwise: number): Point {
  const [a, b] = pathOf(original, rows, columns)?.slant ?? [];
  if (!a || !b || b.y <= a.y) return { x: otherwise, y };
  const part = Math.min(0.9, Math.max(0, (y - a.y) / (b.y - a.y)));
  return { x: a.x + (b.x - a.x) * part, y };
}

/** The point at `part` (0 to 1) of the slant, and the slant up to it. */
export function partOfSlant(slant: Path['slant'], part: number): readonly Point[] {
  const lengths = slant
    .slice(1)
    .map((point, index) => Math.hypot(point.x - (slant[index]?.x ?? 0), point.y - (slant[index]?.y ?? 0)));
  let left = lengths.reduce((sum, each) => sum + each, 0) * Math.min(1, Math.max(0, part));
  const points: Point[] = [slant[0]];
  for (const [index, length] of lengths.entries()) {
    const a = slant[index];
    const b = slant[index + 1];
    if (!a || !b) break;
    const here = length === 0 ? 1 : Math.min(1, left / length);
    points.push({ x: a.x + (b.x - a.x) * here, y: a.y + (b.y - a.y) * here });
    left -= length;
    if (left <= 0) break;
  }
  return points;
}

export interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Whether the straight line from a to b touches the rectangle. */
export function crosses(a: Point, b: Point, box: Rectangle): boolean {
  let enter = 0;
  let leave = 1;
  for (const [start, delta, low, high] of [
    [a.x, b.x - a.x, box.left, box.right],
    [a.y, b.y - a.y, box.top, box.bottom],
  ] as const) {
    if (delta === 0) {
      if (start < low || start > high) return false;
      continue;
    }
    const one = (low - start) / delta;
    const other = (high - start) / delta;
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
  }
  return enter <= leave;
}

/** Whether another segment that was already under way at `row` runs through the rectangle. */
export function wireTaken(
  model: SequenceModel,
  row: number,
  box: Rectangle,
  own: FlightSpan | null,
  rows: Rows,
  columns: Columns,
): boolean {
  return spansAcross(model, row, row + 1).some((span) => {
    if ((span.kind !== 'flight' && span.kind !== 'icmp') || span === own || span.start.row >= row) return false;
    const slant = pathOf(span, rows, columns)?.slant ?? [];
    return slant.some((point, index) => {
      const before = slant[index - 1];
      return before !== undefined && crosses(before, point, box);
    });
  });
}
