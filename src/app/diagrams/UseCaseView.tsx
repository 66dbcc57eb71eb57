import { memo, useCallback, useMemo } from 'react';
import { programsOf } from '../../diagrams/cast.ts';
import { layOutUseCases, systemName, type UseCaseStyle } from '../../diagrams/use-case/layout.ts';
import { casesOf } from '../../diagrams/use-case/model.ts';
import { caseTable } from '../../diagrams/use-case/table.ts';
import { whoseOf } from '../../diagrams/whose.ts';
import { FigureView } from './FigureView.tsx';
import { momentAt } from './moment.ts';
import { useTurning } from './use-choice.ts';
import type { DiagramGiven } from './use-diagram.ts';
import { useTrace } from './use-trace.ts';
import { WhoseChoice } from './WhoseChoice.tsx';

/** The use case diagram of one program of a run, at a cursor. */
export const UseCaseView = memo(function UseCaseView(props: DiagramGiven) {
  const { timeline, cursor, cast, ties, messages, measure } = props;
  const trace = useTrace(timeline);
  const words = messages.useCase;
  // Threads and children belong to the program that began them.
  const programs = useMemo(() => programsOf(cast), [cast]);
  const turning = useTurning('use-case', programs, whoseOf(trace, ties).program);
  const { shown: program = '' } = turning;
  const { length } = trace;
  // The trace stays the same array while it grows.
  // oxlint-disable-next-line react/exhaustive-deps
  const model = useMemo(() => casesOf(trace, cast, program), [trace, length, cast, program]);
  const style = useMemo((): UseCaseStyle => ({ cast, measure, words }), [cast, measure, words]);
  const layOut = useCallback(() => layOutUseCases(model, style), [model, style]);
  const moment = useMemo(
    () => momentAt(timeline, { step: cursor.step, time: timeline.beginning.now }),
    [timeline, cursor.step],
  );
  const table = useMemo(() => caseTable(model, trace, style, moment), [model, trace, style, moment]);
  return (
    <FigureView {...props} title={words.title} layOut={layOut} table={table} moment={moment}>
      {programs.length > 1 && (
        <WhoseChoice
          words={messages.panel}
          offered={programs}
          turning={turning}
          nameOf={(each) => words.system(systemName(cast, each))}
          wide
        />
      )}
    </FigureView>
  );
});
