import type { Cast, CastHost } from '../cast.ts';
import type { FigureLayout, Region } from '../figure.ts';
import { LABEL } from '../fit-text.ts';
import type { Measure, Picture, Shape } from '../shape.ts';
import { creationShapes, hostOfStack, isInner, linkShapes } from './link-shapes.ts';
import { type Stack, stackShapes } from './message-shapes.ts';
import type { CommunicationLink, CommunicationModel, Message, Participant } from './model.ts';
import { objectShapes } from './object-shapes.ts';
import type { SocketClasses } from '../socket-classes.ts';
import { translated } from '../translate.ts';
import { BOX, type Frame, frameOf, isNext, type Place, type Places, placesOf } from './places.ts';
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
  /** Participants by their keys whose messages are all shown; of the others the last few. */
  readonly open?: readonly string[];
  /** For paper: all messages of all participants, and nothing to press. */
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
  /** Where the newest message stands, with the box above, from or to which its link runs; null when there is none. */
  focus(moment: CommunicationMoment): Region | null;
}

export function layOutCommunication(model: CommunicationModel, style: CommunicationStyle): CommunicationLayout {
  const frame = frameOf(style.width, style.height);
  const { side = null, whole = false } = style;
  const open = whole ? model.participants.map(({ key }) => key) : (style.open ?? []);
  const totals = open.length === 0 ? new Map<string, number>() : linesNeeded(model, style.cast);
  const places = placesOf(style.cast, model.participants, frame, ({ key }) =>
    open.includes(key) ? Math.max(frame.lines, (totals.get(key) ?? 0) + (whole ? 0 : 1)) : frame.lines,
  );
  const hosts = new Set(style.cast.filter((host) => side === null || host.side === side).map(({ name }) => name));
  const isInside = ({ host }: Participant): boolean => hosts.has(host);
  const edge = edgeOf(style, frame);
  const bottom = places.bottom(Number.POSITIVE_INFINITY);
  const callers = callersOf(model, style.cast, places);
  return {
    width: edge?.width ?? frame.width,
    height: bottom,
    draw(moment) {
      const links = model.links.filter(({ since, ends }) => since < moment.count && ends.some(isInside));
      const objects = standing(model, style.cast, moment.count).filter(isInside);
      const shapes: Shape[] = [
        ...links.flatMap((link) => linkShapes(link, places, model, moment)),
        ...objects.flatMap((each) => creationShapes(each, places, moment)),
        ...objects.flatMap((each) => {
          const place = places.of(each);
          const step = each.since < 0 ? 0 : moment.stepOf(each.since);
          const { cast, words, classOf } = style;
          const naming = { cast, words, classOf, count: moment.count };
          return place ? objectShapes(each, place, naming, step, style.measure) : [];
        }),
        ...stacksOf(links, places, moment.count, open).flatMap(({ stack, messages, total }) =>
          stackShapes(whole ? { ...stack, usual: stack.lines } : stack, messages, total, {
            words: style.words,
            measure: style.measure,
            count: moment.count,
            marksNewest: !whole,
            stepOf: (index) => moment.stepOf(index),
            direction: (message) => directionOf(message, stack, places),
            tone: (message) => toneOf(message, places),
            caller: (message) => callers(message),
          }),
        ),
      ];
      const height = places.bottom(moment.count);
      if (!edge) return { width: frame.width, height, shapes };
      const all = [...edgeShapes(edge, bottom), ...shapes];
      return { width: edge.width, height, shapes: all.map((shape) => translated(shape, -edge.left, 0)) };
    },
    focus(moment) {
      const last = model.messages[happened(model.messages, moment.count) - 1];
      const link = last && model.links.find(({ messages }) => messages.includes(last));
      const place = link && places.of(hostOfStack(link, places));
      if (!place) return null;
      const right = edge?.width ?? frame.width;
      return { left: 0, right, top: Math.max(0, place.stackTop - BOX), bottom: place.y + place.height };
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

/** How many messages each participant's stacks have in the whole run, the fuller of them. */
function linesNeeded(model: CommunicationModel, cast: Cast): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const isLeft = ({ host }: Participant): boolean => cast.find(({ name }) => name === host)?.side !== 'right';
  for (const kind of ['inner', 'wire'] as const) {
    const sums = new Map<string, number>();
    for (const link of model.links) {
      if (isInner(link) !== (kind === 'inner')) continue;
      // Across the wire they stand at its right end.
      const crosses = kind === 'wire' && isLeft(link.ends[0]) !== isLeft(link.ends[1]);
      for (const end of link.ends) {
        if (!crosses || !isLeft(end)) sums.set(end.key, (sums.get(end.key) ?? 0) + link.messages.length);
      }
    }
    for (const [key, sum] of sums) found.set(key, Math.max(sum, found.get(key) ?? 0));
  }
  return found;
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
          key: `program:${host.name}:${process}`,
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

/**
 * The program of a call or a reply, to be named before it; null where its place tells it. Of the programs of one host it does so only where the
 * messages stand right under the box of the program, and no other has messages there.
 */
function callersOf(model: CommunicationModel, cast: Cast, places: Places): (message: Message) => string | null {
  const links = model.links.filter(isInner);
  const shared = new Set<Participant>();
  const used = new Set<Participant>();
  for (const at of links.map((link) => hostOfStack(link, places))) (used.has(at) ? shared : used).add(at);
  return ({ from, to }) => {
    const [program, other] = from.is.kind === 'program' ? [from, to] : [to, from];
    if (program.is.kind !== 'program') return null;
    if ((cast.find(({ name }) => name === program.host)?.processes.length ?? 0) < 2) return null;
    const [above, below] = [places.of(program), places.of(other)];
    return above && below && !shared.has(other) && isNext(above, below) ? null : program.is.process;
  };
}

/** From a side's edge to where the texts beside its trunks begin. */
const BESIDE_TRUNK = 17;
/** How far a text beside a trunk may reach over its side, as long as no wire turns there. */
const OVER = 4;
/** Space between the left side and the wire's messages, where the links turn. */
const CHANNELS = 20;
/** Space between the wire's messages and the right side, where «create» goes down. */
const CREATIONS = 31;

/** The same where none goes down: above the first box of a side. */
const BESIDE_WIRE = 6;

const isTopmost = (place: Place, links: readonly CommunicationLink[], places: Places): boolean =>
  links.every((link) => {
    const other = isInner(link) ? places.of(hostOfStack(link, places)) : undefined;
    return other === undefined || other.side !== place.side || other.stackTop >= place.stackTop;
  });

interface Stacked {
  readonly stack: Stack;
  /** The last of them, as many as the stack has lines. */
  messages: readonly Message[];
  total: number;
}

/** The stacks in use: one beside each program's link, one for all wires that end at the same socket. */
function stacksOf(
  links: readonly CommunicationLink[],
  places: Places,
  count: number,
  open: readonly string[],
): readonly Stacked[] {
  const { frame } = places;
  const stacks = new Map<string, Stacked>();
  for (const link of links) {
    const at = hostOfStack(link, places);
    const place = places.of(at);
    if (!place) continue;
    const inner = isInner(link);
    const key = `stack:${at.key}:${inner ? 'calls' : 'wire'}`;
    let stacked = stacks.get(key);
    if (!stacked) {
      const isOpen = open.includes(at.key);
      const lines = isOpen ? Number.MAX_SAFE_INTEGER : frame.lines;
      const common = { key, owner: at.key, isOpen, top: place.stackTop, lines, usual: frame.lines };
      const stack: Stack = inner
        ? {
            ...common,
            x: place.side === 'left' ? place.x + BESIDE_TRUNK - 8 : place.x + place.width - BESIDE_TRUNK + 8,
            anchor: place.side === 'left' ? 'start' : 'end',
            width: place.width - BESIDE_TRUNK + 8 + OVER,
            upright: true,
          }
        : {
            ...common,
            x: frame.side + CHANNELS,
            anchor: 'start',
            width:
              frame.width - 2 * frame.side - CHANNELS - (isTopmost(place, links, places) ? BESIDE_WIRE : CREATIONS),
            upright: false,
          };
      stacked = { stack, messages: [], total: 0 };
      stacks.set(key, stacked);
    }
    const told = happened(link.messages, count);
    stacked.total += told;
    stacked.messages = [...stacked.messages, ...link.messages.slice(Math.max(0, told - stacked.stack.lines), told)]
      .toSorted((a, b) => a.index - b.index)
      .slice(-stacked.stack.lines);
  }
  return [...stacks.values()];
}

/** Down and to the right are forwards. */
function directionOf(message: Message, stack: Stack, places: Places): 1 | -1 {
  const [from, to] = [places.of(message.from), places.of(message.to)];
  if (!from || !to) return 1;
  if (stack.upright) return from.y < to.y ? 1 : -1;
  return from.side === to.side ? (from.y < to.y ? 1 : -1) : from.side === 'left' ? 1 : -1;
}

function toneOf(message: Message, places: Places): Shape['tone'] {
  const { says } = message;
  if (says.kind === 'return') return says.failed ? 'failure' : 'neutral';
  if (says.kind === 'call') return 'neutral';
  if (says.segment.flags.rst) return 'failure';
  if (says.segment.flags.syn) return 'handshake';
  return says.segment.payload.length > 0 || says.segment.flags.fin
    ? (places.of(message.from)?.tone ?? 'neutral')
    : 'neutral';
}
