import { memo, useMemo, useRef, useState } from 'react';
import type { Cast } from '../../diagrams/cast.ts';
import { scopeOf } from '../../diagrams/sequence/columns.ts';
import { layOutSequence } from '../../diagrams/sequence/layout.ts';
import { type Detail, leftOutBefore, sequenceOf } from '../../diagrams/sequence/model.ts';
import { sequenceTable } from '../../diagrams/sequence/table.ts';
import type { Measure, Subject } from '../../diagrams/shape.ts';
import type { Ties } from '../../diagrams/ties.ts';
import type { Cursor, Timeline } from '../../engine/history/timeline.ts';
import type { DiagramsMessages } from '../i18n/en/diagrams.ts';
import { DiagramTable } from './DiagramTable.tsx';
import { DiagramToolbar, nextZoom, type Zoom } from './DiagramToolbar.tsx';
import { momentAt } from './moment.ts';
import styles from './panel.module.css';
import { SideChoice, type SideView } from './SideChoice.tsx';
import { SvgScene } from './SvgScene.tsx';
import { useFollowing } from './use-following.ts';
import { useTrace } from './use-trace.ts';
import { useViewport } from './use-viewport.ts';

export interface SequenceViewProps {
  readonly timeline: Timeline;
  readonly cursor: Cursor;
  /** The stop before: what came after it is new, and stays in sight. */
  readonly since?: number;
  readonly cast: Cast;
  readonly ties: Ties;
  readonly onSelect: (subject: Subject | null) => void;
  readonly messages: DiagramsMessages;
  readonly measure: Measure;
  /** Time runs: the panel keeps up without smoothing of its own. */
  readonly playing: boolean;
  /** How much larger than usual at most, e.g. 2 on a projector; less where the panel is low. */
  readonly magnification: number;
}

/** At least this much larger than usual on a projector: text of 20 pixels. */
const LEAST_PROJECTED = 20 / 14;
/** The height of a whole connect() with the heads and the line of now, in user units of dense rows. */
const HANDSHAKE = 294;
/** Panels narrower than this, in CSS pixels, are not magnified: the lifelines would not fit. */
const NARROW = 560;
/** Panels lower than this, in user units, have dense rows. */
const LOW = 380;
/** The window is made anew only when the scrolling leaves it: a multiple of the lifelines' dashes, in user units. */
const WINDOW = 240;
/** How much of the panel is kept free below the line of now, in CSS pixels: its tab, and a row of what comes next. */
const belowNow = (seen: number, scale: number): number => Math.min(40 + 40 * scale, seen * 0.26);
/** The least that has to be free there: the tab of now, in user units. */
const TAB = 28;
/** Rows that the table lists. */
const LISTED = 120;
const DETAILS: readonly Detail[] = ['calls', 'segments', 'detailed'];

/** The sequence diagram of a run at a cursor. */
export const SequenceView = memo(function SequenceView(props: SequenceViewProps) {
  const { timeline, cursor, since, cast, ties, onSelect, messages, measure, playing, magnification } = props;
  const [detail, setDetail] = useState<Detail>('segments');
  const [view, setView] = useState<SideView>('both');
  const side = view === 'both' ? null : view;
  const [zoom, setZoom] = useState<Zoom>(1);
  const [asTable, setAsTable] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useViewport(scroller);

  const larger = Math.max(LEAST_PROJECTED, viewport.height / viewport.textScale / HANDSHAKE);
  const usual =
    Math.min(magnification, larger, Math.max(1, viewport.width / viewport.textScale / NARROW)) * viewport.textScale;
  const dense = viewport.height / usual < LOW;
  const scale = usual * zoom;
  const width = Math.floor(viewport.width / usual);
  const trace = useTrace(timeline);
  const model = sequenceOf(trace, detail, scopeOf(cast, side));
  const layout = useMemo(
    () => layOutSequence(model, { cast, side, width, measure, words: messages.sequence, dense }),
    [model, cast, side, width, measure, messages, dense],
  );
  const moment = useMemo(() => momentAt(timeline, cursor, since), [timeline, cursor, since]);
  const nowY = layout.nowY(moment);
  const leftOut = leftOutBefore(model, moment.count);
  const headsHeight = layout.heads.height * scale;
  const seen = Math.max(120, viewport.height - headsHeight);
  // Down to the line of now with some room below it, but not past the first of what is new while both fit.
  const target = Math.max(
    (nowY + TAB) * scale - seen,
    Math.min(nowY * scale - seen + belowNow(seen, scale), layout.newestTop(moment) * scale),
  );
  const { following, follow, scrolled } = useFollowing(scroller, target, playing, viewport.height);

  const top = Math.max(0, Math.floor(scrolled / scale / WINDOW) * WINDOW - WINDOW);
  const bottom = top + Math.ceil(seen / scale / WINDOW) * WINDOW + 3 * WINDOW;
  const picture = useMemo(() => layout.draw(moment, { top, bottom }), [layout, moment, top, bottom]);
  const height = Math.max(nowY * scale + belowNow(seen, scale), seen);

  const table = useMemo(
    () => sequenceTable(model, momentAt(timeline, cursor), { cast, side, words: messages.sequence, most: LISTED }),
    // The table changes with the step, not with every frame between two steps.
    // oxlint-disable-next-line react/exhaustive-deps
    [model, timeline, cursor.step, cast, side, messages],
  );
  const names = useMemo(
    () => new Map(table.rows.map((row) => [row.key, `${row.from}, ${row.to}: ${row.message}`])),
    [table],
  );
  const columns = useMemo(() => {
    const { time, from, to, message } = messages.sequence.table.columns;
    return [time, from, to, message];
  }, [messages]);
  const rows = useMemo(
    () => table.rows.map((row) => ({ ...row, cells: [row.time, row.from, row.to, row.message] })),
    [table],
  );

  return (
    <section className={styles.panel} aria-label={messages.panel.sequence}>
      <DiagramToolbar
        title={messages.panel.sequenceTitle}
        words={messages.panel}
        zoom={zoom}
        onZoom={(direction) => setZoom(direction === 0 ? 1 : nextZoom(zoom, direction))}
        asTable={asTable}
        onTable={setAsTable}
      >
        <fieldset className={styles.choices} aria-label={messages.panel.detail}>
          {DETAILS.map((each) => (
            <label key={each} title={messages.panel.detailTitles[each]}>
              <input type="radio" name="sequence-detail" checked={detail === each} onChange={() => setDetail(each)} />
              <span>{messages.panel.details[each]}</span>
            </label>
          ))}
        </fieldset>
        <SideChoice cast={cast} words={messages.panel} side={view} onSide={setView} />
        {leftOut > 0 && (
          <small className={styles.leftOut} title={messages.panel.leftOut(leftOut)}>
            <span aria-hidden="true">+{leftOut}</span>
            <span className="heard-only">{messages.panel.leftOut(leftOut)}</span>
          </small>
        )}
      </DiagramToolbar>
      <div
        className={styles.scroller}
        ref={scroller}
        hidden={asTable}
        // What scrolls has to be reachable by keyboard, also before there is a message to go to.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={names.size === 0 ? 0 : undefined}
      >
        <div className={styles.heads} style={{ width: layout.width * scale }}>
          <SvgScene picture={layout.heads} scale={scale} step={0} ties={ties} onSelect={onSelect} />
        </div>
        <div className={styles.canvas} style={{ width: layout.width * scale, height }}>
          <div className={styles.window} style={{ top: top * scale }}>
            <SvgScene
              picture={picture}
              top={top}
              bottom={Math.min(bottom, top + height / scale)}
              scale={scale}
              step={cursor.step}
              ties={ties}
              onSelect={onSelect}
              names={names}
              label={messages.panel.sequence}
            />
          </div>
        </div>
      </div>
      {!following && !asTable && (
        <button type="button" className={styles.follow} title={messages.panel.followTitle} onClick={follow}>
          {messages.panel.follow} ↓
        </button>
      )}
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
