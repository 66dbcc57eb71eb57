import { LABEL, LINE } from '../fit-text.ts';
import { MONO_LABEL } from './label.ts';
import type { Shape, Subject } from '../shape.ts';
import type { Drawing, Instant } from './flight-shapes.ts';
import { foldedBefore, PADDING, textsOf, widthOf } from './fold-text.ts';
import type { Fold } from './folding.ts';

/** What a click on a fold's row is about: no selection, but to open or to close it. */
export const foldSubject = ({ flight }: Fold): Subject => ({ kind: 'calls', id: `fold:${flight}`, calls: [] });

/** The fold that a subject stands for; null: it is none. */
export const foldOf = (subject: Subject | null): number | null =>
  subject?.kind === 'calls' && subject.id.startsWith('fold:') ? Number(subject.id.slice(5)) : null;

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
        ...MONO_LABEL,
        ...common,
        key: `${key}:label${line}`,
        x,
        y: y - 5 - LINE * (lines.length - 1 - line),
        text,
        anchor: 'middle',
      }),
    ),
  ];
}
