/**
 * What a laid-out diagram is made of. Plain data in user units (CSS pixels at zoom 1); one renderer draws every
 * diagram from these, one exporter writes them as SVG. No colours: a tone, which the theme resolves.
 */
export type Tone =
  | 'client'
  | 'server'
  | 'third'
  | 'fourth'
  | 'handshake'
  | 'waiting'
  | 'success'
  | 'failure'
  | 'neutral'
  | 'faint'
  /** What the cursor points at: the colour of a selection. */
  | 'accent';

/** What a shape stands for: a click selects it, and a selection elsewhere highlights it. */
export type Subject =
  | { readonly kind: 'socket'; readonly host: string; readonly socket: number }
  | { readonly kind: 'flight'; readonly flight: number }
  | { readonly kind: 'call'; readonly callId: number }
  | { readonly kind: 'process'; readonly process: string }
  /** Whatever of a program several calls carry out: an action, an operation, a use case. `id` names it among all of them; the calls are those of the whole run. */
  | { readonly kind: 'calls'; readonly id: string; readonly calls: readonly number[] };

interface Common {
  /** Stable for the life of the diagram: the same thing keeps its key when a step is added. */
  readonly key: string;
  readonly tone: Tone;
  /** Null: not selectable. */
  readonly subject: Subject | null;
  /** The timeline step that made the shape; the renderer accents what is new at the cursor. */
  readonly step: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `triangle` and `diamond` are hollow: generalisation and aggregation. */
export type LineEnd =
  | 'none'
  | 'filled'
  | 'open'
  | 'cross'
  | 'small-cross'
  | 'dot'
  | 'triangle'
  | 'diamond'
  | 'filled-diamond';

/** `band`: a soft wash without an edge. `ground`: what everything is drawn on, without an edge; it hides what is below. `line`: full of the colour of lines. */
export type Fill = 'solid' | 'hatched' | 'none' | 'tinted' | 'band' | 'ground' | 'line';

export type Shape =
  | (Common & {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly corner: number;
      readonly fill: Fill;
      readonly dashed: boolean;
    })
  /** Its middle, and half of its width and of its height. */
  | (Common & {
      readonly kind: 'ellipse';
      readonly x: number;
      readonly y: number;
      readonly rx: number;
      readonly ry: number;
      readonly fill: Fill;
      readonly dashed: boolean;
    })
  /** Closed: the last point is joined to the first. */
  | (Common & {
      readonly kind: 'polygon';
      readonly points: readonly Point[];
      readonly fill: Fill;
      readonly dashed: boolean;
    })
  | (Common & {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly dashed: boolean;
      readonly start: LineEnd;
      readonly end: LineEnd;
      readonly weight: 1 | 2 | 3;
      /** Corners are rounded with this radius; absent: sharp. */
      readonly bend?: number;
    })
  | (Common & {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly font: 'mono' | 'sans';
      readonly weight: 'normal' | 'bold';
      readonly underline: boolean;
      /** As the names of abstract classes; absent: upright. */
      readonly italic?: boolean;
      /** Degrees, clockwise, about (x, y). */
      readonly turn: number;
    });

/** A diagram laid out: its extent and its shapes, in drawing order, ascending in y where the diagram grows downwards. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** How wide a text will be drawn, in user units. Passed in, so that layouts are tested without a browser. */
export type Measure = (text: string, size: number, font: 'mono' | 'sans', weight: 'normal' | 'bold') => number;

const round = (value: number): string => String(Math.round(value * 10) / 10);
const at = (x: number, y: number): string => `${round(x)}:${round(y)}`;

/** One shape as short text, e.g. `line(52:120 197:120 filled)` or `text(124:114 middle "listen(3, 1)")`, for tests. */
export function describeShape(shape: Shape): string {
  switch (shape.kind) {
    case 'box':
      return `box(${at(shape.x, shape.y)} ${round(shape.width)}x${round(shape.height)} ${shape.fill}${shape.dashed ? ' dashed' : ''} ${shape.tone})`;
    case 'ellipse':
      return `ellipse(${at(shape.x, shape.y)} ${round(shape.rx)}x${round(shape.ry)} ${shape.fill}${shape.dashed ? ' dashed' : ''} ${shape.tone})`;
    case 'polygon':
      return `polygon(${[...shape.points.map(({ x, y }) => at(x, y)), shape.fill, ...(shape.dashed ? ['dashed'] : []), shape.tone].join(' ')})`;
    case 'line': {
      const ends = [shape.start, shape.end].filter((end) => end !== 'none');
      return `line(${[...shape.points.map(({ x, y }) => at(x, y)), ...ends, ...(shape.dashed ? ['dashed'] : []), shape.tone].join(' ')})`;
    }
    case 'text':
      return `text(${at(shape.x, shape.y)} ${shape.anchor} "${shape.text}" ${shape.tone})`;
  }
}

/** A picture as short text, one line a shape, in drawing order. */
export const describe = (picture: Picture): string[] => picture.shapes.map(describeShape);
