import type { TcpState } from '../../engine/trace/connection-note.ts';
import { LABEL, LINE } from '../fit-text.ts';
import type { Measure, Point } from '../shape.ts';
import { STATES, type TransitionId } from './machine.ts';
import type { StatesWords } from './words.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface LabelPlace {
  readonly x: number;
  /** The baseline of each line of the label. */
  readonly baselines: readonly number[];
  readonly anchor: 'start' | 'middle' | 'end';
}

/** How a transition runs, where its label stands, and where its numbers: about the line, or away from a label beside it. */
export interface Route {
  readonly points: readonly Point[];
  readonly label: LabelPlace;
  readonly badge: Point & { readonly grows: 'both' | 'left' | 'right' };
}

/** The fixed figure: where everything stands. */
export interface Places {
  readonly width: number;
  /** Of the figure without what is written below it. */
  readonly height: number;
  readonly states: ReadonlyMap<TcpState, Place>;
  /** CLOSED once more, where connections end: the figure of the RFC has it twice as well. */
  readonly end: Place;
  /** The composite state. */
  readonly frame: Place;
  readonly frameName: Point;
  readonly initial: Point;
  readonly routes: Readonly<Record<TransitionId, Route>>;
}

const HEIGHT = 34;
const MARGIN = 4;
/** From the frame to the boxes in it. */
const INSET = 10;
/** From the side of a box to a line that leaves it near its corner. */
const NEAR_CORNER = 9;
/** From a line to a text beside it: a number on the line has room between. */
const BESIDE = 17;
/** From a horizontal line to the baselines above and below it. */
const ABOVE = 6;
const BELOW = 17;

/** The tops of the rows. */
const ROW = {
  closed: 34,
  listen: 114,
  frame: 172,
  opening: 214,
  established: 280,
  closing: 368,
  closed1: 458,
  wait: 546,
  frameEnd: 628,
  end: 658,
};
/** ESTABLISHED is somewhat higher: two lines come and go at each side. */
const TALL = 42;

/**
 * The figure of RFC 9293 §3.3.2 as textbooks draw it: opening above, the active close on the left, the passive close on the right. Its
 * width depends on how wide the words are.
 */
export function placesOf(words: StatesWords, measure: Measure): Places {
  const box = Math.ceil(Math.max(...STATES.map((state) => measure(state, LABEL, 'sans', 'bold')))) + 14;
  const widthOf = (id: TransitionId): number =>
    Math.max(...words.labels[id].map((line) => measure(line, LABEL, 'sans', 'normal')));
  /** What a label needs of the way from the middle of a side column to the box of the middle: on its line, or beside the end of it. */
  const legs = [
    ...(['connect', 'syn', 'abort', 'second-fin'] as const).map((id) => widthOf(id) + 12),
    widthOf('syn-ack') + BESIDE + 4,
  ];
  const gap = Math.ceil(
    Math.max(
      ...legs.map((leg) => leg - box / 2),
      widthOf('handshake-ack') + 24 - NEAR_CORNER,
      widthOf('fin-crosses') + 12 - box / 2,
    ),
  );
  const left = MARGIN + INSET;
  const middle = left + box + gap;
  const right = middle + box + gap;
  const [x1, x2, x3] = [left + box / 2, middle + box / 2, right + box / 2];
  const width = right + box + INSET + MARGIN;
  const at = (x: number, y: number, height = HEIGHT): Place => ({ x, y, width: box, height });
  const states = new Map<TcpState, Place>([
    ['CLOSED', at(middle, ROW.closed)],
    ['LISTEN', at(middle, ROW.listen)],
    ['SYN-RECEIVED', at(left, ROW.opening)],
    ['SYN-SENT', at(right, ROW.opening)],
    ['ESTABLISHED', at(middle, ROW.established, TALL)],
    ['FIN-WAIT-1', at(left, ROW.closing)],
    ['CLOSE-WAIT', at(right, ROW.closing)],
    ['FIN-WAIT-2', at(left, ROW.closed1)],
    ['CLOSING', at(middle, ROW.closed1)],
    ['LAST-ACK', at(right, ROW.closed1)],
    ['TIME-WAIT', at(middle, ROW.wait)],
  ]);
  const end = at(middle, ROW.end);
  const mid = (top: number): number => top + HEIGHT / 2;
  const edges = { left: middle, right: middle + box };
  /** Lines that leave a box of the left column near its corners. */
  const outer = left + NEAR_CORNER;
  const inner = left + box - NEAR_CORNER;
  const [upper, lower] = [ROW.established + 10, ROW.established + TALL - 10];
  const above = (y: number, lines: number): number[] =>
    Array.from({ length: lines }, (_, line) => y - ABOVE - LINE * (lines - 1 - line));
  /** The first line above, the second below. */
  const around = (y: number): number[] => [y - ABOVE, y + BELOW];
  const between = (top: number, bottom: number, lines: number): number[] =>
    Array.from({ length: lines }, (_, line) => (top + bottom) / 2 + 5 + LINE * (line - (lines - 1) / 2) - 3);
  const lines = (id: TransitionId): number => words.labels[id].length;
  const vertical = (id: TransitionId, x: number, top: number, bottom: number, side: 'left' | 'right'): Route => ({
    points: [
      { x, y: top },
      { x, y: bottom },
    ],
    label: {
      x: side === 'right' ? x + BESIDE : x - BESIDE,
      baselines: between(top, bottom, lines(id)),
      anchor: side === 'right' ? 'start' : 'end',
    },
    badge: { x, y: (top + bottom) / 2 - 3, grows: side === 'right' ? 'left' : 'right' },
  });
  const route = (points: readonly (readonly [number, number])[], label: LabelPlace, badge: Route['badge']): Route => ({
    points: points.map(([x, y]) => ({ x, y })),
    label,
    badge,
  });
  const onLeg = (from: number, to: number, baselines: readonly number[]): LabelPlace => ({
    x: (from + to) / 2,
    baselines,
    anchor: 'middle',
  });
  const closedRight = mid(ROW.closed);
  const crossing = mid(ROW.closing);
  const routes: Record<TransitionId, Route> = {
    listen: vertical('listen', x2 - 20, ROW.closed + HEIGHT, ROW.listen, 'left'),
    'stop-listening': vertical('stop-listening', x2 + 20, ROW.listen, ROW.closed + HEIGHT, 'right'),
    connect: route(
      [
        [edges.right, closedRight],
        [x3, closedRight],
        [x3, ROW.opening],
      ],
      onLeg(edges.right, x3, around(closedRight)),
      { x: x3, y: ROW.listen, grows: 'both' },
    ),
    syn: route(
      [
        [edges.left, mid(ROW.listen)],
        [x1, mid(ROW.listen)],
        [x1, ROW.opening],
      ],
      onLeg(x1, edges.left, around(mid(ROW.listen))),
      { x: x1, y: ROW.frame + 18, grows: 'both' },
    ),
    'syn-crosses': route(
      [
        [right, mid(ROW.opening)],
        [left + box, mid(ROW.opening)],
      ],
      onLeg(left + box, right, around(mid(ROW.opening))),
      { x: right - 26, y: mid(ROW.opening), grows: 'both' },
    ),
    'syn-ack': route(
      [
        [x3, ROW.opening + HEIGHT],
        [x3, upper],
        [edges.right, upper],
      ],
      { x: x3 - BESIDE, baselines: above(upper, lines('syn-ack')), anchor: 'end' },
      { x: x3, y: (ROW.opening + HEIGHT + upper) / 2, grows: 'both' },
    ),
    'handshake-ack': route(
      [
        [inner, ROW.opening + HEIGHT],
        [inner, upper],
        [edges.left, upper],
      ],
      { x: edges.left - 12, baselines: above(upper, lines('handshake-ack')), anchor: 'end' },
      { x: inner, y: ROW.opening + HEIGHT + 13, grows: 'both' },
    ),
    'close-early': route(
      [
        [outer, ROW.opening + HEIGHT],
        [outer, ROW.closing],
      ],
      { x: outer + 6, baselines: [lower + 22, lower + 22 + LINE].slice(0, lines('close-early')), anchor: 'start' },
      { x: outer, y: ROW.opening + HEIGHT + 24, grows: 'both' },
    ),
    'active-close': route(
      [
        [edges.left, lower],
        [inner, lower],
        [inner, ROW.closing],
      ],
      {
        x: inner + BESIDE,
        baselines: [lower + 26, lower + 26 + LINE].slice(0, lines('active-close')),
        anchor: 'start',
      },
      { x: (inner + edges.left) / 2, y: lower, grows: 'both' },
    ),
    'first-fin': route(
      [
        [edges.right, lower],
        [x3, lower],
        [x3, ROW.closing],
      ],
      { x: x3 - 8, baselines: [lower + 26, lower + 26 + LINE].slice(0, lines('first-fin')), anchor: 'end' },
      { x: (edges.right + x3) / 2, y: lower, grows: 'both' },
    ),
    'fin-acknowledged': vertical('fin-acknowledged', x1, ROW.closing + HEIGHT, ROW.closed1, 'right'),
    'fin-crosses': route(
      [
        [left + box, crossing],
        [x2, crossing],
        [x2, ROW.closed1],
      ],
      onLeg(left + box, x2, around(crossing)),
      { x: x2, y: crossing + 42, grows: 'both' },
    ),
    'second-fin': route(
      [
        [x1, ROW.closed1 + HEIGHT],
        [x1, mid(ROW.wait)],
        [edges.left, mid(ROW.wait)],
      ],
      onLeg(x1, edges.left, around(mid(ROW.wait))),
      { x: x1, y: ROW.closed1 + HEIGHT + 26, grows: 'both' },
    ),
    'crossing-acknowledged': vertical('crossing-acknowledged', x2, ROW.closed1 + HEIGHT, ROW.wait, 'right'),
    'passive-close': vertical('passive-close', x3, ROW.closing + HEIGHT, ROW.closed1, 'left'),
    'last-ack': route(
      [
        [x3, ROW.closed1 + HEIGHT],
        [x3, mid(ROW.end)],
        [edges.right, mid(ROW.end)],
      ],
      { x: x3 - BESIDE, baselines: between(ROW.closed1 + HEIGHT, ROW.frameEnd, lines('last-ack')), anchor: 'end' },
      { x: x3, y: (ROW.closed1 + HEIGHT + ROW.frameEnd) / 2, grows: 'both' },
    ),
    'wait-over': {
      points: [
        { x: x2, y: ROW.wait + HEIGHT },
        { x: x2, y: ROW.end },
      ],
      // Room for a second line, which says when.
      label: { x: x2 + BESIDE, baselines: between(ROW.wait + HEIGHT, ROW.frameEnd, 2), anchor: 'start' },
      badge: { x: x2, y: (ROW.wait + HEIGHT + ROW.frameEnd) / 2, grows: 'left' },
    },
    abort: route(
      [
        [x1, ROW.frameEnd],
        [x1, mid(ROW.end)],
        [edges.left, mid(ROW.end)],
      ],
      onLeg(x1, edges.left, around(mid(ROW.end))),
      { x: x1, y: ROW.frameEnd + 14, grows: 'both' },
    ),
  };
  return {
    width,
    height: ROW.end + HEIGHT + MARGIN,
    states,
    end,
    frame: { x: MARGIN, y: ROW.frame, width: width - 2 * MARGIN, height: ROW.frameEnd - ROW.frame },
    frameName: { x: x2, y: ROW.frame + 18 },
    initial: { x: x2, y: 12 },
    routes,
  };
}
