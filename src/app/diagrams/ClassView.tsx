import { memo, useCallback, useMemo } from 'react';
import { type ClassStyle, layOutClasses } from '../../diagrams/class/layout.ts';
import { classModelOf } from '../../diagrams/class/model.ts';
import { programsOf } from '../../diagrams/cast.ts';
import { programLabel } from '../../diagrams/class/program-label.ts';
import { classTable } from '../../diagrams/class/table.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { whoseOf } from '../../diagrams/whose.ts';
import { FigureView, type Room } from './FigureView.tsx';
import { momentAt } from './moment.ts';
import { useTurning } from './use-choice.ts';
import type { DiagramGiven } from './use-diagram.ts';
import { useTrace } from './use-trace.ts';
import { WhoseChoice } from './WhoseChoice.tsx';

interface Props extends DiagramGiven {
  readonly script: CallScript;
}

/** The classes of one program of a run, and its objects at a cursor. */
export const ClassView = memo(function ClassView({ script, ...props }: Props) {
  const { timeline, cursor, cast, ties, messages, measure } = props;
  const trace = useTrace(timeline);
  const words = messages.class;
  const roots = programsOf(cast);
  const turning = useTurning('class', roots, whoseOf(trace, ties).program);
  const { shown: root = '' } = turning;
  // Made once for a trace and its length: the same value as long as the picture is the same.
  const model = classModelOf(script, trace, root);
  const style = useMemo((): Omit<ClassStyle, keyof Room> => ({ cast, measure, words }), [cast, measure, words]);
  const layOut = useCallback((room: Room) => layOutClasses(model, { ...style, ...room }), [model, style]);
  const moment = useMemo(
    () => momentAt(timeline, { step: cursor.step, time: timeline.beginning.now }),
    [timeline, cursor.step],
  );
  const table = useMemo(() => classTable(model, style, moment), [model, style, moment]);
  return (
    <FigureView {...props} title={words.title} layOut={layOut} table={table} moment={moment}>
      {roots.length > 1 && (
        <WhoseChoice
          words={messages.panel}
          offered={roots}
          turning={turning}
          nameOf={(each) => programLabel({ root: each }, cast)}
        />
      )}
    </FigureView>
  );
});
