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
}

const LEAST_WIDTH = 544;
const LEAST_SIDE = 176;
const MOST_SIDE = 320;
const LEAST_LINES = 4;
const MOST_LINES = 8;
export const BOX = 38;
export const PROGRAM = 30;
export const TOP = 6;
/** Between a host's last place and the next host's program. */
export const GAP = 18;
/** Between a stack of messages and what is above and below it. */
export const STACK_GAP = { above: 4, below: 6 } as const;
const STACK_GAPS = STACK_GAP.above + STACK_GAP.below;

/** A side with several programs gets more objects, one for each that comes later. */
export function frameOf(width: number, height: number, cast: Cast): Frame {
  const total = Math.max(LEAST_WIDTH, Math.floor(width));
  const lines = (['left', 'right'] as const).map((side) => {
    const hosts = cast.filter((host) => host.side === side);
    const programs = Math.max(1, sum(hosts.map(({ processes }) => processes.length)));
    const objects = 2 + sum(hosts.map(({ later }) => later.length));
    const spare = height - 2 * TOP - programs * PROGRAM - (programs - 1) * GAP - objects * (BOX + STACK_GAPS);
    return Math.floor(spare / objects / LINE);
  });
  return {
    width: total,
    side: Math.floor(Math.min(MOST_SIDE, Math.max(LEAST_SIDE, total * 0.31))),
    lines: Math.max(LEAST_LINES, Math.min(MOST_LINES, ...lines)),
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
