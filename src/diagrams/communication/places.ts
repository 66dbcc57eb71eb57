import type { HostName } from '../../engine/trace/event.ts';
import type { Actor, Cast, CastHost } from '../cast.ts';
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
  /** Where the lines of a program run, beside all boxes; of anything else, where those of its host's first program do. */
  readonly trunk: number;
  /** Of a program: how far from the middle of another's box its lines end, so that those of two programs are two. */
  readonly port: number;
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
/** From the edge to the first trunk: every program has its own. */
const EDGE = 8;
/** Between a host's last place and the next host's program. */
const GAP = 18;
/** Between a box and the first message below it, and between the last message and its own box. */
const STACK_GAP = { above: 4, below: 6 };
const STACK_GAPS = STACK_GAP.above + STACK_GAP.below;
const TRUNK_GAP = 6;
/** What all trunks of a side may take. */
const TRUNKS = 30;

export function frameOf(width: number, height: number): Frame {
  const total = Math.max(LEAST_WIDTH, Math.floor(width));
  const spare = height - TOP - PROGRAM - 2 * (BOX + STACK_GAPS) - TOP;
  return {
    width: total,
    side: Math.floor(Math.min(MOST_SIDE, Math.max(LEAST_SIDE, total * 0.31))),
    lines: Math.max(3, Math.min(8, Math.floor(spare / 2 / LINE))),
  };
}

/** The trunks of a side: one for each program, those of a host beside each other. */
function trunksOf(hosts: Cast): {
  readonly count: number;
  readonly gap: number;
  readonly first: ReadonlyMap<HostName, number>;
} {
  const first = new Map<HostName, number>();
  let count = 0;
  for (const { name, processes } of hosts) {
    first.set(name, count);
    // A host without programs has its kernel.
    count += Math.max(1, processes.length);
  }
  return { count, gap: Math.min(TRUNK_GAP, TRUNKS / Math.max(1, count)), first };
}

/** A machine that the cast does not know. */
const STRANGER = { side: 'left', tone: 'neutral', processes: [] } as const;

/** Whether nothing stands between a program and a place. */
export const isNext = (program: Place, { side, stackTop }: Place): boolean =>
  program.side === side && program.y + program.height + STACK_GAP.above === stackTop;

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
  const trunks = { left: trunksOf(hostsOn('left')), right: trunksOf(hostsOn('right')) };
  const place = (host: HostName, kind: 'program' | 'other', whose?: Participant, process?: Actor): Place => {
    const { side, tone, processes }: Pick<CastHost, 'side' | 'tone' | 'processes'> =
      cast.find(({ name }) => name === host) ?? STRANGER;
    const nth = Math.max(0, process === undefined ? 0 : processes.indexOf(process));
    const order = (trunks[side].first.get(host) ?? 0) + nth;
    const trunkInset = EDGE + trunks[side].gap * order;
    const trunk = side === 'left' ? trunkInset : frame.width - trunkInset;
    const port = (nth - (processes.length - 1) / 2) * Math.min(8, (BOX - 8) / Math.max(1, processes.length));
    // A program's box stands over its own trunk, every other beside all trunks.
    const inset = kind === 'program' ? trunkInset - 4 : EDGE + trunks[side].gap * trunks[side].count + 2;
    const width = frame.side - inset;
    const above = bottoms[side];
    const y = kind === 'program' ? above + (above === TOP ? 0 : GAP) : above + slotOf(whose) - BOX;
    const stackTop = above + STACK_GAP.above;
    const height = kind === 'program' ? PROGRAM : BOX;
    bottoms[side] = y + height;
    const x = side === 'left' ? inset : frame.width - inset - width;
    return { side, tone, x, y, width, height, trunk, port: kind === 'program' ? port : 0, stackTop };
  };
  for (const host of cast) {
    for (const process of host.processes) {
      found.set(programKey(host.name, process), place(host.name, 'program', undefined, process));
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
