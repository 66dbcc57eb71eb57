/** Rows [from, to) of a list. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A row that is to be drawn, with so many around it. */
export interface Place {
  readonly row: number;
  readonly around: number;
}

/** Stretches begin and end at multiples of this, so that going from row to row draws few anew. */
const GRAIN = 2;

/** Which of `count` rows are drawn so that each place has its rows around it: ascending, with a gap between two. */
export function stretchesAround(count: number, places: readonly Place[]): readonly Stretch[] {
  const wanted = places
    .map(({ row, around }) => ({
      from: Math.max(0, Math.floor((Math.min(row, count - 1) - around) / GRAIN) * GRAIN),
      to: Math.min(count, Math.ceil((Math.max(row, 0) + around + 1) / GRAIN) * GRAIN),
    }))
    .filter(({ from, to }) => from < to)
    .toSorted((a, b) => a.from - b.from);
  const stretches: Stretch[] = [];
  for (const one of wanted) {
    const last = stretches.at(-1);
    if (last && one.from <= last.to) stretches[stretches.length - 1] = { ...last, to: Math.max(last.to, one.to) };
    else stretches.push(one);
  }
  return stretches;
}

/** Whether rows [from, to), and `margin` more on either side where there are any, are drawn. */
export const isDrawn = (stretches: readonly Stretch[], seen: Stretch, margin: number, count: number): boolean =>
  stretches.some(({ from, to }) => from <= Math.max(0, seen.from - margin) && to >= Math.min(count, seen.to + margin));
