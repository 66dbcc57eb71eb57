import { functionOf } from '../../engine/posix/call.ts';
import type { CallId, TraceEvent } from '../../engine/trace/event.ts';
import type { FigureMoment, FigureRow, FigureTable } from '../figure.ts';
import { systemName, type UseCaseStyle } from './layout.ts';
import { statusOf, type UseCase, type UseCaseModel } from './model.ts';

/** Every use case with what it belongs to, how far it is, and by which calls. */
export function caseTable(
  model: UseCaseModel,
  trace: readonly TraceEvent[],
  { cast, words }: Pick<UseCaseStyle, 'cast' | 'words'>,
  { count }: Pick<FigureMoment, 'count'>,
): FigureTable {
  const { columns } = words.table;
  const functions = functionsOf(trace);
  const all = [...model.byId.values()];
  const statuses = all.map((useCase) => statusOf(model, useCase, count));
  const number = (kind: string): number => statuses.filter((status) => status.kind === kind).length;
  return {
    summary: words.table.summary({
      system: words.system(systemName(cast, model.process)),
      useCases: all.length,
      actors: model.actors.length,
      achieved: number('achieved'),
      underWay: number('under-way'),
      failed: number('failed'),
    }),
    columns: [columns.name, columns.relation, columns.status, columns.calls],
    rows: all.map((useCase, index): FigureRow => {
      const status = statuses[index] ?? { kind: 'not-begun' };
      return {
        key: `use-case:${useCase.id}`,
        subject: useCase.subject,
        cells: [
          words.names[useCase.id],
          relationOf(model, useCase, words),
          words.table.status(status),
          words.table.calls(counted(useCase, count, functions)),
        ],
      };
    }),
    left: 0,
  };
}

function relationOf({ relations }: UseCaseModel, { id }: UseCase, words: UseCaseStyle['words']): string {
  return relations
    .filter(({ part }) => part === id)
    .map(({ goal, kind }) =>
      kind === 'include'
        ? words.table.includedBy(words.names[goal])
        : words.table.extends(words.names[goal], words.conditions[id] ?? null),
    )
    .join(', ');
}

/** The calls of a use case so far, by function, in the order in which each was first made. */
function counted(
  { occurrences }: UseCase,
  count: number,
  functions: ReadonlyMap<CallId, { readonly name: string; readonly index: number }>,
) {
  const ids = new Set(occurrences.flatMap(({ calls }) => calls));
  const times = new Map<string, number>();
  for (const id of ids) {
    const made = functions.get(id);
    if (made !== undefined && made.index < count) times.set(made.name, (times.get(made.name) ?? 0) + 1);
  }
  return [...times].map(([call, number]) => ({ call, times: number }));
}

interface Functions {
  read: number;
  readonly byCall: Map<CallId, { readonly name: string; readonly index: number }>;
}
const readings = new WeakMap<readonly TraceEvent[], Functions>();

/** Which function each call of a trace was, and where it was made. */
function functionsOf(trace: readonly TraceEvent[]): Functions['byCall'] {
  const reading = readings.get(trace) ?? { read: 0, byCall: new Map() };
  readings.set(trace, reading);
  for (; reading.read < trace.length; reading.read++) {
    const event = trace[reading.read];
    if (event?.kind === 'call')
      reading.byCall.set(event.callId, { name: `${functionOf(event.call)}()`, index: reading.read });
  }
  return reading.byCall;
}
