import { useMemo } from 'react';
import { layOutActivity } from '../../diagrams/activity/layout.ts';
import { activityOf } from '../../diagrams/activity/model.ts';
import { activityTable } from '../../diagrams/activity/table.ts';
import { type Cast, programsOf } from '../../diagrams/cast.ts';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import { useLaboratory } from '../store/laboratory.ts';
import { FigureView } from './FigureView.tsx';
import { momentAt } from './moment.ts';
import styles from './panel.module.css';
import { useChoice } from './use-choice.ts';
import { useDiagram } from './use-diagram.ts';
import { useTrace } from './use-trace.ts';

/** The activity diagram of the laboratory, at its cursor: the program of one process at a time. */
export function ActivityPanel() {
  const { given, behind } = useDiagram();
  const { timeline, cursor, cast, messages, measure } = given;
  const script = useLaboratory((laboratory) => laboratory.script);
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
    <div className={styles.place} aria-busy={behind}>
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
    </div>
  );
}

/** A process with its machine: `client: C`. */
const nameOf = (cast: Cast, process: string): string => {
  const host = cast.find(({ processes }) => processes.includes(process));
  return host === undefined ? process : `${host.label}: ${process}`;
};
