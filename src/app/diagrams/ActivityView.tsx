import { memo, useMemo } from 'react';
import { layOutActivity } from '../../diagrams/activity/layout.ts';
import { activityOf } from '../../diagrams/activity/model.ts';
import { activityTable } from '../../diagrams/activity/table.ts';
import { type Cast, programsOf } from '../../diagrams/cast.ts';
import type { CallScript } from '../../programs/call-script.ts';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import { FigureView } from './FigureView.tsx';
import { momentAt } from './moment.ts';
import styles from './panel.module.css';
import { useChoice } from './use-choice.ts';
import type { DiagramGiven } from './use-diagram.ts';
import { useTrace } from './use-trace.ts';

interface Props extends DiagramGiven {
  /** What the processes do of their own accord. */
  readonly script: CallScript;
}

/** The activity diagram of a run at a cursor: the program of one process, the first client's unless another is chosen. */
export const ActivityView = memo(function ActivityView({ script, ...given }: Props) {
  const { timeline, cursor, cast, messages, measure } = given;
  const trace = useTrace(timeline);
  const processes = useMemo(() => programsOf(cast), [cast]);
  const [process = '', choose] = useChoice('activity', processes);
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
      <QuietSelect
        className={styles.side}
        aria-label={messages.panel.whose}
        title={messages.panel.whose}
        value={process}
        onChange={({ target }) => choose(target.value)}
      >
        {processes.map((each) => (
          <option key={each} value={each}>
            {nameOf(cast, each)}
          </option>
        ))}
      </QuietSelect>
    </FigureView>
  );
});

/** A process with its machine: `client: C`. */
const nameOf = (cast: Cast, process: string): string => {
  const host = cast.find(({ processes }) => processes.includes(process));
  return host === undefined ? process : `${host.label}: ${process}`;
};
