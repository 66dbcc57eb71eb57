import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Cast } from '../../diagrams/cast.ts';
import { layOutCommunication } from '../../diagrams/communication/layout.ts';
import { communicationOf } from '../../diagrams/communication/model.ts';
import { communicationTable } from '../../diagrams/communication/table.ts';
import type { Measure, Subject } from '../../diagrams/shape.ts';
import type { Ties } from '../../diagrams/ties.ts';
import type { Cursor, Timeline } from '../../engine/history/timeline.ts';
import type { DiagramsMessages } from '../i18n/en/diagrams.ts';
import { DiagramTable } from './DiagramTable.tsx';
import { DiagramToolbar, nextZoom, type Zoom } from './DiagramToolbar.tsx';
import { momentAt } from './moment.ts';
import styles from './panel.module.css';
import { SvgScene } from './SvgScene.tsx';
import { useTrace } from './use-trace.ts';
import { useViewport } from './use-viewport.ts';

export interface CommunicationViewProps {
  readonly timeline: Timeline;
  readonly cursor: Cursor;
  readonly cast: Cast;
  readonly ties: Ties;
  readonly onSelect: (subject: Subject | null) => void;
  readonly messages: DiagramsMessages;
  readonly measure: Measure;
  /** How much larger than usual, e.g. 2 on a projector. */
  readonly magnification: number;
}

/** Rows that the table lists. */
const LISTED = 120;

/** The communication diagram of a run at a cursor. */
export const CommunicationView = memo(function CommunicationView(props: CommunicationViewProps) {
  const { timeline, cursor, cast, ties, onSelect, messages, measure, magnification } = props;
  const [zoom, setZoom] = useState<Zoom>(1);
  const [asTable, setAsTable] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useViewport(scroller);
  const usual = magnification * viewport.textScale;
  const scale = usual * zoom;
  const trace = useTrace(timeline);
  const model = communicationOf(trace);
  const words = messages.communication;
  const layout = useMemo(
    () =>
      layOutCommunication(model, {
        cast,
        width: viewport.width / usual,
        height: viewport.height / usual,
        measure,
        words,
      }),
    [model, cast, viewport, usual, measure, words],
  );
  // Nothing in it depends on the time between two steps.
  const moment = useMemo(
    () => momentAt(timeline, { step: cursor.step, time: timeline.beginning.now }),
    [timeline, cursor.step],
  );
  const picture = useMemo(() => layout.draw(moment), [layout, moment]);
  const table = useMemo(
    () => communicationTable(model, moment, { cast, words, most: LISTED }),
    [model, moment, cast, words],
  );
  const names = useMemo(
    () =>
      new Map(
        table.rows.map((row) => [
          row.key,
          `${row.number === '' ? '' : `${row.number}, `}${row.from}, ${row.to}: ${row.message}`,
        ]),
      ),
    [table],
  );
  const newest = layout.newest(moment);
  const [top, bottom] = newest ?? [0, 0];
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Scrolled only as far as the newest message needs it.
    if (top * scale < element.scrollTop) element.scrollTop = Math.max(0, top * scale - 8);
    else if (bottom * scale > element.scrollTop + element.clientHeight) {
      element.scrollTop = bottom * scale - element.clientHeight + 8;
    }
  }, [top, bottom, scale]);
  const columns = useMemo(() => {
    const { number, from, to, message } = words.table.columns;
    return [number, from, to, message];
  }, [words]);
  const rows = useMemo(
    () => table.rows.map((row) => ({ ...row, cells: [row.number, row.from, row.to, row.message] })),
    [table],
  );

  return (
    <section className={styles.panel} aria-label={messages.panel.communication}>
      <DiagramToolbar
        title={messages.panel.communicationTitle}
        words={messages.panel}
        zoom={zoom}
        onZoom={(direction) => setZoom(direction === 0 ? 1 : nextZoom(zoom, direction))}
        asTable={asTable}
        onTable={setAsTable}
      />
      <div className={styles.scroller} ref={scroller} hidden={asTable}>
        <div className={styles.canvas} style={{ width: layout.width * scale, height: picture.height * scale }}>
          <SvgScene
            picture={picture}
            scale={scale}
            step={cursor.step}
            ties={ties}
            onSelect={onSelect}
            names={names}
            label={messages.panel.communication}
          />
        </div>
      </div>
      <DiagramTable
        shown={asTable}
        summary={table.summary}
        columns={columns}
        rows={rows}
        left={table.left === 0 ? null : messages.panel.earlierRows(table.left)}
        selection={ties.subject}
        onSelect={onSelect}
      />
    </section>
  );
});
