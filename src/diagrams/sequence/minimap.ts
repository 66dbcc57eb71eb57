import type { HostName } from '../../engine/trace/event.ts';
import { failed } from '../call-label.ts';
import { type Row, rowsBefore, type SequenceModel, spansAcross } from './model.ts';

/** A stretch of the whole run, in pixels from its beginning. */
export interface MinimapMark {
  /** `call`: a program of the host calls; `waiting`: one sleeps in a call; `segment`: something is sent; `failure`: a loss, a reset, an error. */
  readonly kind: 'call' | 'waiting' | 'segment' | 'failure';
  /** Null where it is nobody's: segments and failures. */
  readonly host: HostName | null;
  readonly from: number;
  readonly to: number;
}

/** Where the rows stand: as the layout has it. */
export interface Places {
  /** The end of the whole run, what is to come included: so no step moves anything. */
  end(): number;
  /** The first row whose line is at `y` or below. */
  rowAt(y: number): number;
}

/** How many of the first rows are of a kind, at each row: what is between two rows is found without looking at them. */
type Sums = number[];

interface Tally {
  /** Rows that are counted, and those of them that nothing can change any more. */
  rows: number;
  settled: number;
  readonly calls: Map<HostName, Sums>;
  readonly waiting: Map<HostName, Sums>;
  readonly segments: Sums;
  readonly failures: Sums;
}

const tallies = new WeakMap<SequenceModel, Tally>();

/** What has happened up to a place in the trace, `pixels` high: each pixel is looked at, not each row. */
export function minimapOf(
  model: SequenceModel,
  hosts: readonly HostName[],
  places: Places,
  pixels: number,
  count: number,
): readonly MinimapMark[] {
  const done = rowsBefore(model, count);
  if (done === 0) return [];
  const tally = tallyOf(model);
  const end = places.end();
  const edges = Array.from({ length: pixels + 1 }, (_, pixel) => places.rowAt((end * pixel) / pixels));
  const marks: MinimapMark[] = [];
  const mark = (
    kind: MinimapMark['kind'],
    host: HostName | null,
    sums: Sums,
    least: (rows: number) => number,
  ): void => {
    let from: number | null = null;
    for (let pixel = 0; pixel <= pixels; pixel++) {
      const first = edges[pixel] ?? done;
      // Between two rows it is as it will be in the next.
      const last = Math.min(done, Math.max(edges[pixel + 1] ?? done, kind === 'waiting' ? first + 1 : first));
      const marked = pixel < pixels && first < last && (sums[last] ?? 0) - (sums[first] ?? 0) >= least(last - first);
      if (marked) from ??= pixel;
      else if (from !== null) {
        marks.push({ kind, host, from, to: pixel });
        from = null;
      }
    }
  };
  for (const host of hosts) mark('waiting', host, tally.waiting.get(host) ?? [], (rows) => Math.max(1, rows / 2));
  for (const host of hosts) mark('call', host, tally.calls.get(host) ?? [], () => 1);
  mark('segment', null, tally.segments, () => 1);
  mark('failure', null, tally.failures, () => 1);
  return marks;
}

function tallyOf(model: SequenceModel): Tally {
  const known = tallies.get(model);
  const tally = known ?? { rows: 0, settled: 0, calls: new Map(), waiting: new Map(), segments: [0], failures: [0] };
  tallies.set(model, tally);
  const length = model.rows.length;
  if (tally.rows === length) return tally;
  const from = tally.settled;
  const sleepers = sleepersOf(model, from);
  for (const host of sleepers.keys()) sumsOf(tally.waiting, host, from);
  const asleep = new Map<HostName, number>();
  for (let number = from; number < length; number++) {
    const row = model.rows[number] as Row;
    add(tally.segments, number, row.kind === 'sent' || row.kind === 'copied' || row.kind === 'found');
    add(tally.failures, number, isFailure(row));
    if (row.kind === 'call') sumsOf(tally.calls, row.span.host, number);
    for (const [host, sums] of tally.calls) add(sums, number, row.kind === 'call' && row.span.host === host);
    for (const [host, changes] of sleepers) {
      const now = (asleep.get(host) ?? 0) + (changes.get(number) ?? 0);
      asleep.set(host, now);
      add(sumsOf(tally.waiting, host, number), number, now > 0);
    }
    for (const [host, sums] of tally.waiting) if (!sleepers.has(host)) add(sums, number, false);
  }
  tally.rows = length;
  tally.settled = Math.min(
    length,
    ...spansAcross(model, length, length)
      // A socket may be there for ever, and is not in any sum.
      .filter((span) => span.kind !== 'socket' && span.end === null)
      .map((span) => span.start.row),
  );
  return tally;
}

const add = (sums: Sums, row: number, counts: boolean): void => {
  sums[row + 1] = (sums[row] ?? 0) + (counts ? 1 : 0);
};

/** The sums of a host; before its first row they are 0. */
function sumsOf(all: Map<HostName, Sums>, host: HostName, row: number): Sums {
  const known = all.get(host) ?? Array.from({ length: row + 1 }, () => 0);
  all.set(host, known);
  return known;
}

function isFailure(row: Row): boolean {
  switch (row.kind) {
    case 'lost':
    case 'refused':
      return true;
    case 'return':
      return row.span.end?.result ? failed(row.span.end.result) : false;
    case 'sent':
    case 'found':
      return row.span.segment.flags.rst;
    default:
      return false;
  }
}

/** By host, in which row so many more (or fewer) of its programs are asleep than before. */
function sleepersOf(model: SequenceModel, from: number): ReadonlyMap<HostName, Map<number, number>> {
  const changes = new Map<HostName, Map<number, number>>();
  for (const span of spansAcross(model, from, model.rows.length)) {
    if (span.kind !== 'call' || span.blocked === null) continue;
    const ofHost = changes.get(span.host) ?? new Map<number, number>();
    changes.set(span.host, ofHost);
    const begins = Math.max(from, span.blocked.row + 1);
    ofHost.set(begins, (ofHost.get(begins) ?? 0) + 1);
    if (span.end) ofHost.set(span.end.row, (ofHost.get(span.end.row) ?? 0) - 1);
  }
  return changes;
}
