import { memo, useCallback, useMemo } from 'react';
import type { Cast } from '../../diagrams/cast.ts';
import type { Subject } from '../../diagrams/shape.ts';
import type { SocketClasses } from '../../diagrams/socket-classes.ts';
import { layOutStates, type StatesStyle } from '../../diagrams/states/layout.ts';
import { type StatesModel, statesOf } from '../../diagrams/states/model.ts';
import { statesTable } from '../../diagrams/states/table.ts';
import { socketNames } from '../../diagrams/states/telling.ts';
import type { DiagramsMessages } from '../i18n/en/diagrams.ts';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import { FigureView } from './FigureView.tsx';
import { momentAt } from './moment.ts';
import styles from './panel.module.css';
import { useChoice } from './use-choice.ts';
import type { DiagramGiven } from './use-diagram.ts';
import { useTrace } from './use-trace.ts';

/** The choice of whichever socket is selected, else the one whose state changed last. */
const FOLLOW = 'follow';

/** The state machine of TCP for one socket of a run, at a cursor. */
export const StatesView = memo(function StatesView(props: DiagramGiven) {
  const { timeline, cursor, cast, classOf, ties, messages, measure } = props;
  const trace = useTrace(timeline);
  const model = statesOf(trace);
  const { traced } = model;
  const words = messages.states;
  const offered = [FOLLOW, ...model.paths.map(({ host, socket }) => idOf(host, socket))];
  const [choice = FOLLOW, choose] = useChoice('states', offered);
  const socket = useSocket(model, choice, ties.subject);
  const style = useMemo(
    (): StatesStyle => ({ cast, classOf, socket, measure, words }),
    [cast, classOf, socket, measure, words],
  );
  // The model stays the same object while it grows with its trace.
  // oxlint-disable-next-line react/exhaustive-deps
  const layOut = useCallback(() => layOutStates(model, style), [model, traced, style]);
  const moment = useMemo(
    () => momentAt(timeline, { step: cursor.step, time: timeline.beginning.now }),
    [timeline, cursor.step],
  );
  const table = useMemo(() => statesTable(model, style, moment), [model, style, moment]);
  return (
    <FigureView {...props} title={words.title} layOut={layOut} table={table} moment={moment}>
      <SocketChoice {...{ model, traced, cast, classOf, messages, choice, choose }} />
    </FigureView>
  );
});

const idOf = (host: string, socket: number): string => `${host} ${socket}`;

/** Whose states are shown; null: of the socket whose state changed last. */
function useSocket(model: StatesModel, choice: string, selected: Subject | null): StatesStyle['socket'] {
  const id = choice !== FOLLOW ? choice : selected?.kind === 'socket' ? idOf(selected.host, selected.socket) : null;
  return useMemo(() => {
    const path = model.paths.find(({ host, socket }) => idOf(host, socket) === id);
    return path === undefined ? null : { host: path.host, socket: path.socket };
  }, [model, id]);
}

interface SocketChoiceProps {
  readonly model: StatesModel;
  /** How much of the trace is in the model. */
  readonly traced: number;
  readonly cast: Cast;
  readonly classOf: SocketClasses;
  readonly messages: DiagramsMessages;
  readonly choice: string;
  readonly choose: (choice: string) => void;
}

const SocketChoice = memo(function SocketChoice({ model, cast, classOf, messages, choice, choose }: SocketChoiceProps) {
  const names = socketNames(model, cast, classOf);
  return (
    <QuietSelect
      className={`${styles.side} ${styles.socket}`}
      aria-label={messages.panel.whose}
      title={messages.panel.whose}
      value={choice}
      onChange={({ target }) => choose(target.value)}
    >
      <option value={FOLLOW}>{messages.states.follow}</option>
      {model.paths.map(({ host, socket }, index) => (
        <option key={idOf(host, socket)} value={idOf(host, socket)}>
          {names[index]}
        </option>
      ))}
    </QuietSelect>
  );
});
