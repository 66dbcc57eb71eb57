import { LABEL, LINE, wrapToFit } from '../fit-text.ts';
import type { Measure, Shape, Subject } from '../shape.ts';
import type { Columns } from './columns.ts';
import type { Drawing, Instant } from './flight-shapes.ts';
import type { Fold } from './folding.ts';
import type { SequenceWords } from './words.ts';

const PADDING = 9;

/** What a click on a fold's row is about: no selection, but to open or to close it. */
export const foldSubject = ({ flight }: Fold): Subject => ({ kind: 'calls', id: `fold:${flight}`, calls: [] });

/** The fold that a subject stands for; null: it is none. */
export const foldOf = (subject: Subject | null): number | null =>
  subject?.kind === 'calls' && subject.id.startsWith('fold:') ? Number(subject.id.slice(5)) : null;

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
const widthOf = ({ from, to }: Fold, columns: Columns): readonly [number, number] => {
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
const textsOf = (
  { open }: Fold,
  { segments, bytes }: ReturnType<typeof foldedBefore>,
  words: SequenceWords,
): readonly string[] => [`${open ? '▾' : '▸'} ${words.folded(segments)}`, `(${words.size(bytes)})`];

/** So many more segments, as one row. The number grows with the cursor; nothing else changes. */
export function foldShapes(
  fold: Fold,
  number: number,
  index: number,
  drawing: Drawing,
  now: Instant,
): readonly Shape[] {
  const { rows, columns, measure, words } = drawing;
  const [left, right] = widthOf(fold, columns);
  const lines = rows.lines(number);
  const rest = textsOf(fold, foldedBefore(fold, now.traced), words).join(' ').split(' ');
  // Word by word as the whole text was broken, so that no line changes its place.
  const texts = lines.map((line) => rest.splice(0, line.split(' ').length).join(' '));
  const width = Math.max(...lines.map((line) => measure(line, LABEL, 'mono', 'normal'))) + 2 * PADDING;
  const height = LINE * lines.length + 6;
  const [x, y] = [(left + right) / 2, rows.y(number)];
  const common = { tone: 'neutral', subject: foldSubject(fold), step: now.stepOf(index) } as const;
  const key = `fold:${fold.flight}`;
  return [
    {
      kind: 'box',
      ...common,
      key,
      x: x - width / 2,
      y: y + 2 - height,
      width,
      height,
      corner: 8,
      fill: 'ground',
      dashed: false,
    },
    {
      kind: 'box',
      ...common,
      key: `${key}:edge`,
      x: x - width / 2,
      y: y + 2 - height,
      width,
      height,
      corner: 8,
      fill: 'none',
      dashed: true,
    },
    ...texts.map(
      (text, line): Shape => ({
        kind: 'text',
        ...common,
        key: `${key}:label${line}`,
        x,
        y: y - 5 - LINE * (lines.length - 1 - line),
        text,
        size: LABEL,
        anchor: 'middle',
        font: 'mono',
        weight: 'normal',
        underline: false,
        turn: 0,
      }),
    ),
  ];
}
