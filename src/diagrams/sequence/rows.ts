import { type Micros, micros } from '../../engine/base/time.ts';
import type { HostName } from '../../engine/trace/event.ts';
import { callLabel, resultLabel } from '../call-label.ts';
import type { Actor } from '../cast.ts';
import { cutToFit, LABEL, LINE, widestLetter, wrapToFit } from '../fit-text.ts';
import type { ClassName } from '../../programs/classes/description.ts';
import type { Measure } from '../shape.ts';
import { type SocketClasses, socketName } from '../socket-classes.ts';
import type { Columns, Lifeline } from './columns.ts';
import { frameOf, OPERATOR } from './fragment-frame.ts';
import { foldLines } from './fold-text.ts';
import type { Row, SequenceModel } from './model.ts';
import { fittedSegmentLabel, numbersLabel, segmentLabel } from './segment-label.ts';
import type { TimerSpan } from './spans.ts';
import { besideOf, reachOf } from './tracks.ts';
import type { SequenceWords } from './words.ts';

/** The rows with their labels and heights. A row's height follows from its own event, so a row never moves another above it. */
export interface Rows {
  /** Where the row's line is drawn; its label stands above. */
  y(row: number): number;
  /** Where the row begins, with the operator of a fragment that begins with it. */
  top(row: number): number;
  /** The label in lines, as they fit. */
  lines(row: number): readonly string[];
  /** The middle of the break before the row; null where time goes on without one. */
  breakBefore(row: number): number | null;
  /** How much later a row is (or `at`, where none follows yet) than the row before, if that is worth a break; else 0. */
  pauseBefore(row: number, at?: Micros): Micros;
  /** The first row whose line is at `y` or below. */
  at(y: number): number;
}

/** Later than this after the row before, a row has a break above it: 1 s. */
const LATER = 1_000_000;
/** To scale: so many user units are a millisecond where texts leave room, and a break is for what would be a page. */
const SCALE = 3 / 1000;
const LATER_TO_SCALE = 100_000;
/** The height of a break. */
export const BREAK = 26;
/** How much later a row is (or `at`, where none follows yet) than the row before, in microseconds. */
function pauseOf({ rows }: SequenceModel, row: number, at = rows[row]?.at): number {
  const before = rows[row - 1];
  return before && at !== undefined ? at - before.at : 0;
}

/** From the row before to the edge of a fragment. */
const GAP = 7;

/** Where the first row's space begins, below the heads. */
export const FIRST = 14;
/** What a row has above its label, or without one in all, so that slants are seen to slant. */
const ABOVE = {
  call: 12,
  begun: 42,
  refused: 12,
  return: 9,
  sent: 11,
  copied: 11,
  found: 11,
  fold: 15,
  timer: 12,
  expired: 12,
  made: 12,
  destroyed: 12,
  state: 12,
  ended: 14,
  note: 14,
  'icmp-sent': 14,
  'icmp-arrived': 26,
  arrived: 26,
  lost: 26,
};
/** The same in a low window. */
const DENSE: typeof ABOVE = {
  call: 8,
  begun: 40,
  refused: 8,
  return: 7,
  sent: 8,
  copied: 8,
  found: 8,
  fold: 12,
  timer: 8,
  expired: 8,
  made: 8,
  destroyed: 8,
  state: 8,
  ended: 10,
  note: 10,
  'icmp-sent': 10,
  'icmp-arrived': 18,
  arrived: 18,
  lost: 20,
};

/** What UML calls the message that makes an object (UML 2.5.1 §17.4.4). */
const CREATES = '«create»';

export function rowsOf(
  model: SequenceModel,
  columns: Columns,
  measure: Measure,
  words: SequenceWords,
  {
    classOf,
    dense = false,
    toScale = false,
  }: { readonly classOf: SocketClasses; readonly dense?: boolean; readonly toScale?: boolean },
): Rows {
  const above = dense ? DENSE : ABOVE;
  const widest = widestLetter(measure);
  /** Of the first `known` rows. */
  let ys = new Float64Array(64);
  let known = 0;
  const labels = new Map<number, readonly string[]>();
  const spaces = new Map<HostName, Map<Actor, number>>();
  /** What a program's calls have beside its lifeline. */
  const spaceOf = (host: HostName, actor: Actor): number => {
    let ofHost = spaces.get(host);
    if (!ofHost) spaces.set(host, (ofHost = new Map()));
    let space = ofHost.get(actor);
    if (space === undefined) ofHost.set(actor, (space = spaceBeside(columns.program(actor, host))));
    return space;
  };
  const spaceBeside = (program: Lifeline | undefined): number => {
    const [left, right] = program ? columns.callSpace(program) : [0, 100];
    // From the caller's bar to the kernel, or to the bar of another program before it.
    const barred = columns.lifelines.some(
      (line) => line !== program && line.process !== null && (line.x === left || line.x === right),
    );
    return right - left - (barred ? 18 : 10);
  };
  const spaceFor = (row: Row): number => {
    switch (row.kind) {
      case 'call':
      case 'return':
        return spaceOf(row.span.host, row.span.actor);
      case 'begun':
        return spaceOf(row.event.host, row.actor);
      case 'refused':
      case 'ended':
        return spaceOf(row.event.host, row.event.process);
      case 'sent':
      case 'copied':
      case 'found': {
        const kernel = columns.kernel(row.kind === 'found' ? row.span.to : row.span.from);
        const [left, right] = kernel ? columns.outside(kernel) : [0, 100];
        const { besides, faces } = row.span;
        const wire = columns.wire.right - columns.wire.left - besideOf(besides) - Math.max(5, reachOf(faces));
        // On the other side of the lifeline there may be more room, but on the wire it is read sooner.
        const isRoomy = measure(segmentLabel(row.span, words, 0), LABEL, 'mono', 'bold') <= wire;
        return isRoomy ? Math.min(right - left - 16, wire) : right - left - 16;
      }
      case 'made':
      case 'destroyed': {
        const kernel = columns.kernel(row.event.host);
        const [left, right] = kernel ? columns.outside(kernel) : [0, 140];
        return right - left - 2 * HEAD_PADDING - 8;
      }
      case 'timer':
      case 'expired': {
        const kernel = columns.kernel(row.span.host);
        const [left, right] = kernel ? columns.outside(kernel) : [0, 140];
        return right - left - 16;
      }
      case 'state': {
        const kernel = columns.kernel(row.event.host);
        const [left, right] = kernel ? columns.outside(kernel) : [0, 140];
        return right - left - 6;
      }
      case 'icmp-sent':
      case 'icmp-arrived':
      case 'note':
        return columns.wire.right - columns.wire.left - 14;
      case 'fold':
      case 'arrived':
      case 'lost':
        return 120;
    }
  };
  const constraint = ({ timer, duration }: TimerSpan, space: number): readonly string[] => {
    if (timer === null || duration === null) return [];
    const [name, time] = [`{${words.timer(timer)}`, `${words.time(duration)}}`];
    const whole = `${name} ${time}`;
    const fits = (text: string): boolean => measure(text, LABEL, 'mono', 'normal') <= space;
    const piecesOf = (text: string): readonly string[] =>
      fits(text) ? [text] : (text.match(/[^- ]+[- ]?/g) ?? [text]);
    return fits(whole) ? [whole] : [...piecesOf(name), time].map((each) => cutToFit(each, space, measure));
  };
  const label = (row: Row): readonly string[] => {
    const space = spaceFor(row);
    switch (row.kind) {
      case 'call':
        return wrapToFit(callLabel(row.span.event.call), space, measure);
      case 'refused':
        return wrapToFit(callLabel(row.event.call), space, measure);
      case 'return':
        return row.span.end?.result
          ? wrapToFit(resultLabel(row.span.end.result, row.span.event.call), space, measure)
          : [];
      case 'sent':
      case 'copied':
      case 'found': {
        const flags = fittedSegmentLabel(row.span, words, space, measure);
        const numbers = model.detail === 'detailed' ? numbersLabel(row.span) : '';
        const waited = row.span.since ? constraint(row.span.since, space) : [];
        return [flags, ...(numbers === '' ? [] : wrapToFit(numbers, space, measure)), ...waited];
      }
      // As in the head of an object.
      case 'made':
      case 'destroyed':
        return headLines(row.name, classOf(row.event.host, row.event.socket), space, measure);
      case 'timer':
        return constraint(row.span, space);
      case 'expired':
        return row.span.grows ? [] : constraint(row.span, space);
      case 'state':
        return stateLines(row.event.to, space, measure);
      case 'begun':
        return [cutToFit(CREATES, space, measure)];
      case 'ended':
        return [cutToFit(words.ended(row.event.by), space, measure)];
      case 'note':
        return wrapToFit(
          words.note(row.event, (host) => columns.nameOf(host)),
          space,
          measure,
        );
      case 'icmp-sent':
      case 'icmp-arrived':
        return row.span.start.index === row.index
          ? wrapToFit(words.icmp(row.span.message.code), space - 12, measure)
          : [];
      case 'fold':
        return foldLines(row.fold, columns, measure, words);
      case 'arrived':
      case 'lost':
        return [];
    }
  };
  /** Most rows need not be labelled for that. */
  const heightOf = (row: Row): number => {
    switch (row.kind) {
      case 'call':
      case 'return':
        if (row.letters * widest > spaceOf(row.span.host, row.span.actor)) break;
        return (row.kind === 'call' ? above.call : above.return) + LINE;
      case 'sent':
        if (model.detail === 'detailed' || row.span.since) break;
        return above.sent + LINE;
      case 'arrived':
        return above.arrived;
      default:
    }
    return above[row.kind] + label(row).length * LINE;
  };
  const later = toScale ? LATER_TO_SCALE : LATER;
  const pauseBefore = (row: number, at?: Micros): Micros => {
    const pause = pauseOf(model, row, at);
    return micros(pause > later ? pause : 0);
  };
  /** The operator of a combined fragment stands above its first row. */
  const operatorSpace = (row: number): number => {
    const fragment = model.fragments.byFirst.get(row);
    return fragment && frameOf(fragment, columns) ? OPERATOR : 0;
  };
  const reach = (row: number): void => {
    const { rows } = model;
    if (row < known || known === rows.length) return;
    if (ys.length < rows.length) {
      const larger = new Float64Array(Math.max(rows.length, 2 * ys.length));
      larger.set(ys);
      ys = larger;
    }
    const operators = new Set(model.fragments.across(known, rows.length).map(({ first }) => first));
    let y = known === 0 ? FIRST : (ys[known - 1] as number);
    let before = rows[known - 1]?.at ?? rows[known]?.at ?? 0;
    for (; known < rows.length; known++) {
      const each = rows[known] as Row;
      const pause = each.at - before;
      before = each.at;
      let needed = heightOf(each);
      if (pause > later) needed += BREAK;
      if (operators.has(known)) needed += operatorSpace(known);
      // To scale it has what time alone would have of room, from one row to the next.
      y += toScale && pause <= later ? Math.max(needed, pause * SCALE) : needed;
      ys[known] = y;
    }
  };
  return {
    y(row) {
      reach(row);
      return row < 0 || known === 0 ? FIRST : (ys[Math.min(row, known - 1)] as number);
    },
    top(row) {
      reach(row);
      const each = model.rows[row];
      return (ys[row] ?? 0) - (each ? heightOf(each) : 0) - operatorSpace(row) + GAP;
    },
    lines(row) {
      const each = model.rows[row];
      const known = labels.get(row);
      if (known || !each) return known ?? [];
      const lines = label(each);
      // A socket may turn out to be another class's.
      if (each.kind !== 'made' && each.kind !== 'destroyed') labels.set(row, lines);
      return lines;
    },
    pauseBefore,
    breakBefore(row) {
      return pauseBefore(row) === 0 ? null : this.y(row - 1) + 5 + BREAK / 2;
    },
    at(y) {
      reach(model.rows.length - 1);
      let low = 0;
      let high = known;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ys[middle] as number) < y) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/** From the edges of a socket's head to its text. */
export const HEAD_PADDING = 5;
/** From the edges of a state's box to its text: on one line, on two. */
export const STATE_PADDING = [8, 4] as const;

/** Name and class of an object on one line or, where that is too long, on two; the name alone where there is no room for the class. */
function headLines(name: string, type: ClassName, space: number, measure: Measure): readonly string[] {
  const whole = socketName(name, type);
  const parted = socketName('', type);
  const fits = (text: string): boolean => measure(text, LABEL, 'mono', 'normal') <= space;
  if (name === '' || fits(whole)) return [cutToFit(whole, space, measure)];
  return (fits(parted) ? [name, parted] : [name]).map((line) => cutToFit(line, space, measure));
}

/** A state on one line or, where that is too long, on two. */
function stateLines(state: string, space: number, measure: Measure): readonly string[] {
  if (measure(state, LABEL, 'mono', 'normal') + 2 * STATE_PADDING[0] <= space) return [state];
  const cut = state.indexOf('-') + 1;
  return cut > 0 ? [state.slice(0, cut), state.slice(cut)] : [`${state.slice(0, 5)}-`, state.slice(5)];
}
