import { useLayoutEffect, useRef } from 'react';
import { showFlags } from '../../engine/wire/segment.ts';
import { useMessages } from '../i18n/index.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import { type Hand, placedHost, type Scene } from '../stage/scene.ts';
import { isSelectedFlight } from '../stage/selected.ts';
import tones from '../stage/tones.module.css';
import { detailOf, toneOf } from './capsule-view.ts';
import styles from './segment-list.module.css';
import { segmentLabel } from './segment-label.ts';

/** More rows than this nobody reads; earlier ones are in the sequence diagram. */
const MOST_ROWS = 200;

/** Every segment so far, the newest last and in view, so that one that has arrived can still be opened. */
export function SegmentList({ scene, hand }: { readonly scene: Scene; readonly hand: Hand }) {
  const { network: t } = useMessages().stage;
  const stage = useMessages().stage;
  const scroller = useRef<HTMLOListElement>(null);
  const all = [...scene.ledger.flights.values()];
  const shown = all.slice(-MOST_ROWS);

  useLayoutEffect(() => {
    const list = scroller.current;
    if (list) list.scrollTop = list.scrollHeight;
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new row scrolls into view
  }, [all.length]);

  return (
    <div className={styles.segments}>
      <h3>{t.list}</h3>
      {all.length === 0 && <p>{t.listEmpty}</p>}
      {all.length > MOST_ROWS && <p>{t.earlier({ count: all.length - MOST_ROWS })}</p>}
      {all.length > 0 && (
        <ol ref={scroller} className={styles.list} aria-label={t.list}>
          {shown.map((record) => {
            const from = placedHost(scene, record.from);
            const selected = isSelectedFlight(scene.selection, record.id);
            return (
              <li key={record.id} className={tones.tone} data-tone={from?.tone ?? 'third'}>
                <QuietButton
                  className={styles.row}
                  data-look={toneOf(record.segment)}
                  data-outcome={record.outcome}
                  aria-pressed={selected}
                  aria-label={segmentLabel(stage, scene, record)}
                  onClick={() => hand.select(selected ? null : { kind: 'flight', flight: record.id })}
                >
                  <i>{from?.side === 'right' ? '←' : '→'}</i>
                  <b>
                    {record.repeats !== null && '↻ '}
                    {showFlags(record.segment.flags)}
                  </b>
                  <span>{record.outcome === 'lost' ? `✕ ${t.lost}` : detailOf(record)}</span>
                </QuietButton>
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}
