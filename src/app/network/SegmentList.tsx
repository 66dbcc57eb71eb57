import { memo, useLayoutEffect, useRef, useState } from 'react';
import { lossOf } from '../../diagrams/loss.ts';
import { showFlags } from '../../engine/wire/segment.ts';
import { useMessages } from '../i18n/index.ts';
import { countUpTo } from '../store/ascending.ts';
import type { HostTone, PlacedHost } from '../stage/arrangement.ts';
import type { FlightRecord } from '../stage/ledger.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import { type Hand, placedHost, type Scene } from '../stage/scene.ts';
import { isSelectedFlight } from '../stage/selected.ts';
import tones from '../stage/tones.module.css';
import { useInSight } from '../stage/use-in-sight.ts';
import { useRowWindow } from '../stage/use-row-window.ts';
import { windowedRows } from '../stage/windowed-rows.tsx';
import { detailOf, toneOf } from './capsule-view.ts';
import styles from './segment-list.module.css';
import { loudFlights } from './loud-flights.ts';
import { segmentLabel } from './segment-label.ts';

/** More rows than this nobody reads; earlier ones are in the sequence diagram. */
const MOST_ROWS = 200;
/** Of more rows than this, those are drawn that are looked at. */
const WHOLE = 30;

/**
 * The segments so far, the newest last and in view, so that one that has arrived can still be opened; the quiet ones when
 * they are asked for.
 */
export const SegmentList = memo(function SegmentList({ scene, hand }: { readonly scene: Scene; readonly hand: Hand }) {
  const { stage } = useMessages();
  const { network: t } = stage;
  const [all, setAll] = useState(false);
  const scroller = useRef<HTMLOListElement>(null);
  const { flights } = scene.ledger;
  const loud = loudFlights(scene.trace);
  const loudSize = countUpTo(loud, flights.size - 1);
  const quiet = flights.size - loudSize;
  const total = all ? flights.size : loudSize;
  const count = Math.min(total, MOST_ROWS);
  const first = total - count;
  const { stretches, look, keyOf } = useRowWindow(scroller, {
    count,
    first,
    inView: count - 1,
    shows: `${total} ${all}`,
    whole: WHOLE,
  });
  const isWhole = count <= WHOLE;

  useLayoutEffect(() => {
    const list = scroller.current;
    if (list) list.scrollTop = list.scrollHeight;
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new row scrolls into view
  }, [total, all]);

  /** Of several machines on one side, whose conversation a segment belongs to. */
  const partnerOf = ({ from, to }: FlightRecord): PlacedHost | null => {
    if (scene.placed.length < 3) return null;
    const ends = [placedHost(scene, from), placedHost(scene, to)];
    return ends.find((end) => end && end.number !== null) ?? ends.find((end) => end?.role !== 'server') ?? null;
  };

  const row = (index: number) => {
    const record = flights.nth(all ? first + index : (loud[first + index] ?? flights.size));
    if (!record) return null;
    const from = placedHost(scene, record.from);
    return (
      <Row
        key={keyOf(index)}
        record={record}
        tone={from?.tone ?? 'third'}
        partner={partnerOf(record)}
        side={from?.side ?? 'left'}
        label={segmentLabel(stage, scene, record)}
        selected={isSelectedFlight(scene.selection, record.id)}
        lit={scene.ties.flights.has(record.id)}
        hand={hand}
        place={isWhole ? null : index + 1}
        of={isWhole ? null : count}
      />
    );
  };

  return (
    <div className={styles.segments}>
      <h3>
        {t.list}
        {quiet > 0 && (
          <QuietButton
            className={styles.quiet}
            aria-pressed={all}
            aria-label={t.withQuiet}
            title={t.leftOut(quiet)}
            onClick={() => setAll(!all)}
          >
            +{quiet}
          </QuietButton>
        )}
      </h3>
      {flights.size === 0 && <p>{t.listEmpty}</p>}
      {first > 0 && <p>{t.earlier({ count: first })}</p>}
      {flights.size > 0 && (
        <ol ref={scroller} className={styles.list} aria-label={t.list} onScroll={look}>
          {windowedRows(count, stretches, styles.gap, row)}
        </ol>
      )}
    </div>
  );
});

interface RowProps {
  readonly record: FlightRecord;
  readonly tone: HostTone;
  readonly partner: PlacedHost | null;
  /** Where the sender stands. */
  readonly side: PlacedHost['side'];
  readonly label: string;
  readonly selected: boolean;
  /** It belongs to what is selected, or is that. */
  readonly lit: boolean;
  readonly hand: Hand;
  /** The row's number among so many, where not all are drawn. */
  readonly place: number | null;
  readonly of: number | null;
}

const Row = memo(function Row({ record, tone, partner, side, label, selected, lit, hand, place, of }: RowProps) {
  const { host, network: t } = useMessages().stage;
  const drawn = useRef<HTMLLIElement>(null);
  // One that flies is looked at on the wire.
  useInSight(drawn, selected && record.outcome !== 'flying');
  return (
    <li
      ref={drawn}
      className={tones.tone}
      data-tone={tone}
      aria-posinset={place ?? undefined}
      aria-setsize={of ?? undefined}
    >
      <QuietButton
        className={styles.row}
        data-look={toneOf(record.segment)}
        data-outcome={record.outcome}
        aria-pressed={selected}
        data-lit={lit}
        aria-label={label}
        onClick={() => hand.select(selected ? null : { kind: 'flight', flight: record.id })}
      >
        {partner !== null && (
          <em className={tones.tone} data-tone={partner.tone} title={host(partner)}>
            <span className={styles.short}>{t.short(partner)}</span>
            <span className={styles.whole}>{host(partner)}</span>
          </em>
        )}
        <i>{side === 'right' ? '←' : '→'}</i>
        <b>
          {record.repeats !== null && '↻ '}
          {showFlags(record.segment.flags)}
        </b>
        <span>
          {record.outcome === 'lost'
            ? `✕ ${lossOf(record.fault) === 'dropped' ? t.droppedShort : t[lossOf(record.fault)]}`
            : detailOf(record)}
        </span>
      </QuietButton>
    </li>
  );
});
