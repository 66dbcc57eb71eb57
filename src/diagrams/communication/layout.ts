import type { Cast, CastHost } from '../cast.ts';
import type { FigureLayout, Region } from '../figure.ts';
import { LABEL } from '../fit-text.ts';
import type { Measure, Picture, Shape } from '../shape.ts';
import { type Frame, frameOf, LEAST_WIDTH } from './frame.ts';
import { creationShapes, linkShapes } from './link-shapes.ts';
import { stackShapes } from './message-shapes.ts';
import type { CommunicationLink, CommunicationModel, Message } from './model.ts';
import { type Participant, programKey } from './participant.ts';
import { objectShapes } from './object-shapes.ts';
import type { SocketClasses } from '../socket-classes.ts';
import { translated } from '../translate.ts';
import { type Places, placesOf } from './places.ts';
import type { CommunicationWords } from './words.ts';

/** What a communication diagram is laid out for. */
export interface CommunicationStyle {
  readonly cast: Cast;
  /** The room there is, in user units; the diagram may need more. */
  readonly width: number;
  readonly height: number;
  readonly measure: Measure;
  readonly words: CommunicationWords;
  readonly classOf: SocketClasses;
  /** The view of one side alone. Absent: of both. */
  readonly side?: CastHost['side'] | null;
  /** Links by their keys whose messages are all shown; of the others the last few. */
  readonly open?: readonly string[];
  /** For paper: all messages of all links, no room for more, and nothing to press. */
  readonly whole?: boolean;
}

/** How much of the trace has happened, and which step made a trace event. */
export interface CommunicationMoment {
  readonly count: number;
  stepOf(index: number): number;
}

export interface CommunicationLayout extends FigureLayout {
  /** Objects and links keep their places whatever comes; only a full stack of messages moves up. */
  draw(moment: CommunicationMoment): Picture;
  /** Where the newest message stands, with the boxes at the ends of its link that are near; null when there is none. */
  focus(moment: CommunicationMoment): Region | null;
}

/** Beside the boxes that stand at the edges, where there is room for it: whole borders, and air. */
const MARGIN = 5;

export function layOutCommunication(model: CommunicationModel, style: CommunicationStyle): CommunicationLayout {
  const margin = Math.max(0, Math.min(MARGIN, Math.floor((style.width - LEAST_WIDTH) / 2)));
  const frame = frameOf(style.width - 2 * margin, style.height, style.cast);
  const { side = null, whole = false, open = [] } = style;
  const isOpen = ({ key }: CommunicationLink): boolean => whole || open.includes(key);
  const places = placesOf(style.cast, model, frame, (link) => {
    if (whole) return Math.max(1, link.messages.length);
    return isOpen(link) ? Math.max(frame.lines, link.messages.length + 1) : null;
  });
  const hosts = new Set(style.cast.filter((host) => side === null || host.side === side).map(({ name }) => name));
  const isInside = ({ host }: Participant): boolean => hosts.has(host);
  const edge = edgeOf(style, frame);
  const width = (edge?.width ?? frame.width) + 2 * margin;
  const bottom = places.bottom(Number.POSITIVE_INFINITY);
  return {
    width,
    height: bottom,
    draw(moment) {
      const links = model.links.filter(({ since, ends }) => since < moment.count && ends.some(isInside));
      const objects = standing(model, style.cast, moment.count).filter(isInside);
      const shapes: Shape[] = [
        ...links.flatMap((link) => linkShapes(link, places, moment)),
        ...objects.flatMap((each) => creationShapes(each, places, moment)),
        ...objects.flatMap((each) => {
          const place = places.of(each);
          const step = each.since < 0 ? 0 : moment.stepOf(each.since);
          const { cast, words, classOf } = style;
          const naming = { cast, words, classOf, count: moment.count };
          return place ? objectShapes(each, place, naming, step, style.measure) : [];
        }),
        ...links.flatMap((link) => {
          const slot = places.routeOf(link)?.slot;
          if (!slot) return [];
          const total = happened(link.messages, moment.count);
          const messages = link.messages.slice(Math.max(0, total - slot.lines), total);
          const folds = !whole && isOpen(link) && total > frame.lines;
          return stackShapes(
            { link, slot, messages, total, folds },
            {
              words: style.words,
              measure: style.measure,
              count: moment.count,
              marksNewest: !whole,
              stepOf: (index) => moment.stepOf(index),
              tone: (message) => toneOf(message, places),
            },
          );
        }),
      ];
      const height = places.bottom(moment.count);
      const all = edge ? [...edgeShapes(edge, bottom), ...shapes] : shapes;
      const right = margin - (edge?.left ?? 0);
      return { width, height, shapes: all.map((shape) => translated(shape, right, 0)) };
    },
    focus(moment) {
      const last = model.messages[happened(model.messages, moment.count) - 1];
      const link = last && model.links.find(({ messages }) => messages.includes(last));
      const slot = link && places.routeOf(link)?.slot;
      if (!slot) return null;
      const { box } = frame.sizes;
      return {
        left: 0,
        right: width,
        top: Math.max(0, slot.top - box),
        bottom: Math.min(bottom, slot.bottom + box),
      };
    },
  };
}

/** Where the diagram ends in the view of one side: a line across the wire, and beyond it the name of the other. */
interface Edge {
  readonly x: number;
  /** What is left of this is not in the picture. */
  readonly left: number;
  readonly width: number;
  readonly outwards: 1 | -1;
  readonly label: string;
}

function edgeOf({ side = null, cast, measure }: CommunicationStyle, frame: Frame): Edge | null {
  if (side === null) return null;
  const label = cast
    .filter((host) => host.side !== side)
    .map((host) => host.label)
    .join(', ');
  const beyond = measure(label, LABEL, 'sans', 'normal') + 14;
  return side === 'left'
    ? { x: frame.width - frame.side, left: 0, width: frame.width - frame.side + beyond, outwards: 1, label }
    : { x: frame.side, left: frame.side - beyond, width: frame.width - frame.side + beyond, outwards: -1, label };
}

function edgeShapes({ x, outwards, label }: Edge, height: number): readonly Shape[] {
  const common = { tone: 'neutral', subject: null, step: 0 } as const;
  return [
    {
      kind: 'line',
      ...common,
      key: 'edge',
      points: [
        { x, y: 0 },
        { x, y: height },
      ],
      dashed: false,
      start: 'none',
      end: 'none',
      weight: 1,
    },
    {
      kind: 'text',
      ...common,
      key: 'edge:name',
      x: x + 7 * outwards,
      y: 22,
      text: label,
      size: LABEL,
      anchor: outwards === 1 ? 'start' : 'end',
      font: 'sans',
      weight: 'normal',
      underline: false,
      turn: 0,
    },
  ];
}

/** How many messages are older than the cursor, by bisection. */
export function happened(messages: readonly Message[], count: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.index ?? Number.POSITIVE_INFINITY) < count) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Programs stand from the beginning, whether or not they have called anything. */
function standing(model: CommunicationModel, cast: Cast, count: number): readonly Participant[] {
  const made = model.participants.filter(({ since }) => since < count);
  const idle = cast.flatMap((host) =>
    host.processes
      .filter(
        (process) =>
          !made.some((each) => each.is.kind === 'program' && each.is.process === process && each.host === host.name) &&
          !host.later.includes(process),
      )
      .map(
        (process): Participant => ({
          key: programKey(host.name, process),
          host: host.name,
          is: { kind: 'program', process },
          since: -1,
          names: [],
          listensSince: null,
          closedSince: null,
          goneSince: null,
        }),
      ),
  );
  return [...idle, ...made];
}

function toneOf(message: Message, places: Places): Shape['tone'] {
  const { says } = message;
  if (says.kind === 'return') return says.failed ? 'failure' : 'neutral';
  if (says.kind === 'call') return 'neutral';
  // Most of what ICMP tells ends something; that a packet was too large is dealt with.
  if (says.kind === 'icmp') return says.code === 'fragmentation-needed' ? 'waiting' : 'failure';
  if (says.segment.flags.rst) return 'failure';
  if (says.segment.flags.syn) return 'handshake';
  return says.segment.payload.length > 0 || says.segment.flags.fin
    ? (places.of(message.from)?.tone ?? 'neutral')
    : 'neutral';
}
