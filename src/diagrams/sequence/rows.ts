import { type Micros, micros } from '../../engine/base/time.ts';
import { callLabel, resultLabel } from '../call-label.ts';
import { cutToFit, LABEL, LINE, wrapToFit } from '../fit-text.ts';
import type { Measure } from '../shape.ts';
import { type SocketClasses, socketName } from '../socket-classes.ts';
import type { Columns, Lifeline } from './columns.ts';
import { frameOf, OPERATOR } from './fragment-frame.ts';
import { foldLines } from './fold-text.ts';
import type { Row, SequenceModel } from './model.ts';
import { fittedSegmentLabel, numbersLabel } from './segment-label.ts';
import type { TimerSpan } from './spans.ts';
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
  begun: 9,
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
  begun: 7,
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
  const ys: number[] = [];
  const labels = new Map<number, readonly string[]>();
  const spaces = new Map<Lifeline | undefined, number>();
  /** What a program's calls have beside its lifeline. */
  const spaceOf = (program: Lifeline | undefined): number => {
    const known = spaces.get(program);
    if (known !== undefined) return known;
    const [left, right] = program ? columns.callSpace(program) : [0, 100];
    // From the caller's bar to the kernel, or to the bar of another program before it.
    const barred = columns.lifelines.some(
      (line) => line !== program && line.process !== null && (line.x === left || line.x === right),
    );
    const space = right - left - (barred ? 18 : 10);
    spaces.set(program, space);
    return space;
  };
  const spaceFor = (row: Row): number => {
    switch (row.kind) {
      case 'call':
      case 'return':
        return spaceOf(columns.program(row.span.actor, row.span.host));
      case 'begun':
        return spaceOf(columns.program(row.actor, row.event.host));
      case 'refused':
      case 'ended':
        return spaceOf(columns.program(row.event.process, row.event.host));
      case 'sent':
      case 'copied':
      case 'found': {
        const kernel = columns.kernel(row.kind === 'found' ? row.span.to : row.span.from);
        const [left, right] = kernel ? columns.outside(kernel) : [0, 100];
        return Math.min(right - left - 16, columns.wire.right - columns.wire.left - 18);
      }
      case 'made':
      case 'destroyed': {
        const kernel = columns.kernel(row.event.host);
        const [left, right] = kernel ? columns.outside(kernel) : [0, 140];
        return right - left - 2 * STATE_PADDING[0] - 8;
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
        return [cutToFit(socketName(row.name, classOf(row.event.host, row.event.socket)), space, measure)];
      case 'timer':
        return constraint(row.span, space);
      case 'expired':
        return row.span.grows ? [] : constraint(row.span, space);
      case 'state':
        return stateLines(row.event.to, space, measure);
      case 'begun':
        return wrapToFit(CREATES, space, measure);
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
  /** How many lines the label has: most rows need not be labelled for that. */
  const linesOf = (row: Row): number => {
    switch (row.kind) {
      case 'arrived':
      case 'lost':
        return 0;
      case 'sent':
      case 'copied':
        return model.detail === 'detailed' || row.span.since ? label(row).length : 1;
      default:
        return label(row).length;
    }
  };
  const pauseBefore = (row: number, at?: Micros): Micros => {
    const pause = pauseOf(model, row, at);
    return micros(pause > (toScale ? LATER_TO_SCALE : LATER) ? pause : 0);
  };
  const pauseSpace = (row: number): number => (pauseBefore(row) > 0 ? BREAK : 0);
  /** What time alone would have of room, from one row to the next. */
  const timeSpace = (row: number): number => (toScale && pauseBefore(row) === 0 ? pauseOf(model, row) * SCALE : 0);
  /** The operator of a combined fragment stands above its first row. */
  const operatorSpace = (row: number): number => {
    const fragment = model.fragments.byFirst.get(row);
    return fragment && frameOf(fragment, columns) ? OPERATOR : 0;
  };
  const heightOf = (row: Row): number => above[row.kind] + linesOf(row) * LINE;
  const reach = (row: number): void => {
    for (let index = ys.length; index <= row; index++) {
      const each = model.rows[index];
      if (!each) return;
      const needed = pauseSpace(index) + operatorSpace(index) + heightOf(each);
      ys.push((ys[index - 1] ?? FIRST) + Math.max(needed, timeSpace(index)));
    }
  };
  return {
    y(row) {
      reach(row);
      return row < 0 ? FIRST : (ys[row] ?? ys[ys.length - 1] ?? FIRST);
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
      return pauseSpace(row) === 0 ? null : this.y(row - 1) + 5 + BREAK / 2;
    },
    at(y) {
      reach(model.rows.length - 1);
      let low = 0;
      let high = ys.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ys[middle] ?? Infinity) < y) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/** From the edges of a state's box to its text: on one line, on two. */
export const STATE_PADDING = [8, 4] as const;

/** A state on one line or, where that is too long, on two. */
function stateLines(state: string, space: number, measure: Measure): readonly string[] {
  if (measure(state, LABEL, 'mono', 'normal') + 2 * STATE_PADDING[0] <= space) return [state];
  const cut = state.indexOf('-') + 1;
  return cut > 0 ? [state.slice(0, cut), state.slice(cut)] : [`${state.slice(0, 5)}-`, state.slice(5)];
}
