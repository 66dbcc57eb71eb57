import { resultLabel } from '../call-label.ts';
import type { FigureRow, FigureTable } from '../figure.ts';
import { tokenName } from './columns.ts';
import { type Action, actionsOf, type ActivityModel, type Flow } from './model.ts';
import { accountOf, standingOf } from './standing.ts';
import type { ActivityWords } from './words.ts';

/** What an action is called where there is room for one line: `listen(s, 1)`. */
export const actionText = ({ name, arguments: args }: Action): string => `${name}(${args.join(', ')})`;

/** The diagram at a cursor as text: one row an action, in the order of the picture. */
export function activityTable(
  model: ActivityModel,
  { count }: { readonly count: number },
  words: ActivityWords,
): FigureTable {
  const all = inOrder(model);
  const { columns } = words.table;
  const several = model.flows.length > 1;
  const standings = new Map(model.flows.map((flow) => [flow.key, standingOf(model, flow, count)]));
  const rows = all.map(({ flow, action }, index): FigureRow => {
    const standing = standings.get(flow.key);
    const here = standing !== undefined && 'action' in standing && standing.action === action ? standing : null;
    const account = accountOf(action, count);
    const result = account.last?.made?.returned?.result;
    const state = words.table.state({
      until: here?.at === 'kernel' ? here.until : null,
      runs: here !== null,
      made: account.made,
      times: action.passes.length,
      gave: result === undefined || account.last === null ? null : resultLabel(result, account.last.call),
      errors: account.errors,
    });
    return {
      key: `action:${action.id}`,
      subject: action.subject,
      cells: [
        String(index + 1),
        actionText(action),
        ...(several ? [tokenName(model, flow) ?? flow.name] : []),
        words.action(action.passes[0].call, action),
        state,
      ],
    };
  });
  const done = all.filter(({ action }) => accountOf(action, count).returned > 0).length;
  const waits = [...standings.values()].flatMap((standing) =>
    standing.at === 'kernel' && standing.until !== null ? [actionText(standing.action)] : [],
  );
  return {
    summary: words.table.summary({ process: model.process, actions: all.length, done, waits }),
    columns: [columns.number, columns.action, ...(several ? [columns.who] : []), columns.kernel, columns.state],
    rows,
    left: 0,
  };
}

/** From top to bottom, as they are drawn: by the order in which the script has them, a loop in one piece. */
function inOrder(model: ActivityModel): readonly { readonly flow: Flow; readonly action: Action }[] {
  return model.flows
    .flatMap((flow) => flow.nodes.map((node) => ({ flow, actions: actionsOf(node) })))
    .toSorted((a, b) => orderOf(a.actions) - orderOf(b.actions))
    .flatMap(({ flow, actions }) => actions.map((action) => ({ flow, action })));
}

const orderOf = (actions: readonly Action[]): number => actions[0]?.passes[0].order ?? 0;
