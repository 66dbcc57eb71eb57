import type { LineEnd, Point } from './shape.ts';

/** The mark at the end of a line, ready to be drawn: its outline, how it is painted, and where it is put. */
export interface EndMark {
  /** `solid`: full of the line's colour. `hollow`: full of the ground, with an edge. `open` and `cross`: strokes alone. */
  readonly paint: 'solid' | 'hollow' | 'open' | 'cross';
  /** An SVG path with the tip at the origin, for a line that comes from the left. */
  readonly path: string;
  readonly transform: string;
}

const MARKS: Readonly<Record<Exclude<LineEnd, 'none'>, Omit<EndMark, 'transform'>>> = {
  filled: { paint: 'solid', path: 'M0 0L-12 -5V5z' },
  triangle: { paint: 'hollow', path: 'M0 0L-14 -8V8z' },
  diamond: { paint: 'hollow', path: 'M0 0L-9 -5.5L-18 0L-9 5.5z' },
  'filled-diamond': { paint: 'solid', path: 'M0 0L-9 -5.5L-18 0L-9 5.5z' },
  open: { paint: 'open', path: 'M-10 -5L-1 0L-10 5' },
  dot: { paint: 'solid', path: 'M-5.5 0A5.5 5.5 0 1 1 5.5 0A5.5 5.5 0 1 1 -5.5 0z' },
  cross: { paint: 'cross', path: 'M-6 -6L6 6M-6 6L6 -6' },
  'small-cross': { paint: 'cross', path: 'M-4 -4L4 4M-4 4L4 -4' },
};

const round = (value: number): number => Math.round(value * 100) / 100;

/** The mark at the last of `points`; null: none. A cross stands upright however the line comes. */
export function endMark(end: LineEnd, points: readonly Point[]): EndMark | null {
  const tip = points[points.length - 1];
  const from = points[points.length - 2] ?? tip;
  if (!tip || !from || end === 'none') return null;
  const place = `translate(${round(tip.x)} ${round(tip.y)})`;
  const turn = round((Math.atan2(tip.y - from.y, tip.x - from.x) * 180) / Math.PI);
  return { ...MARKS[end], transform: end === 'cross' || turn === 0 ? place : `${place} rotate(${turn})` };
}
