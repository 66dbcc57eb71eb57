import { LINE } from '../fit-text.ts';
import type { Point } from '../shape.ts';
import { type Frame, heightOf, type Route, type Sizes, STACK_GAP, uprightSlot } from './frame.ts';
import type { CommunicationLink } from './model.ts';
import type { Participant } from './participant.ts';
import type { Place } from './side-column.ts';

interface Interval {
  readonly from: number;
  readonly to: number;
}

const meet = (a: Interval, b: Interval): boolean => a.from < b.to && b.from < a.to;

/** Beside the boxes of a side: where «create» goes down. */
const CREATIONS = 24;
/** Beside that: where wires go up or down past others, one beside the other. */
const LANES = { left: [3, 6, 9, 12], right: [1, 4, 7] } as const;
/** From a side to the upright part of a wire beside its messages, and from the lanes of the other side to the messages: they are nearest to their own wire. */
const BAR = 18;
const CLEAR = 17;
/** From a wire that runs level to the messages above and below it. */
const LEVEL = { above: 5, below: 15, gap: 6, nearer: 6 } as const;
/** From a wire to the place of the next. */
const APART = 6;
/** The least between two wires where they leave a box; `Sizes` says between where and where. */
const PORTS_APART = 6;

/**
 * The wires between the sides, each with a place of its own for its messages. Whatever comes later takes what is free by then, so a wire never
 * moves.
 */
export class Wires {
  /** Where the lanes begin on each side, and which way is away from the boxes. */
  private readonly zones: Readonly<Record<Place['side'], { readonly x: number; readonly out: 1 | -1 }>>;
  private readonly sizes: Sizes;
  private readonly taken: Interval[] = [];
  private readonly ports = new Map<Place, number[]>();
  private readonly lanes = { left: LANES.left.map(nothing), right: LANES.right.map(nothing) };

  /** `createsLeft`: objects on the left are made by others, too. */
  constructor(frame: Frame, createsLeft: boolean) {
    this.sizes = frame.sizes;
    this.zones = {
      left: { x: frame.side + (createsLeft ? CREATIONS : 0), out: 1 },
      right: { x: frame.width - frame.side - CREATIONS, out: -1 },
    };
  }

  /** How high a box may stand on the other side, so that a wire from `place` with so many messages comes straight into it. */
  leastFor(place: Place, lines: number): number {
    return (
      this.free(this.nextPort(place, -Infinity), heightOf(lines)) +
      heightOf(lines) -
      this.sizes.box +
      this.sizes.ports.last +
      2
    );
  }

  /** Between the sides, or from a box of a side down to another of the same. */
  route(link: CommunicationLink, a: Place, b: Place, lines: number): Route {
    const [endA, endB] = link.ends;
    if (a.side === b.side) {
      return a.y < b.y ? this.beside(a, b, lines, endB) : this.beside(b, a, lines, endA);
    }
    const [left, right, onward] = a.side === 'left' ? [a, b, endB] : [b, a, endA];
    return lines <= 2 ? this.level(left, right, lines, onward) : this.stepping(left, right, lines, onward);
  }

  /** A router half way: right below the messages that it sends to a kernel. */
  router(link: CommunicationLink, kernel: Place, lines: number): { readonly place: Place; readonly route: Route } {
    const router = link.ends.find(({ is }) => is.kind === 'router') ?? link.ends[0];
    const { out } = this.zones[kernel.side];
    const port = this.takePort(kernel, -Infinity);
    const top = this.take(port, heightOf(lines) + this.sizes.program + STACK_GAP.below);
    const bottom = top + heightOf(lines);
    const bar = this.bar(kernel.side);
    const width = this.reach();
    return {
      place: {
        side: kernel.side,
        tone: 'neutral',
        x: out === 1 ? bar - 6 : bar + 6 - width,
        y: bottom,
        width,
        height: this.sizes.program,
      },
      route: {
        points: [...this.down(kernel, port, top), { x: bar, y: bottom }],
        slot: uprightSlot(top, lines, bar, bar + out * this.reach(), router),
      },
    };
  }

  /** Straight across: one message above the wire, one below. */
  private level(left: Place, right: Place, lines: number, onward: Participant): Route {
    const height = LINE * 2 + LEVEL.gap;
    const port = this.takePort(left, -Infinity);
    const y = this.take(port - LINE - 3, height) + LINE + 3;
    const bar = this.bar('left');
    return {
      points: [...this.aside(left, port, y), ...this.aside(right, this.takePort(right, y), y).toReversed()],
      slot: {
        top: y - LINE - 3,
        bottom: y + LINE + 3,
        lines,
        baselines: [y - LEVEL.above, y + LEVEL.below],
        upright: false,
        onward,
        x: bar + 4,
        anchor: 'start',
        // No line turns beside it: it may reach nearer to the lanes.
        reach: this.reach() - 4 + LEVEL.nearer,
      },
    };
  }

  /** Down beside its messages, and below them to the right. */
  private stepping(left: Place, right: Place, lines: number, onward: Participant): Route {
    const port = this.takePort(left, -Infinity);
    const height = heightOf(lines);
    const end = this.takePort(right, this.free(port, height) + height);
    // Right above where it goes into the box on the right, so that it needs no further corner, and the space above it is free for others.
    const top = this.take(Math.max(port, end - height), height);
    const bottom = top + height;
    const bar = this.bar('left');
    return {
      points: [...this.down(left, port, top), { x: bar, y: bottom }, ...this.aside(right, end, bottom).toReversed()],
      slot: uprightSlot(top, lines, bar, bar + this.reach(), onward),
    };
  }

  /** Out of a side, down beside its messages, and back to the same side. */
  private beside(upper: Place, lower: Place, lines: number, onward: Participant): Route {
    const port = this.takePort(upper, -Infinity);
    const top = this.take(port, heightOf(lines));
    const bottom = top + heightOf(lines);
    const { out } = this.zones[upper.side];
    const bar = this.bar(upper.side);
    const end = this.takePort(lower, bottom);
    const lane = this.lane(upper.side, { from: Math.min(end, bottom), to: Math.max(end, bottom) });
    return {
      points: [
        ...this.down(upper, port, top),
        { x: bar, y: bottom },
        { x: lane, y: bottom },
        { x: lane, y: end },
        { x: innerEdge(lower), y: end },
      ],
      slot: uprightSlot(top, lines, bar, bar + out * this.reach(), onward),
    };
  }

  private bar(side: Place['side']): number {
    return this.zones[side].x + this.zones[side].out * BAR;
  }

  /** From the upright part of a wire to the lanes of the other side. */
  private reach(): number {
    return this.zones.right.x - this.zones.left.x - BAR - CLEAR;
  }

  /** From a box to the top of its messages, past those of others. */
  private down(place: Place, port: number, top: number): readonly Point[] {
    const bar = this.bar(place.side);
    if (port === top) {
      return [
        { x: innerEdge(place), y: port },
        { x: bar, y: port },
      ];
    }
    return [...this.aside(place, port, top), { x: bar, y: top }];
  }

  /** From a box to another height, in the lanes beside it. */
  private aside(place: Place, port: number, y: number): readonly Point[] {
    const start = { x: innerEdge(place), y: port };
    if (port === y) return [start];
    const lane = this.lane(place.side, { from: Math.min(port, y), to: Math.max(port, y) });
    return [start, { x: lane, y: port }, { x: lane, y }];
  }

  /** A lane in which nothing runs from here to there; the last where all are taken. */
  private lane(side: Place['side'], interval: Interval): number {
    const all = this.lanes[side];
    const free = all.findIndex((used) => !used.some((each) => meet(each, interval)));
    const chosen = free === -1 ? all.length - 1 : free;
    all[chosen]?.push(interval);
    return this.zones[side].x + this.zones[side].out * (LANES[side][chosen] ?? 0);
  }

  /** The first height from `from` on where so much is free. */
  private free(from: number, height: number): number {
    let top = from;
    for (const { to } of this.taken.toSorted((a, b) => a.from - b.from)) {
      if (to > top && this.taken.some((each) => meet(each, { from: top, to: top + height + APART }))) top = to;
    }
    return top;
  }

  private take(from: number, height: number): number {
    const top = this.free(from, height);
    this.taken.push({ from: top, to: top + height + APART });
    return top;
  }

  /** Where the next wire leaves a box: as near to `wanted` as may be, not above it. */
  private nextPort(place: Place, wanted: number): number {
    const used = this.ports.get(place) ?? [];
    const first = place.y + this.sizes.ports.first;
    const last = place.y + place.height - this.sizes.ports.last;
    const start = Math.min(Math.max(first, wanted), last);
    const isFree = (y: number): boolean => used.every((each) => Math.abs(each - y) >= PORTS_APART);
    for (let y = start; y <= last; y++) if (isFree(y)) return y;
    for (let y = start; y >= first; y--) if (isFree(y)) return y;
    return start;
  }

  private takePort(place: Place, wanted: number): number {
    const port = this.nextPort(place, wanted);
    this.ports.set(place, [...(this.ports.get(place) ?? []), port]);
    return port;
  }
}

const nothing = (): Interval[] => [];

const innerEdge = ({ side, x, width }: Place): number => (side === 'left' ? x + width : x);
