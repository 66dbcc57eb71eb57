import { wrapToFit } from '../fit-text.ts';
import type { Measure } from '../shape.ts';
import type { Columns } from './columns.ts';
import type { Fold } from './folding.ts';
import type { SequenceWords } from './words.ts';

/** From the edge of a fold to its text. */
export const PADDING = 9;

/** Segments and bytes of a fold that are older than a place in the trace. */
export function foldedBefore({ sent }: Fold, count: number): { readonly segments: number; readonly bytes: number } {
  let low = 0;
  let high = sent.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sent[middle]?.index ?? Number.POSITIVE_INFINITY) < count) low = middle + 1;
    else high = middle;
  }
  return { segments: low, bytes: sent[low - 1]?.bytes ?? 0 };
}

/** The space for a fold's text, between the kernels. */
export const widthOf = ({ from, to }: Fold, columns: Columns): readonly [number, number] => {
  const [a, b] = [columns.kernel(from)?.x, columns.kernel(to)?.x];
  const far = columns.gate?.x ?? columns.wire.left;
  const [x1, x2] = [a ?? far, b ?? far];
  const [left, right] = [Math.max(Math.min(x1, x2), columns.wire.left), Math.min(Math.max(x1, x2), columns.wire.right)];
  return right - left > 80 ? [left, right] : [columns.wire.left, columns.wire.right];
};

/** The text for all that will be in it, on as many lines as it takes. */
export const foldLines = (fold: Fold, columns: Columns, measure: Measure, words: SequenceWords): readonly string[] => {
  const [left, right] = widthOf(fold, columns);
  const all = foldedBefore(fold, Number.POSITIVE_INFINITY);
  return textsOf(fold, all, words).flatMap((text) => wrapToFit(text, right - left - 2 * PADDING - 16, measure));
};

/** A triangle shows to where it opens. */
export const textsOf = (
  { open }: Fold,
  { segments, bytes }: ReturnType<typeof foldedBefore>,
  words: SequenceWords,
): readonly string[] => [`${open ? '▾' : '▸'} ${words.folded(segments)}`, `(${words.size(bytes)})`];
