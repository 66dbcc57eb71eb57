import type { Picture } from '../../diagrams/shape.ts';
import { cutsOf } from './cuts.ts';
import { partAcross, partOf } from './part.ts';

/**
 * The room of a picture in CSS pixels, upright and on a page turned: what A4 and Letter have in common (210 x 279 mm) without the margins, and
 * without what a heading, the title and the summary of a figure take.
 */
export const PAGE = { width: 700, height: 820 } as const;
export const TURNED_PAGE = { width: 960, height: 560 } as const;
/** Between figures that stand beside each other. */
export const GAP = 20;
const COLUMN = (PAGE.width - GAP) / 2;

/** CSS pixels to a unit of a picture: its text of 14 units has 9 pt at most, as the text beside it, and never less than 6 pt. */
export const MOST_SCALE = 12 / 14;
export const LEAST_SCALE = 8 / 14;
/** Where a picture has to be cut anyway, its text has this: 7 pt. */
const CUT_SCALE = 9.4 / 14;

/** What is printed of a figure. */
export interface RowFigure {
  /** Figures of one kind may stand beside each other, as those of client and server. */
  readonly kind: string;
  readonly picture: Picture;
  /** The height of the part at the top of the picture that is repeated where it is cut. */
  readonly head: number;
}

export interface RowPart<F> {
  readonly figure: F;
  readonly picture: Picture;
  /** From 1; a figure that is whole is part 1 of 1. */
  readonly part: number;
  readonly of: number;
}

/** What stands beside each other on a page: one picture or two, each whole or a part. It is never higher than its page. */
export interface Row<F> {
  readonly turned: boolean;
  /** CSS pixels to a unit of the pictures. */
  readonly scale: number;
  readonly parts: readonly RowPart<F>[];
}

/** How the figures are divided into rows, in their order: two to a row where both can be read so, else one; cut where a page does not hold it. */
export function rowsOf<F extends RowFigure>(figures: readonly F[]): readonly Row<F>[] {
  const rows: Row<F>[] = [];
  for (let at = 0; at < figures.length; at++) {
    const [figure, next] = [figures[at], figures[at + 1]];
    if (figure === undefined) break;
    const pair = next !== undefined && next.kind === figure.kind ? [figure, next] : [];
    const scale = beside(pair.map(({ picture }) => picture));
    if (scale === null) rows.push(...alone(figure));
    else {
      rows.push({
        turned: false,
        scale,
        parts: pair.map((each) => ({ figure: each, picture: each.picture, part: 1, of: 1 })),
      });
      at++;
    }
  }
  return rows;
}

/** The scale at which two pictures fit beside each other; null: they could not be read. */
function beside(pictures: readonly Picture[]): number | null {
  if (pictures.length < 2) return null;
  const scale = Math.min(
    MOST_SCALE,
    ...pictures.map(({ width, height }) => Math.min(COLUMN / width, PAGE.height / height)),
  );
  return scale < LEAST_SCALE ? null : scale;
}

/** The rows of one figure. */
function alone<F extends RowFigure>(figure: F): readonly Row<F>[] {
  const { picture } = figure;
  const upright = fitting(picture, PAGE);
  if (upright >= LEAST_SCALE) return [whole(figure, upright, false)];
  const turned = fitting(picture, TURNED_PAGE);
  if (turned >= LEAST_SCALE) return [whole(figure, turned, true)];
  return cut(figure);
}

const fitting = (picture: Picture, { width, height }: { readonly width: number; readonly height: number }): number =>
  Math.min(MOST_SCALE, width / picture.width, height / picture.height);

const whole = <F extends RowFigure>(figure: F, scale: number, turned: boolean): Row<F> => ({
  turned,
  scale,
  parts: [{ figure, picture: figure.picture, part: 1, of: 1 }],
});

/** A picture in parts: a narrow one in columns, others below each other; one that is too wide even for a page turned also beside each other. */
function cut<F extends RowFigure>(figure: F): readonly Row<F>[] {
  const { picture, head } = figure;
  const columns = COLUMN / picture.width >= LEAST_SCALE;
  const turned = !columns && PAGE.width / picture.width < LEAST_SCALE;
  const page = turned ? TURNED_PAGE : PAGE;
  const usual = Math.min(CUT_SCALE, (columns ? COLUMN : page.width) / picture.width);
  const scale = Math.max(LEAST_SCALE, usual);
  const across = cutsOf(picture, 0, page.width / scale, 'x');
  const strips = across.map((right, index) => partAcross(picture, across[index - 1] ?? 0, right));
  const pictures = strips.flatMap((strip) => {
    const cuts = cutsOf(strip, head, page.height / scale - head);
    return cuts.map((bottom, index) => partOf(strip, head, cuts[index - 1] ?? head, bottom));
  });
  const parts = pictures.map((each, index) => ({ figure, picture: each, part: index + 1, of: pictures.length }));
  const toRow = columns ? 2 : 1;
  return parts.flatMap((_, index) =>
    index % toRow === 0 ? [{ turned, scale, parts: parts.slice(index, index + toRow) }] : [],
  );
}
