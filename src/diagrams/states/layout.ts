import type { TcpState } from '../../engine/trace/connection-note.ts';
import type { Cast } from '../cast.ts';
import type { FigureLayout, FigureMoment, Region } from '../figure.ts';
import { cutToFit, LABEL, LINE } from '../fit-text.ts';
import type { Measure, Shape, Subject, Tone } from '../shape.ts';
import type { SocketClasses } from '../socket-classes.ts';
import { hasConnection, STATES, TRANSITION_IDS, type TransitionId } from './machine.ts';
import { followed, newest, type Passage, passed, type SocketPath, stateAt, type StatesModel } from './model.ts';
import { type Place, type Places, placesOf } from './places.ts';
import { possible } from './possible.ts';
import { legendOf, socketLines } from './telling.ts';
import type { StatesWords } from './words.ts';

/** What a state machine is laid out for. */
export interface StatesStyle {
  readonly cast: Cast;
  /** Whose states; null: of the socket whose state changed last. */
  readonly socket: { readonly host: string; readonly socket: number } | null;
  readonly measure: Measure;
  readonly words: StatesWords;
  readonly classOf: SocketClasses;
}

/** Lines below the figure: what the state means, and what is possible from it. */
const LEGEND = 8;
/** The least width of what holds the number of a transition. */
const BADGE = 22;
/** Of the boxes, and how far outside of it the second edge of the state now is. */
const CORNER = 11;
const RING = 5;

/** The socket that a diagram shows at a cursor; null: it has not been made yet. */
export function shownPath(
  model: StatesModel,
  { socket }: Pick<StatesStyle, 'socket'>,
  count: number,
): SocketPath | null {
  if (socket === null) return followed(model, count);
  const path = model.paths.find((each) => each.host === socket.host && each.socket === socket.socket);
  return path !== undefined && path.since < count ? path : null;
}

/** The figure of RFC 9293 with the way that a socket has taken through it. Everything keeps its place; only tones, numbers and texts change. */
export function layOutStates(model: StatesModel, style: StatesStyle): FigureLayout {
  const places = placesOf(style.words, style.measure);
  const badges = badgeWidths(model, style);
  return {
    width: places.width,
    height: places.height + 10 + LEGEND * LINE,
    draw(moment) {
      const path = shownPath(model, style, moment.count);
      const shapes = new Drawing(places, badges, style, path, moment).shapes();
      return { width: places.width, height: places.height + 10 + LEGEND * LINE, shapes };
    },
    focus({ count }) {
      const path = shownPath(model, style, count);
      if (path === null) return null;
      const last = passed(path, count).at(-1);
      const ended = last !== undefined && endsBelow(last);
      return around(ended ? places.end : (places.states.get(stateAt(path, count)) ?? places.end), places);
    },
  };
}

/** Whether a way ends in the lower of the two boxes of CLOSED: that of connections. */
const endsBelow = ({ from, to }: Passage): boolean => to === 'CLOSED' && hasConnection(from);

/** A state with the transitions that lead away from it. */
function around({ x, y, width, height }: Place, places: Places): Region {
  return {
    left: Math.max(0, x - 60),
    top: Math.max(0, y - 60),
    right: Math.min(places.width, x + width + 60),
    bottom: Math.min(places.height, y + height + 90),
  };
}

/** `1`, `1 3`, `1 … 7`, `2 ?`: at which places of its way a socket took a transition, and whether it may take it now. */
function badgeText(passages: readonly Passage[], via: TransitionId, may: boolean): string {
  const numbers = passages.flatMap((passage, index) => (passage.via === via ? [String(index + 1)] : []));
  const told = numbers.length > 3 ? [numbers[0], '…', numbers.at(-1)] : numbers;
  return [...told, ...(may ? ['?'] : [])].join(' ');
}

/** The room that each transition's numbers will need at the end of the run. */
function badgeWidths(model: StatesModel, { socket, measure }: StatesStyle): ReadonlyMap<TransitionId, number> {
  const widths = new Map<TransitionId, number>();
  for (const path of model.paths) {
    if (socket !== null && (path.host !== socket.host || path.socket !== socket.socket)) continue;
    for (const via of new Set(path.passages.flatMap((passage) => passage.via ?? []))) {
      // What leads to CLOSED or away from it may be possible once more.
      const again = via === 'connect' || via === 'listen' || via === 'abort';
      const width = measure(badgeText(path.passages, via, again), LABEL, 'sans', 'bold') + 10;
      widths.set(via, Math.max(widths.get(via) ?? BADGE, width));
    }
  }
  return widths;
}

/** One picture. */
class Drawing {
  private readonly drawn: Shape[] = [];
  private readonly ways: readonly Passage[];
  private readonly state: TcpState | null;
  private readonly tone: Tone;
  private readonly mayGo: ReadonlySet<TransitionId>;

  private readonly places: Places;
  private readonly badges: ReadonlyMap<TransitionId, number>;
  private readonly style: StatesStyle;
  private readonly path: SocketPath | null;
  private readonly moment: FigureMoment;

  constructor(
    places: Places,
    badges: ReadonlyMap<TransitionId, number>,
    style: StatesStyle,
    path: SocketPath | null,
    moment: FigureMoment,
  ) {
    this.places = places;
    this.badges = badges;
    this.style = style;
    this.path = path;
    this.moment = moment;
    const { count } = moment;
    this.ways = path === null ? [] : passed(path, count);
    this.state = path === null ? null : stateAt(path, count);
    this.tone = style.cast.find(({ name }) => name === path?.host)?.tone ?? 'neutral';
    this.mayGo = new Set(path === null ? [] : possible(path, count).map(({ via }) => via));
  }

  shapes(): readonly Shape[] {
    this.frame();
    this.initial();
    for (const [key, state, place] of this.boxes()) this.ring(key, state, place);
    // What was taken lies above what was not, where lines meet.
    for (const id of TRANSITION_IDS) if (!this.taken(id)) this.transition(id);
    for (const id of TRANSITION_IDS) if (this.taken(id)) this.transition(id);
    for (const [key, state, place] of this.boxes()) this.box(key, state, place);
    this.socket();
    this.legend();
    return this.drawn;
  }

  private boxes(): readonly (readonly [string, TcpState, Place])[] {
    const { states, end } = this.places;
    return [
      ...STATES.map((state) => [`state:${state}`, state, states.get(state) ?? end] as const),
      ['state:end', 'CLOSED', end],
    ];
  }

  private readonly taken = (id: TransitionId): boolean => this.ways.some(({ via }) => via === id);

  /** The step of a trace event; 0: there from the beginning. */
  private stepOf(index: number | undefined): number {
    return index === undefined ? 0 : this.moment.stepOf(index);
  }

  private text(
    key: string,
    x: number,
    y: number,
    text: string,
    more: {
      readonly anchor?: 'start' | 'middle' | 'end';
      readonly bold?: boolean;
      readonly tone?: Tone;
      readonly subject?: Subject | null;
      readonly step?: number;
    } = {},
  ): void {
    this.drawn.push({
      kind: 'text',
      key,
      tone: more.tone ?? 'neutral',
      subject: more.subject ?? null,
      step: more.step ?? 0,
      x,
      y,
      text,
      size: LABEL,
      anchor: more.anchor ?? 'start',
      font: 'sans',
      weight: more.bold ? 'bold' : 'normal',
      underline: false,
      turn: 0,
    });
  }

  private frame(): void {
    const { frame, frameName } = this.places;
    this.drawn.push({
      kind: 'box',
      key: 'frame',
      tone: 'faint',
      subject: null,
      step: 0,
      ...frame,
      corner: 14,
      fill: 'none',
      dashed: false,
    });
    this.text('frame:name', frameName.x, frameName.y, this.style.words.connection, { anchor: 'middle', tone: 'faint' });
  }

  private initial(): void {
    const { x, y } = this.places.initial;
    const made = this.path?.made ?? null;
    const common = {
      tone: made === null ? 'neutral' : this.tone,
      subject: made,
      step: made === null ? 0 : this.stepOf(this.path?.since),
    } as const;
    this.drawn.push(
      { kind: 'ellipse', ...common, key: 'initial', x, y, rx: 7, ry: 7, fill: 'line', dashed: false },
      {
        kind: 'line',
        ...common,
        key: 'initial:line',
        points: [
          { x, y: y + 7 },
          { x, y: this.places.states.get('CLOSED')?.y ?? 0 },
        ],
        dashed: false,
        start: 'none',
        end: 'open',
        weight: made === null ? 1 : 3,
      },
    );
  }

  private transition(id: TransitionId): void {
    const { words } = this.style;
    const route = this.places.routes[id];
    const last = this.ways.findLast(({ via }) => via === id);
    const may = this.mayGo.has(id);
    const key = `transition:${id}`;
    const tone = may ? 'waiting' : last ? this.tone : 'faint';
    const common = { tone, subject: last?.subject ?? null, step: this.stepOf(last?.index) };
    this.drawn.push({
      kind: 'line',
      ...common,
      key,
      points: route.points,
      dashed: false,
      start: 'none',
      end: 'open',
      weight: last ? 3 : may ? 2 : 1,
      bend: 8,
    });
    const lines = [...words.labels[id]];
    const due =
      id === 'wait-over' && may && this.path ? newest(this.path.deadlines, this.moment.count)?.deadline : null;
    if (due !== null && due !== undefined) lines.push(words.at(due));
    for (const [line, text] of lines.entries()) {
      const baseline = route.label.baselines[line];
      if (baseline === undefined) continue;
      this.text(`label:${id}:${line}`, route.label.x, baseline, text, {
        anchor: route.label.anchor,
        ...common,
      });
    }
    if (last || may) this.badge(id, badgeText(this.ways, id, may), common);
  }

  /** A pill upon the line: numbers in the order of the way, and a question mark where it may go on. */
  private badge(
    id: TransitionId,
    text: string,
    common: { readonly tone: Tone; readonly subject: Subject | null; readonly step: number },
  ): void {
    const { x, y, grows } = this.places.routes[id].badge;
    const width = this.badges.get(id) ?? BADGE;
    const left = { left: x + BADGE / 2 - width, both: x - width / 2, right: x - BADGE / 2 }[grows];
    const key = `transition:${id}:badge`;
    this.drawn.push({
      kind: 'box',
      ...common,
      key,
      x: left,
      y: y - BADGE / 2,
      width,
      height: BADGE,
      corner: BADGE / 2,
      fill: 'tinted',
      dashed: false,
    });
    this.text(`${key}:text`, left + width / 2, y + 5, text, { anchor: 'middle', bold: true, ...common });
  }

  private box(key: string, state: TcpState, place: Place): void {
    const atEnd = key === 'state:end';
    const into = this.ways.findLast((way) => this.boxOf(way) === key);
    const out = this.ways.some(({ from }) => from === state && !atEnd);
    const first = this.path !== null && !atEnd && state === (this.path.child ? 'LISTEN' : 'CLOSED');
    const visited = into !== undefined || out || first;
    const isNow = this.isNow(key, state);
    const subject = into?.subject ?? (first ? (this.path?.made ?? null) : null);
    const step = this.stepOf(into?.index ?? (first ? this.path?.since : undefined));
    const common = {
      subject,
      step,
      x: place.x,
      y: place.y,
      width: place.width,
      height: place.height,
      dashed: false,
    } as const;
    this.drawn.push({
      kind: 'box',
      ...common,
      key,
      tone: visited ? this.tone : 'faint',
      corner: CORNER,
      fill: isNow ? 'ground' : visited ? 'tinted' : 'ground',
    });
    if (isNow || !visited) {
      this.drawn.push({
        kind: 'box',
        ...common,
        key: `${key}:edge`,
        tone: visited ? this.tone : 'faint',
        corner: CORNER,
        fill: 'none',
      });
    }
    this.text(`${key}:name`, place.x + place.width / 2, place.y + place.height / 2 + 5, state, {
      anchor: 'middle',
      bold: visited,
      tone: visited ? this.tone : 'faint',
      subject,
      step,
    });
  }

  /** The box of the state that a passage leads to. */
  private boxOf(passage: Passage): string {
    return endsBelow(passage) ? 'state:end' : `state:${passage.to}`;
  }

  /** Whether the socket is in the state that a box stands for. CLOSED and still there, it may begin anew: then it is where both boxes of CLOSED are. */
  private isNow(key: string, state: TcpState): boolean {
    if (this.path === null || this.state !== state) return false;
    const last = this.ways.at(-1);
    const at = last === undefined ? `state:${state}` : this.boxOf(last);
    const lives = this.path.goneSince === null || this.path.goneSince >= this.moment.count;
    return at === key || (lives && key === 'state:CLOSED');
  }

  /** A second edge around the state now, below the lines: it is known without its colour. */
  private ring(key: string, state: TcpState, { x, y, width, height }: Place): void {
    if (!this.isNow(key, state)) return;
    this.drawn.push({
      kind: 'box',
      key: `${key}:now`,
      tone: 'accent',
      subject: null,
      step: 0,
      x: x - RING,
      y: y - RING,
      width: width + 2 * RING,
      height: height + 2 * RING,
      corner: CORNER + RING,
      fill: 'solid',
      dashed: false,
    });
  }

  private socket(): void {
    const { x, width } = this.places.states.get('SYN-RECEIVED') as Place;
    const left = this.places.frame.x;
    const room = (this.places.states.get('CLOSED')?.x ?? x + width) - left - 12;
    const lines = this.path === null ? [this.style.words.none] : socketLines(this.path, this.moment.count, this.style);
    const subject: Subject | null =
      this.path === null ? null : { kind: 'socket', host: this.path.host, socket: this.path.socket };
    for (const [line, text] of lines.entries()) {
      this.text(`socket:${line}`, left, 24 + LINE * line + 2, cutToFit(text, room, this.style.measure, 'sans'), {
        bold: line === 0 && this.path !== null,
        tone: this.path === null ? 'neutral' : this.tone,
        subject,
      });
    }
  }

  private legend(): void {
    const { places, style, path, moment } = this;
    if (path === null) return;
    const lines = legendOf(path, moment.count, style, places.width - 2 * places.frame.x).slice(0, LEGEND);
    for (const [line, { text, indent, kind }] of lines.entries()) {
      this.text(`legend:${line}`, places.frame.x + indent, places.height + LINE * (line + 1), text, {
        bold: kind === 'heading',
        tone: kind === 'chance' ? 'waiting' : 'neutral',
      });
    }
  }
}
