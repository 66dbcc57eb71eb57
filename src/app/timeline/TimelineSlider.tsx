import { type CSSProperties, memo, useMemo } from 'react';
import type { Timeline } from '../../engine/history/timeline.ts';
import { useMessages } from '../i18n/index.ts';
import { actions, useLaboratory } from '../store/laboratory.ts';
import { momentOf } from '../store/moments.ts';
import { type Mark, marksOf, selectedPlaces } from './marks.ts';
import styles from './slider.module.css';

/** The whole run as a track, what is worth seeing marked on it, and the cursor to be dragged along it. */
export function TimelineSlider() {
  const { shell, format } = useMessages();
  const timeline = useLaboratory((state) => state.timeline);
  const step = useLaboratory(({ cursor }) => cursor.step);
  const { seek } = actions;
  const last = timeline.steps.length;
  const share = last === 0 ? 0 : step / last;
  return (
    <div className={styles.slider}>
      {/* Not on the slider itself: every mark would inherit it, and be styled anew at each step. */}
      <div className={styles.track} style={{ '--share': share } as CSSProperties} />
      <Marks timeline={timeline} />
      <SelectedMarks timeline={timeline} />
      <input
        className={styles.input}
        type="range"
        min={0}
        max={last}
        step={1}
        value={step}
        aria-label={shell.timeline}
        aria-valuetext={shell.position({
          step: format.number(step),
          steps: format.number(last),
          time: format.time(momentOf(timeline, step)),
        })}
        onChange={(event) => seek(event.target.valueAsNumber)}
      />
    </div>
  );
}

/** Drawn once a run, however the cursor moves. What a mark means is told by its place and its shape as well as by its colour. */
const Marks = memo(function Marks({ timeline }: { readonly timeline: Timeline }) {
  return (
    <svg className={styles.marks} aria-hidden="true" focusable="false">
      {marksOf(timeline).map(({ kind, at }) => (
        <svg key={`${kind}${at}`} x={`${at * 100}%`} overflow="visible">
          <MarkSign kind={kind} />
        </svg>
      ))}
    </svg>
  );
});

/** How many places of a selection are shown at most. */
const MOST_SELECTED = 60;

/** Where the selected, and what belongs to it, happens: a frame about the track. */
function SelectedMarks({ timeline }: { readonly timeline: Timeline }) {
  const selection = useLaboratory((state) => state.selection);
  const places = useMemo(() => selectedPlaces(timeline, selection).slice(0, MOST_SELECTED), [timeline, selection]);
  return (
    <svg className={styles.marks} aria-hidden="true" focusable="false">
      {places.map((at) => (
        <svg key={at} x={`${at * 100}%`} overflow="visible">
          <rect x={-3.5} y={1} width={7} height={42} rx={3.5} className={styles.selected} />
        </svg>
      ))}
    </svg>
  );
}

/** The sign of a mark, about (0, 22) in a strip 44 high: calls of clients above the track, those of servers below, the rest on it. */
export function MarkSign({ kind }: { readonly kind: Mark['kind'] }) {
  switch (kind) {
    case 'client-call':
      return <circle cy={7} r={3.8} className={styles.clientCall} />;
    case 'server-call':
      return <rect x={-3.5} y={33.5} width={7} height={7} className={styles.serverCall} />;
    case 'loss':
      return <path d="M-5 17L5 27M5 17L-5 27" className={styles.loss} />;
    case 'reset':
      return <path d="M0 14.5L7.5 22 0 29.5-7.5 22z" className={styles.reset} />;
    case 'change':
      return <path d="M-4 15.5H4V28.5H-4zM-8 22H8" className={styles.change} />;
    case 'error':
      return <path d="M0 13.5L8.5 29h-17z" className={styles.error} />;
  }
}
