import type { Cast } from '../cast.ts';
import { LINE } from '../fit-text.ts';
import type { Point } from '../shape.ts';
import type { Participant } from './participant.ts';

/** What the places are reckoned from: the room, and nothing that happens. */
export interface Frame {
  readonly width: number;
  /** How wide a side is; the wires have what is left between the sides. */
  readonly side: number;
  /** Messages that are shown of a link, unless more are asked for. */
  readonly lines: number;
  readonly sizes: Sizes;
}

/** How high things are, in user units. */
export interface Sizes {
  /** An object's box: with two lines of text, or with one. */
  readonly box: number;
  readonly program: number;
  /** Above and below everything. */
  readonly top: number;
  /** How far an object stands below the one that made it, at least: «create» is as long as this. */
  readonly creation: number;
  /** Where wires leave a box: not nearer to its top, and to its bottom. */
  readonly ports: { readonly first: number; readonly last: number };
}

/** Narrower, texts would be cut. */
export const LEAST_WIDTH = 544;
const LEAST_SIDE = 176;
const MOST_SIDE = 320;
const MOST_LINES = 8;
interface Scheme extends Sizes {
  readonly leastLines: number;
}
const ROOMY: Scheme = { box: 38, program: 30, top: 6, creation: 74, ports: { first: 9, last: 8 }, leastLines: 4 };
/** In a low place: what a box says stands on one line. */
const LOW: Scheme = { box: 22, program: 22, top: 2, creation: 61, ports: { first: 5, last: 5 }, leastLines: 3 };
/** Between a host's last place and the next host's program. */
export const GAP = 18;
/** Between a stack of messages and what is above and below it. */
export const STACK_GAP = { above: 4, below: 6 } as const;
const STACK_GAPS = STACK_GAP.above + STACK_GAP.below;

/** A side with several programs gets more objects, one for each that comes later. A place that is too low for roomy boxes gets low ones, where that helps. */
export function frameOf(width: number, height: number, cast: Cast): Frame {
  const total = Math.max(LEAST_WIDTH, Math.floor(width));
  /** `ever`: with the children and threads that come later. */
  const linesIn = ({ top, program, box }: Sizes, ever: boolean): number =>
    Math.min(
      ...(['left', 'right'] as const).map((side) => {
        const hosts = cast.filter((host) => host.side === side);
        const later = sum(hosts.map((host) => host.later.length));
        const programs = Math.max(1, sum(hosts.map(({ processes }) => processes.length)) - (ever ? 0 : later));
        const objects = 2 + (ever ? later : 0);
        const spare = height - 2 * top - programs * program - (programs - 1) * GAP - objects * (box + STACK_GAPS);
        return Math.floor(spare / objects / LINE);
      }),
    );
  // Who comes later may not be known yet, and must not change how high boxes are that stand.
  const fits = (scheme: Scheme): boolean => linesIn(scheme, false) >= scheme.leastLines;
  const isLow = !fits(ROOMY) && fits(LOW);
  const { leastLines, ...sizes } = isLow ? LOW : ROOMY;
  return {
    width: total,
    side: Math.floor(Math.min(MOST_SIDE, Math.max(LEAST_SIDE, total * 0.31))),
    lines: Math.max(leastLines, Math.min(MOST_LINES, linesIn(sizes, !isLow))),
    sizes,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Where the messages of one link stand: right beside it. */
export interface Slot {
  readonly top: number;
  readonly bottom: number;
  /** The most of them that are shown. */
  readonly lines: number;
  /** The baselines of the first and of the second; all others are a line apart. */
  readonly baselines: readonly [number, number];
  /** The link runs up and down beside them, or level between the first and the second: so do their arrows. */
  readonly upright: boolean;
  /** The end of the link that is reached downwards, or to the right. */
  readonly onward: Participant;
  /** Where the arrows are (`upright`), or begin. */
  readonly x: number;
  /** On which side of `x` the texts are: to the right of it, or to the left. */
  readonly anchor: 'start' | 'end';
  /** How far the texts may reach from `x`. */
  readonly reach: number;
}

/** How a link runs, and where its messages stand. */
export interface Route {
  readonly points: readonly Point[];
  readonly slot: Slot;
}

/** From an upright link to the arrows beside it. */
export const BESIDE = 6;

export const heightOf = (lines: number): number => STACK_GAP.above + lines * LINE + STACK_GAP.below;

/** The slot beside an upright part of a link that begins at `top`. */
export function uprightSlot(top: number, lines: number, bar: number, edge: number, onward: Participant): Slot {
  const first = top + STACK_GAP.above + LINE - 3;
  return {
    top,
    bottom: top + heightOf(lines),
    lines,
    baselines: [first, first + LINE],
    upright: true,
    onward,
    x: bar + (edge > bar ? BESIDE : -BESIDE),
    anchor: edge > bar ? 'start' : 'end',
    reach: Math.abs(edge - bar) - BESIDE,
  };
}
