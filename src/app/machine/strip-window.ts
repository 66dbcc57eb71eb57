import type { ByteFate, Run } from './stream-view.ts';

/** One place of a byte strip: a byte, or many that are left out. */
export interface StripItem {
  readonly fate: ByteFate;
  readonly from: number;
  readonly to: number;
  /** Cells it takes. */
  readonly cells: number;
  readonly kind: 'byte' | 'more';
}

/** Cells that a count of bytes left out takes. */
export const MORE_CELLS = 4;
/** Of what is done with (acknowledged, read), so much stays when room is short. */
const DONE_TAIL = 2;

/**
 * The runs on at most `budget` cells. What fits is shown byte by byte; when it does not, what is done with shrinks
 * first, then the longest runs, each in its middle, so that both its edges can be seen.
 */
export function windowStrip(runs: readonly Run[], budget: number): readonly StripItem[] {
  const total = runs.reduce((sum, run) => sum + run.to - run.from, 0);
  if (total <= budget) return runs.flatMap((run) => bytes(run.fate, run.from, run.to));
  const isDone = (run: Run): boolean => run.fate === 'acknowledged' || run.fate === 'read';
  const others = runs.filter((run) => !isDone(run));
  let room = budget;
  const shares = new Map<Run, number>();
  for (const run of runs.filter(isDone)) {
    const needed = run.to - run.from;
    const rest = others.reduce((sum, other) => sum + other.to - other.from, 0);
    const share = Math.min(needed, Math.max(MORE_CELLS + DONE_TAIL, budget - rest));
    shares.set(run, others.length === 0 ? Math.min(needed, budget) : share);
    room -= shares.get(run) ?? 0;
  }
  // Short runs first: what they leave over goes to the longer ones.
  let left = others.length;
  for (const run of others.toSorted((a, b) => a.to - a.from - (b.to - b.from))) {
    const share = Math.min(run.to - run.from, Math.floor(room / left));
    shares.set(run, share);
    room -= share;
    left--;
  }
  return runs.flatMap((run) => shrink(run, shares.get(run) ?? 0, isDone(run)));
}

function shrink({ fate, from, to }: Run, cells: number, keepTailOnly: boolean): StripItem[] {
  if (cells >= to - from) return bytes(fate, from, to);
  const shown = Math.max(0, cells - MORE_CELLS);
  const head = keepTailOnly ? 0 : Math.ceil(shown / 2);
  const tail = shown - head;
  return [
    ...bytes(fate, from, from + head),
    { kind: 'more', fate, from: from + head, to: to - tail, cells: MORE_CELLS },
    ...bytes(fate, to - tail, to),
  ];
}

const bytes = (fate: ByteFate, from: number, to: number): StripItem[] =>
  Array.from({ length: to - from }, (_, index) => ({
    kind: 'byte' as const,
    fate,
    cells: 1,
    from: from + index,
    to: from + index + 1,
  }));

/**
 * Those of `stretches` (ascending, without overlap) that an edge or a byte of the strip shows: a stream may have had thousands of
 * sends, and those within what is left out have no place on it.
 */
export function shownOn<T extends { readonly from: number; readonly to: number }>(
  items: readonly StripItem[],
  stretches: readonly T[],
): readonly T[] {
  const shown: T[] = [];
  let next = 0;
  const showUpTo = (end: number): void => {
    for (let stretch = stretches[next]; stretch !== undefined && stretch.from < end; stretch = stretches[++next])
      shown.push(stretch);
  };
  for (const { kind, from, to } of items) {
    next = firstEndingAfter(stretches, from, next);
    if (kind === 'more') {
      showUpTo(from + 1);
      next = firstEndingAfter(stretches, to - 1, next);
    }
    showUpTo(to);
  }
  return shown;
}

/** The first of ascending stretches, from the one at `low` on, that ends after `offset`. */
function firstEndingAfter(stretches: readonly { readonly to: number }[], offset: number, low: number): number {
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? Infinity) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where stream bytes [from, to) stand on the strip, as grid lines from 1; null when none of them is shown. */
export function columnsOf(
  items: readonly StripItem[],
  from: number,
  to: number,
): { readonly start: number; readonly end: number } | null {
  let column = 1;
  let start: number | null = null;
  let end = 0;
  for (const item of items) {
    if (item.from < to && item.to > from) {
      // A cut inside what is left out falls at its middle: the bracket shows that it goes on.
      start ??= item.kind === 'more' && item.from < from ? column + Math.floor(item.cells / 2) : column;
      end =
        item.kind === 'more' && item.to > to ? column + Math.max(1, Math.floor(item.cells / 2)) : column + item.cells;
    }
    column += item.cells;
  }
  return start === null || end <= start ? null : { start, end };
}
