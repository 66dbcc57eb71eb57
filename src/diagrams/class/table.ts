import type { FigureRow, FigureTable } from '../figure.ts';
import { signature } from '../../programs/classes/description.ts';
import { memberText, operationRowKey, operationSubject } from './class-box.ts';
import type { ClassStyle } from './layout.ts';
import { type ClassCursor, type ClassModel, executing, isBlocked, standingOf } from './model.ts';
import { objectSubject } from './object-box.ts';
import { programLabel } from './program-label.ts';
import { isClosed, isGone, objectName, slotsOf } from './slots.ts';

/** Classes with their operations, and then the objects with their values. */
export function classTable(
  model: ClassModel,
  { cast, words }: Pick<ClassStyle, 'cast' | 'words'>,
  moment: ClassCursor,
): FigureTable {
  const told = words.table;
  const { count } = moment;
  const running = executing(model, moment);
  const classes = model.classes.classes.flatMap((each): readonly FigureRow[] => [
    {
      key: `class:${each.name}:name`,
      subject: null,
      cells: [
        each.name,
        told.aClass({
          base: each.base,
          isAbstract: each.isAbstract,
          attributes: each.attributes.map((one) => memberText(one)),
        }),
        '',
      ],
    },
    ...each.operations.map((one): FigureRow => {
      const calls = model.callsOf(each.name, one.id);
      const now = running.filter(({ operation }) => operation.owner === each.name && operation.id === one.id);
      const mark = now.length === 0 ? null : now.some((call) => isBlocked(call, count)) ? 'blocked' : 'now';
      return {
        key: operationRowKey(each.name, one.id),
        subject: operationSubject(model, each, one.id),
        cells: [each.name, signature(one), told.operation({ ...standingOf(calls, count), running: mark })],
      };
    }),
  ]);
  const there = model.objects.filter(({ since }) => since < count);
  const objects = there.flatMap((each): readonly FigureRow[] => {
    const { process } = each;
    const name = model.members.length > 1 ? `${objectName(each)} (${process})` : objectName(each);
    return [
      {
        key: `${each.key}:name`,
        subject: objectSubject(each),
        cells: [name, '', isGone(each, count) ? told.gone : isClosed(each, count) ? words.closed : told.alive],
      },
      ...slotsOf(each, model.classes, words).map((slot) => ({
        key: `${each.key}:slot:${slot.name}`,
        subject: objectSubject(each),
        cells: [name, slot.name, slot.at(count)],
      })),
    ];
  });
  const last = running.at(-1);
  const operation = last && model.classes.classes.find(({ name }) => name === last.operation.owner);
  const shown = operation?.operations.find(({ id }) => id === last?.operation.id);
  return {
    summary: told.summary({
      program: programLabel(model, cast),
      classes: model.classes.classes.length,
      objects: there.filter((each) => !isClosed(each, count)).length,
      running: operation && shown ? `${operation.name}::${shown.name}()` : null,
      isBlocked: last !== undefined && isBlocked(last, count),
    }),
    columns: [told.columns.of, told.columns.member, told.columns.now],
    rows: [...classes, ...objects],
    left: 0,
  };
}
