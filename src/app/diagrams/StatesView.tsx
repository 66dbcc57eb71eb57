import { memo, useCallback, useMemo } from 'react';
import type { Cast } from '../../diagrams/cast.ts';
import type { SocketClasses } from '../../diagrams/socket-classes.ts';
import { layOutStates, type StatesStyle } from '../../diagrams/states/layout.ts';
import { type SocketPath, type StatesModel, statesOf } from '../../diagrams/states/model.ts';
import { statesTable } from '../../diagrams/states/table.ts';
import { socketNames } from '../../diagrams/states/telling.ts';
import { whoseOf } from '../../diagrams/whose.ts';
import type { DiagramsMessages } from '../i18n/en/diagrams.ts';
import { FigureView } from './FigureView.tsx';
import { momentAt } from './moment.ts';
import { type Turning, useChoice } from './use-choice.ts';
import type { DiagramGiven } from './use-diagram.ts';
import { useTrace } from './use-trace.ts';
import { WhoseChoice } from './WhoseChoice.tsx';

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
  const selected = whoseOf(trace, ties).socket;
  const selectedId = selected === null ? null : idOf(selected.host, selected.socket);
  const socket = useSocket(model, choice === FOLLOW ? selectedId : choice);
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
      <SocketChoice {...{ model, traced, cast, classOf, messages, choice, choose, selectedId }} />
    </FigureView>
  );
});

const idOf = (host: string, socket: number): string => `${host} ${socket}`;

/** Whose states are shown; null: of the socket whose state changed last. */
function useSocket(model: StatesModel, id: string | null): StatesStyle['socket'] {
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
  /** Of the socket that the selection is about; null: of none. */
  readonly selectedId: string | null;
}

const SocketChoice = memo(function SocketChoice(props: SocketChoiceProps) {
  const { model, cast, classOf, messages, choice, choose, selectedId } = props;
  const names = new Map(
    socketNames(model, cast, classOf).map((name, index) => {
      const { host, socket } = model.paths[index] as SocketPath;
      return [idOf(host, socket), name] as const;
    }),
  );
  const turning: Turning<string> = {
    shown: choice,
    choose,
    elsewhere: choice === FOLLOW || selectedId === choice ? null : selectedId,
    turn: () => choose(FOLLOW),
  };
  return (
    <WhoseChoice
      words={messages.panel}
      offered={[FOLLOW, ...names.keys()]}
      turning={turning}
      nameOf={(id) => names.get(id) ?? messages.states.follow}
      wide
    />
  );
});
