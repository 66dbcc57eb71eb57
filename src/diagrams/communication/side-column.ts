import type { CastHost } from '../cast.ts';
import type { Tone } from '../shape.ts';
import { type Frame, GAP, heightOf, type Route, STACK_GAP, uprightSlot } from './frame.ts';
import type { CommunicationLink } from './model.ts';

/** Where a participant's box is. */
export interface Place {
  readonly side: CastHost['side'];
  readonly tone: Tone;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of a program: also the line beside all boxes along which its links run down. */
export interface ProgramPlace extends Place {
  readonly trunk: number;
}

/** A link of a program to an object that is about to be placed, and the lines that its messages take. */
export interface Call {
  readonly link: CommunicationLink;
  readonly program: ProgramPlace;
  readonly lines: number;
}

/** From the edge to the first trunk, and from one to the next. */
const EDGE = 3;
const TRUNK_GAP = 8;
/** What all trunks of a side may take. */
const TRUNKS = 30;
/** From the last trunk to the first link that ends in a box, and from one such to the next. */
const BAR = 7;
const BAR_GAP = 9;
/** Between the messages of one link and those of the next to the same box. */
const APART = 4;
/** Between two programs of a family. */
const PROGRAM_GAP = 8;
/** From a text to the side's edge on the left, where wires go down right beside it. */
const CLEAR = 7;

/** One side of the diagram: programs, and below them the objects that they work with, each with the messages that it gets above it. */
export class SideColumn {
  readonly side: CastHost['side'];
  private readonly frame: Frame;
  /** Between two trunks: closer where there are many. */
  private readonly gap: number;
  private readonly trunks: number;
  private placed = 0;
  private used: number;

  /** `programs`: as many will be placed, each with a trunk. */
  constructor(side: CastHost['side'], frame: Frame, programs: number) {
    this.side = side;
    this.frame = frame;
    this.used = frame.sizes.top;
    this.gap = Math.min(TRUNK_GAP, TRUNKS / Math.max(1, programs));
    this.trunks = Math.max(1, programs);
  }

  get bottom(): number {
    return this.used;
  }

  /** A program, below others of its family (`first`: it has none above it). */
  program(tone: Tone, first: boolean): ProgramPlace {
    const inset = EDGE + this.gap * this.placed++;
    const { top, program } = this.frame.sizes;
    const above = this.used === top ? 0 : first ? GAP : PROGRAM_GAP;
    const place = { ...this.box(tone, inset - EDGE + 1, this.used + above, program), trunk: this.at(inset) };
    this.used = place.y + place.height;
    return place;
  }

  /** An object with the links that programs have to it, not above `least`. */
  object(
    tone: Tone,
    calls: readonly Call[],
    {
      lines,
      created,
      least,
    }: {
      /** Lines to keep free above it where nothing calls it. */
      readonly lines: number;
      /** Another object made it. */
      readonly created: boolean;
      readonly least: number;
    },
  ): { readonly place: Place; readonly routes: ReadonlyMap<CommunicationLink, Route> } {
    const { box, creation } = this.frame.sizes;
    const above = this.used;
    const stacked = calls.reduce((sum, call) => sum + heightOf(call.lines) + APART, -APART);
    const heights = calls.length === 0 ? heightOf(lines) : stacked;
    const last = EDGE + this.gap * (this.trunks - 1);
    const y = Math.max(above + heights, created ? above + creation : 0, least);
    const place = this.box(tone, last + BAR - 4, y, box);
    this.used = y + box;
    // What is kept free beyond its messages is above them, so that they stand at the box to which their links lead.
    let top = y - heights;
    const routes = new Map<CommunicationLink, Route>();
    for (const [order, { link, program, lines: most }] of calls.entries()) {
      const bar = this.at(last + BAR + BAR_GAP * order);
      const callee = link.ends.find(({ is }) => is.kind !== 'program') ?? link.ends[0];
      const straight = order === 0 && program.y + program.height === above;
      const from = program.y < top ? program.y + program.height : program.y;
      const points = straight
        ? [{ x: bar, y: from }]
        : [
            { x: program.trunk, y: from },
            { x: program.trunk, y: top + STACK_GAP.above - 1 },
            { x: bar, y: top + STACK_GAP.above - 1 },
          ];
      const slot = uprightSlot(top, most, bar, this.at(this.frame.side - (this.side === 'left' ? CLEAR : 0)), callee);
      routes.set(link, { points: [...points, { x: bar, y }], slot });
      top += heightOf(most) + APART;
    }
    return { place, routes };
  }

  /** So far from the outer edge. */
  private at(inset: number): number {
    return this.side === 'left' ? inset : this.frame.width - inset;
  }

  private box(tone: Tone, inset: number, y: number, height: number): Place {
    const width = this.frame.side - inset;
    const x = this.side === 'left' ? inset : this.frame.width - inset - width;
    return { side: this.side, tone, x, y, width, height };
  }
}
