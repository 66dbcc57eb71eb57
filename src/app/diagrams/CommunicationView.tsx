import { memo, useCallback, useMemo } from 'react';
import { layOutCommunication } from '../../diagrams/communication/layout.ts';
import { communicationOf } from '../../diagrams/communication/model.ts';
import { earlierOf } from '../../diagrams/communication/message-shapes.ts';
import { communicationTable, earlierNames } from '../../diagrams/communication/table.ts';
import type { Subject } from '../../diagrams/shape.ts';
import { sideOf } from '../../diagrams/side-of.ts';
import { FigureView, type Room } from './FigureView.tsx';
import { momentAt } from './moment.ts';
import { SideChoice, SIDES } from './SideChoice.tsx';
import { useChoice } from './use-choice.ts';
import type { DiagramGiven } from './use-diagram.ts';
import { useTrace } from './use-trace.ts';
import { useUnfolded } from './use-unfolded.ts';

/** Rows that the table lists. */
const LISTED = 120;

/** The communication diagram of a run at a cursor. */
export const CommunicationView = memo(function CommunicationView(props: DiagramGiven) {
  const { timeline, cursor, cast, classOf, messages, measure } = props;
  const trace = useTrace(timeline);
  const model = communicationOf(trace);
  const words = messages.communication;
  const [view = 'both', setView] = useChoice('communication', SIDES);
  const side = view === 'both' ? null : view;
  const [open, turn] = useUnfolded('communication', timeline);
  const { traced } = model;
  const layOut = useCallback(
    (room: Room) => layOutCommunication(model, { cast, classOf, side, open, ...room, measure, words }),
    // The model of a run that goes on is the same, and has more in it.
    // oxlint-disable-next-line react/exhaustive-deps
    [model, traced, cast, classOf, side, open, measure, words],
  );
  const { onSelect, ties } = props;
  const selected = useMemo(() => sideOf(trace, cast, ties), [trace, cast, ties]);
  const choose = useCallback(
    (subject: Subject | null) => {
      const link = earlierOf(subject);
      if (link === null) onSelect(subject);
      else turn(link);
    },
    [onSelect, turn],
  );
  // Nothing in it depends on the time between two steps.
  const moment = useMemo(
    () => momentAt(timeline, { step: cursor.step, time: timeline.beginning.now }),
    [timeline, cursor.step],
  );
  const table = useMemo(
    () => communicationTable(model, moment, { cast, classOf, side, words, most: LISTED }),
    [model, moment, cast, classOf, side, words],
  );
  const buttons = useMemo(
    () => earlierNames(model, { cast, classOf, words, count: moment.count }),
    [model, cast, classOf, words, moment],
  );
  return (
    <FigureView
      {...props}
      onSelect={choose}
      title={messages.panel.communication}
      layOut={layOut}
      table={table}
      moment={moment}
      buttons={buttons}
    >
      <SideChoice cast={cast} words={messages.panel} side={view} onSide={setView} selected={selected} />
    </FigureView>
  );
});
