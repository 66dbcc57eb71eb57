import { memo, useMemo } from 'react';
import { layOutActivity } from '../../diagrams/activity/layout.ts';
import { activityOf } from '../../diagrams/activity/model.ts';
import { activityTable } from '../../diagrams/activity/table.ts';
import { type Cast, programsOf } from '../../diagrams/cast.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { whoseOf } from '../../diagrams/whose.ts';
import { FigureView } from './FigureView.tsx';
import { momentAt } from './moment.ts';
import { useTurning } from './use-choice.ts';
import type { DiagramGiven } from './use-diagram.ts';
import { useTrace } from './use-trace.ts';
import { WhoseChoice } from './WhoseChoice.tsx';

interface Props extends DiagramGiven {
  /** What the processes do of their own accord. */
  readonly script: CallScript;
}

/** The activity diagram of a run at a cursor: the program of one process, the first client's unless another is chosen. */
export const ActivityView = memo(function ActivityView({ script, ...given }: Props) {
  const { timeline, cursor, cast, ties, messages, measure } = given;
  const trace = useTrace(timeline);
  const processes = useMemo(() => programsOf(cast), [cast]);
  const turning = useTurning('activity', processes, whoseOf(trace, ties).program);
  const { shown: process = '' } = turning;
  const model = activityOf(script, trace, process);
  const words = messages.activity;
  const layOut = useMemo(() => {
    const layout = layOutActivity(model, { cast, measure, words });
    return () => layout;
  }, [model, cast, measure, words]);
  // Nothing in it depends on the time between two steps.
  const moment = useMemo(
    () => momentAt(timeline, { step: cursor.step, time: timeline.beginning.now }),
    [timeline, cursor.step],
  );
  const table = useMemo(() => activityTable(model, moment, words), [model, moment, words]);
  return (
    <FigureView {...given} title={words.title} layOut={layOut} table={table} moment={moment}>
      <WhoseChoice words={messages.panel} offered={processes} turning={turning} nameOf={(each) => nameOf(cast, each)} />
    </FigureView>
  );
});

/** A process with its machine: `client: C`. */
const nameOf = (cast: Cast, process: string): string => {
  const host = cast.find(({ processes }) => processes.includes(process));
  return host === undefined ? process : `${host.label}: ${process}`;
};
