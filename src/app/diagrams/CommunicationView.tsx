import { memo, useCallback, useMemo } from 'react';
import type { Cast } from '../../diagrams/cast.ts';
import { layOutCommunication } from '../../diagrams/communication/layout.ts';
import { communicationOf } from '../../diagrams/communication/model.ts';
import { communicationTable } from '../../diagrams/communication/table.ts';
import { FigureView, type Room } from './FigureView.tsx';
import { momentAt } from './moment.ts';
import type { DiagramGiven } from './use-diagram.ts';
import { useTrace } from './use-trace.ts';

/** Rows that the table lists. */
const LISTED = 120;

/** The communication diagram of a run at a cursor. */
export const CommunicationView = memo(function CommunicationView(props: DiagramGiven) {
  const { timeline, cursor, cast, messages, measure } = props;
  const trace = useTrace(timeline);
  const model = communicationOf(trace);
  const words = messages.communication;
  const layOut = useLayOut(model, { cast, measure, words });
  // Nothing in it depends on the time between two steps.
  const moment = useMemo(
    () => momentAt(timeline, { step: cursor.step, time: timeline.beginning.now }),
    [timeline, cursor.step],
  );
  const table = useMemo(
    () => communicationTable(model, moment, { cast, words, most: LISTED }),
    [model, moment, cast, words],
  );
  return <FigureView {...props} title={messages.panel.communication} layOut={layOut} table={table} moment={moment} />;
});

function useLayOut(
  model: ReturnType<typeof communicationOf>,
  {
    cast,
    measure,
    words,
  }: { readonly cast: Cast } & Pick<Parameters<typeof layOutCommunication>[1], 'measure' | 'words'>,
) {
  return useCallback(
    (room: Room) => layOutCommunication(model, { cast, ...room, measure, words }),
    [model, cast, measure, words],
  );
}
