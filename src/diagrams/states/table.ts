import type { FigureMoment, FigureRow, FigureTable } from '../figure.ts';
import { shownPath, type StatesStyle } from './layout.ts';
import { passed, stateAt, type StatesModel } from './model.ts';
import { possible } from './possible.ts';
import { namesOf, nameOf } from './telling.ts';

/** The way of a socket so far, and what is possible next. */
export function statesTable(
  model: StatesModel,
  style: Omit<StatesStyle, 'measure'>,
  { count }: Pick<FigureMoment, 'count'>,
): FigureTable {
  const { words, cast, classOf } = style;
  const { columns } = words.table;
  const path = shownPath(model, style, count);
  const names = namesOf(cast);
  const ways = path === null ? [] : passed(path, count);
  const chances = path === null ? [] : possible(path, count);
  const state = path === null ? null : stateAt(path, count);
  const taken = ways.map(
    (way, index): FigureRow => ({
      key: way.via === null ? `passage:${way.index}` : `transition:${way.via}`,
      subject: way.subject,
      cells: [String(index + 1), way.from, way.to, words.table.time(way.at), words.cause(way.cause, names)],
    }),
  );
  const next = chances.map(
    (chance): FigureRow => ({
      key: `transition:${chance.via}`,
      subject: null,
      cells: [
        words.table.possible,
        state ?? '',
        chance.to,
        'deadline' in chance ? words.table.time(chance.deadline) : '',
        words.chance(chance, names),
      ],
    }),
  );
  return {
    summary: words.table.summary({
      socket: path === null ? '' : `${nameOf(path, count, classOf)} (${names.host(path.host)})`,
      state,
      passed: taken.length,
      possible: next.length,
    }),
    columns: [columns.order, columns.from, columns.to, columns.time, columns.cause],
    rows: [...taken, ...next],
    left: 0,
  };
}
