import type { HostName } from '../../engine/trace/event.ts';
import type { Cast } from '../cast.ts';
import { LINE } from '../fit-text.ts';
import type { Tone } from '../shape.ts';
import type { Participant } from './model.ts';
import { programKey } from './model.ts';

/** Where a participant's box is, and the space above it for the messages of its links. */
export interface Place {
  readonly side: 'left' | 'right';
  readonly tone: Tone;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where the line from its program comes down, beside all boxes. */
  readonly trunk: number;
  /** The top of the space for messages above the box. */
  readonly stackTop: number;
}

/** What the places are reckoned from: nothing that happens, except that the later comes below the earlier. */
export interface Frame {
  readonly width: number;
  /** How wide a side is; the wire has what is left between the sides. */
  readonly side: number;
  /** Lines of messages above a box. */
  readonly lines: number;
}

export interface Places {
  readonly frame: Frame;
  of(participant: Participant): Place | undefined;
  ofKey(key: string): Place | undefined;
  /** The bottom of all places in use by the first `count` trace events. */
  bottom(count: number): number;
}

const LEAST_WIDTH = 530;
const LEAST_SIDE = 172;
const MOST_SIDE = 320;
export const BOX = 38;
const PROGRAM = 30;
const TOP = 6;
/** From the edge to the first trunk. */
const EDGE = 8;
/** Between a host's last place and the next host's program. */
const GAP = 18;
/** Between a box and the first message below it, and between the last message and its own box. */
const STACK_GAP = { above: 4, below: 6 };
const STACK_GAPS = STACK_GAP.above + STACK_GAP.below;
const TRUNK_GAP = 6;

export function frameOf(width: number, height: number): Frame {
  const total = Math.max(LEAST_WIDTH, Math.floor(width));
  const spare = height - TOP - PROGRAM - 2 * (BOX + STACK_GAPS) - TOP;
  return {
    width: total,
    side: Math.floor(Math.min(MOST_SIDE, Math.max(LEAST_SIDE, total * 0.31))),
    lines: Math.max(3, Math.min(8, Math.floor(spare / 2 / LINE))),
  };
}

/**
 * Each side holds, from the top: for each of its hosts the programs, each with a place for the first socket it makes; then, in the
 * order of creation, every further socket and kernel. So a place never depends on what comes later.
 */
export function placesOf(
  cast: Cast,
  participants: readonly Participant[],
  frame: Frame,
  /** Lines of messages above a participant's box, where they are not as many as usual. */
  linesOf: (participant: Participant) => number = () => frame.lines,
): Places {
  const slotOf = (participant: Participant | undefined): number =>
    (participant ? linesOf(participant) : frame.lines) * LINE + STACK_GAPS + BOX;
  const found = new Map<string, Place>();
  const reserved = new Map<string, Place>();
  const bottoms = { left: TOP, right: TOP };
  const hostsOn = (side: 'left' | 'right') => cast.filter((host) => host.side === side);
  const trunkOf = (host: HostName, side: 'left' | 'right'): number => {
    const order = hostsOn(side).findIndex(({ name }) => name === host);
    const inset = EDGE + TRUNK_GAP * Math.max(0, order);
    return side === 'left' ? inset : frame.width - inset;
  };
  const place = (host: HostName, kind: 'program' | 'other', whose?: Participant): Place => {
    const { side, tone } = cast.find(({ name }) => name === host) ?? { side: 'left', tone: 'neutral' as Tone };
    const trunk = trunkOf(host, side);
    // A program's box stands over its own trunk, every other beside all trunks.
    const inset =
      kind === 'program'
        ? Math.abs(trunk - (side === 'left' ? 0 : frame.width)) - 4
        : EDGE + TRUNK_GAP * hostsOn(side).length + 2;
    const width = frame.side - inset;
    const above = bottoms[side];
    const y = kind === 'program' ? above + (above === TOP ? 0 : GAP) : above + slotOf(whose) - BOX;
    const stackTop = above + STACK_GAP.above;
    const height = kind === 'program' ? PROGRAM : BOX;
    bottoms[side] = y + height;
    return { side, tone, x: side === 'left' ? inset : frame.width - inset - width, y, width, height, trunk, stackTop };
  };
  for (const host of cast) {
    for (const process of host.processes) {
      found.set(programKey(host.name, process), place(host.name, 'program'));
      // Who comes later mostly works with the sockets that are there.
      if (!host.later.includes(process)) {
        const first = participants.find(
          ({ host: home, is }) => home === host.name && is.kind === 'socket' && is.maker === process,
        );
        reserved.set(programKey(host.name, process), place(host.name, 'other', first));
      }
    }
  }
  const standing = { left: bottoms.left, right: bottoms.right };
  const give = (participant: Participant): Place => {
    const maker = participant.is.kind === 'socket' ? participant.is.maker : null;
    const kept = maker === null ? undefined : reserved.get(programKey(participant.host, maker));
    if (!kept || maker === null) return place(participant.host, 'other', participant);
    reserved.delete(programKey(participant.host, maker));
    return kept;
  };
  return {
    frame,
    of(participant) {
      const kept = found.get(participant.key);
      if (kept) return kept;
      // In the order of creation, however often and for whom it is asked.
      for (const each of participants) {
        if (!found.has(each.key)) found.set(each.key, give(each));
        if (each === participant) break;
      }
      return found.get(participant.key);
    },
    ofKey(key) {
      const participant = participants.find((each) => each.key === key);
      return participant && this.of(participant);
    },
    bottom(count) {
      const used = participants.filter((each) => each.since < count).map((each) => this.of(each));
      return Math.max(standing.left, standing.right, ...used.map((each) => (each ? each.y + each.height : 0))) + TOP;
    },
  };
}
