import { memo, useCallback, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { scopeOf } from '../../diagrams/sequence/columns.ts';
import { foldOf } from '../../diagrams/sequence/fold-shapes.ts';
import { layOutSequence } from '../../diagrams/sequence/layout.ts';
import { leftOutBefore, type Row, sequenceOf } from '../../diagrams/sequence/model.ts';
import { rowNames } from '../../diagrams/sequence/row-names.ts';
import { keyOfRow, sequenceLine, sequenceTable } from '../../diagrams/sequence/table.ts';
import type { Subject } from '../../diagrams/shape.ts';
import { sideOf } from '../../diagrams/side-of.ts';
import type { TraceEvent } from '../../engine/trace/event.ts';
import { DetailChoice } from './DetailChoice.tsx';
import { DiagramTable, type TableText } from './DiagramTable.tsx';
import { DiagramToolbar } from './DiagramToolbar.tsx';
import { FindBar } from './FindBar.tsx';
import { DETAILS, SPACINGS } from './drawn.ts';
import { Minimap } from './Minimap.tsx';
import { momentAt } from './moment.ts';
import styles from './panel.module.css';
import { SideChoice, SIDES } from './SideChoice.tsx';
import { SvgScene } from './SvgScene.tsx';
import { useChoice } from './use-choice.ts';
import type { DiagramGiven } from './use-diagram.ts';
import { useFind } from './use-find.ts';
import { Tool } from './Tool.tsx';
import { useFollowing } from './use-following.ts';
import { useTrace } from './use-trace.ts';
import { useUnfolded } from './use-unfolded.ts';
import { useViewport } from './use-viewport.ts';
import { useZoom } from './use-zoom.ts';

export interface SequenceViewProps extends DiagramGiven {
  /** The stop before: what came after it is new, and stays in sight. */
  readonly since?: number;
  /** Time runs: the panel keeps up without smoothing of its own. */
  readonly playing: boolean;
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
const WINDOW = 120;
/** How much of the panel is kept free below the line of now, in CSS pixels: its tab, and a row of what comes next. */
const belowNow = (seen: number, scale: number): number => Math.min(40 + 40 * scale, seen * 0.26);
/** The least that has to be free there: the tab of now, in user units. */
const TAB = 28;
/** Rows that the table lists. */
const LISTED = 120;
/** A run of so many rows has a map beside it: known before the room is, of which the map takes some. */
const MAPPED = 100;
const NOTHING: readonly TraceEvent[] = [];

/** The sequence diagram of a run at a cursor. */
export const SequenceView = memo(function SequenceView(props: SequenceViewProps) {
  const { timeline, cursor, since, cast, classOf, ties, onSelect, goTo, messages, measure, playing, magnification } =
    props;
  const [detail = 'segments', setDetail] = useChoice('sequence-detail', DETAILS);
  const [view = 'both', setView] = useChoice('sequence', SIDES);
  const side = view === 'both' ? null : view;
  const [spacing, setSpacing] = useChoice('sequence-spacing', SPACINGS);
  const toScale = spacing === 'time';
  const [runs, turnRun] = useUnfolded('sequence', timeline);
  const unfolded = useMemo(() => runs.map(Number), [runs]);
  const [asTable, setAsTable] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const viewport = useViewport(scroller);
  const { zoom, byButton } = useZoom(scroller);

  const projected = Math.max(LEAST_PROJECTED, viewport.height / viewport.textScale / HANDSHAKE);
  const usual =
    Math.min(magnification, projected, Math.max(1, viewport.width / viewport.textScale / NARROW)) * viewport.textScale;
  const dense = viewport.height / usual < LOW;
  const scale = usual * zoom;
  const width = Math.floor(viewport.width / usual);
  const trace = useTrace(timeline);
  const selected = useMemo(() => sideOf(trace, cast, ties), [trace, cast, ties]);
  // Nothing is laid out before it is known for how much room.
  const scope = { ...scopeOf(cast, side), unfolded };
  const whole = sequenceOf(trace, detail, scope);
  const model = viewport.pending ? sequenceOf(NOTHING, detail, scope) : whole;
  const choose = useCallback(
    (subject: Subject | null) => {
      const fold = foldOf(subject);
      if (fold === null) onSelect(subject);
      else turnRun(String(fold));
    },
    [onSelect, turnRun],
  );
  const layout = useMemo(
    () => layOutSequence(model, { cast, side, width, measure, words: messages.sequence, classOf, dense, toScale }),
    [model, cast, side, width, measure, messages, classOf, dense, toScale],
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
  const { following, follow, leaveTo, scrolled, leaping } = useFollowing(scroller, target, playing, viewport.height);

  const id = useId();
  const moveTo = (scroll: number): void => {
    if (scroll >= Math.round(target)) follow();
    else leaveTo(Math.max(0, scroll));
  };

  // Whoever scrolls finds more drawn on either side than whoever follows. At first there is only what is seen.
  const beyond = useDeferredValue(following ? WINDOW : 2 * WINDOW, 0);
  const margin = leaping ? 0 : beyond;
  const above = Math.floor(scrolled / scale / WINDOW) * WINDOW;
  const top = Math.max(0, above - margin);
  const bottom = above + Math.ceil(seen / scale / WINDOW + 1) * WINDOW + margin;
  const picture = useMemo(() => layout.draw(moment, { top, bottom }), [layout, moment, top, bottom]);
  const height = Math.max(nowY * scale + belowNow(seen, scale), seen);

  const namesOf = useMemo(() => rowNames({ cast, words: messages.sequence }), [cast, messages]);
  const names = useMemo(
    () => namesOf(layout.rowsIn(moment, { top, bottom }), moment),
    [namesOf, layout, moment, top, bottom],
  );
  const text = useCallback((): TableText => {
    const { time, from, to, message } = messages.sequence.table.columns;
    const words = messages.sequence;
    const table = sequenceTable(model, momentAt(timeline, cursor), { cast, side, words, most: LISTED });
    return {
      summary: table.summary,
      columns: [time, from, to, message],
      rows: table.rows.map((row) => ({ ...row, cells: [row.time, row.from, row.to, row.message] })),
      left: table.left === 0 ? null : messages.panel.earlierRows(table.left),
    };
    // The table changes with the step, not with every frame between two steps.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [model, timeline, cursor.step, cast, side, messages]);

  const textOf = useCallback(
    (row: Row) =>
      row.index < moment.count ? sequenceLine(row, moment, { cast, words: messages.sequence }).message : '',
    [moment, cast, messages],
  );
  const find = useFind(model.rows, textOf);
  const found = find.current;
  const foundY = found === null ? null : layout.yOf(moment, found.index);
  useEffect(() => {
    if (foundY !== null) leaveTo(foundY * scale - seen / 2);
  }, [foundY, scale, seen, leaveTo]);

  const { open: finding, setOpen: setFinding } = find;
  // It seldom changes: what is added to the run leaves it alone.
  const toolbar = useMemo(
    () => (
      <DiagramToolbar
        title={messages.panel.sequenceTitle}
        words={messages.panel}
        onZoom={byButton}
        fits={zoom === 1}
        fitName={messages.panel.fit}
        asTable={asTable}
        onTable={setAsTable}
        goTo={goTo}
        finding={finding}
        onFind={setFinding}
      >
        <DetailChoice words={messages.panel} detail={detail} onDetail={setDetail} />
        <Tool name={messages.panel.toScale} pressed={toScale} onClick={() => setSpacing(toScale ? 'rows' : 'time')}>
          M9 2v14M6 2h6M6 16h6M7 6.7h4M7 11.3h4
        </Tool>
        <SideChoice cast={cast} words={messages.panel} side={view} onSide={setView} selected={selected} />
        {leftOut > 0 && (
          <small className={styles.leftOut} title={messages.panel.leftOut(leftOut)}>
            <span aria-hidden="true">+{leftOut}</span>
            <span className="heard-only">{messages.panel.leftOut(leftOut)}</span>
          </small>
        )}
      </DiagramToolbar>
    ),
    [
      messages,
      cast,
      goTo,
      byButton,
      zoom,
      asTable,
      finding,
      setFinding,
      detail,
      setDetail,
      toScale,
      setSpacing,
      view,
      setView,
      selected,
      leftOut,
    ],
  );
  return (
    <section className={styles.panel} aria-label={messages.panel.sequence}>
      {toolbar}
      {find.open && !asTable && (
        <FindBar
          words={messages.panel}
          query={find.query}
          onQuery={find.setQuery}
          of={find.hits.length}
          at={find.at}
          onMove={find.move}
          onClose={() => find.setOpen(false)}
        />
      )}
      <div className={styles.mapped} hidden={asTable}>
        <div
          className={styles.scroller}
          id={id}
          ref={scroller}
          // What scrolls has to be reachable by keyboard, also before there is a message to go to.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={names.size === 0 ? 0 : undefined}
        >
          {!viewport.pending && (
            <>
              <div className={styles.heads} style={{ width: layout.width * scale }}>
                <SvgScene
                  picture={layout.headsAt(moment, scrolled / scale)}
                  scale={scale}
                  step={0}
                  ties={ties}
                  onSelect={choose}
                />
              </div>
              <div className={styles.canvas} style={{ width: layout.width * scale, height }}>
                <SvgScene
                  picture={picture}
                  place={height}
                  scale={scale}
                  step={cursor.step}
                  ties={ties}
                  onSelect={choose}
                  names={names}
                  label={messages.panel.sequence}
                  found={found === null ? null : keyOfRow(found)}
                />
              </div>
            </>
          )}
        </div>
        {whole.rows.length >= MAPPED && (
          <Minimap
            model={model}
            places={layout}
            cast={cast}
            count={moment.count}
            nowY={nowY}
            name={messages.panel.minimap}
            controls={id}
            height={viewport.height}
            scrolled={scrolled}
            seen={seen}
            scale={scale}
            onMove={moveTo}
          />
        )}
      </div>
      {!following && !asTable && (
        <button type="button" className={styles.follow} title={messages.panel.followTitle} onClick={follow}>
          {messages.panel.follow} ↓
        </button>
      )}
      <DiagramTable shown={asTable} text={text} selection={ties.subject} onSelect={choose} />
    </section>
  );
});
