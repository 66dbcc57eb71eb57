import type { Micros } from '../engine/base/time.ts';
import type { Picture, Subject } from './shape.ts';

/** A cursor: how much of the trace has happened, when, and which step made what. */
export interface FigureMoment {
  readonly count: number;
  readonly time: Micros;
  /** The step that made the trace event at `index`; 1 is the first. */
  stepOf(index: number): number;
}

/** A part of a picture, in its units. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A diagram laid out for the whole of a run. Nothing in it moves when the cursor does. */
export interface FigureLayout {
  readonly width: number;
  readonly height: number;
  /** What stands at its top whatever the cursor, and stays in sight while one scrolls; absent: nothing. */
  readonly heads?: Picture;
  draw(moment: FigureMoment): Picture;
  /** Where the reader wants to look: what runs or what is new; null: nowhere in particular. */
  focus(moment: FigureMoment): Region | null;
}

/** One line of a diagram's table. */
export interface FigureRow {
  /** The key of the shape in the picture that says the same. */
  readonly key: string;
  readonly subject: Subject | null;
  /** As many as there are columns; one line of text each. */
  readonly cells: readonly string[];
}

/** A diagram at a cursor as text, for a screen reader and for whoever prefers reading. */
export interface FigureTable {
  /** One sentence that says what the diagram shows. */
  readonly summary: string;
  readonly columns: readonly string[];
  readonly rows: readonly FigureRow[];
  /** Rows before those listed. */
  readonly left: number;
}
