import { type ReactNode, useCallback, useId, useRef } from 'react';
import { lossOf } from '../../diagrams/loss.ts';
import { getTable } from '../../engine/base/table.ts';
import { milliseconds } from '../../engine/base/time.ts';
import type { Action } from '../../engine/simulation/action.ts';
import { showFlags } from '../../engine/wire/segment.ts';
import { showCall } from '../calls/show-call.ts';
import { useMessages, useNarrator } from '../i18n/index.ts';
import { toneOf } from '../network/capsule-view.ts';
import { endsOf } from '../network/segment-label.ts';
import type { FlightRecord } from '../stage/ledger.ts';
import { Icon } from '../shell/icons.tsx';
import { QuietButton } from '../stage/QuietButton.tsx';
import { type Hand, placedHost, type Scene } from '../stage/scene.ts';
import tones from '../stage/tones.module.css';
import { useEscape } from '../stage/use-escape.ts';
import { useLentFocus } from '../stage/use-lent-focus.ts';
import { HeaderFigure } from './HeaderFigure.tsx';
import styles from './inspector.module.css';
import { PayloadDump } from './PayloadDump.tsx';
import { callsBehind } from './segment-fields.ts';

/** What 'delay' adds: long enough to be overtaken, shorter than the first retransmission timeout. */
export const DELAY_BY = milliseconds(100);

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly record: FlightRecord;
}

/** A segment opened: its header as RFC 9293 draws it, its bytes, why it was sent, and what one can do to it. */
export function SegmentInspector({ scene, hand, record }: Props) {
  const { inspector: t } = useMessages().stage;
  const stage = useMessages().stage;
  const id = useId();
  const close = useCallback(() => hand.select(null), [hand]);
  useEscape(close);
  const opened = useRef<HTMLElement>(null);
  useLentFocus(opened, record.id);
  // The link to another segment goes with this one.
  const show = (flight: FlightRecord['id']): void => {
    opened.current?.focus();
    hand.select({ kind: 'flight', flight });
  };
  return (
    <section
      ref={opened}
      tabIndex={-1}
      className={`${tones.tone} ${styles.inspector}`}
      data-tone={placedHost(scene, record.from)?.tone ?? 'third'}
      aria-labelledby={id}
    >
      <header className={styles.head}>
        <h2 id={id} className="heard-only">
          {t.title}
        </h2>
        <b className={styles.flags} data-look={toneOf(record.segment)}>
          {showFlags(record.segment.flags)}
        </b>
        <span>{t.way(endsOf(stage, scene, record))}</span>
        <QuietButton className={styles.close} aria-label={t.close} title={t.close} onClick={close}>
          ✕
        </QuietButton>
      </header>
      <div key={record.id} className={styles.body}>
        <p className={styles.fate}>
          <Fate record={record} />
        </p>
        <HeaderFigure record={record} />
        <PayloadDump payload={record.segment.payload} />
        <Reason scene={scene} hand={hand} record={record} show={show} />
      </div>
      <Interventions scene={scene} hand={hand} record={record} />
    </section>
  );
}

function Fate({ record }: { readonly record: FlightRecord }): ReactNode {
  const { inspector: t } = useMessages().stage;
  const { outcome, endsAt, reached, sentAt } = record;
  const sent = t.sent({ at: sentAt });
  if (outcome === 'arrived') return `${sent}, ${t.arrived({ at: endsAt ?? sentAt })}`;
  if (outcome === 'lost')
    return (
      <>
        {sent},{' '}
        <b className={styles.lost}>
          ✕ {t[lossOf(record.fault)]({ at: endsAt ?? sentAt, percent: Math.round(reached * 100) })}
        </b>
      </>
    );
  return `${sent}, ${endsAt === null ? t.underWay : t.flying({ arrives: endsAt })}`;
}

/** The calls it carries out, the rule that sends it, and the segment it repeats. */
function Reason({ scene, hand, record, show }: Props & { readonly show: (flight: FlightRecord['id']) => void }) {
  const { inspector: t } = useMessages().stage;
  const narrator = useNarrator();
  const calls = callsBehind(scene.ledger, record);
  const told = narrator?.narrate(scene.trace, record.event, record.event + 1, 'event');
  const earlier = record.copyOf ?? record.repeats;
  const original = earlier === null ? undefined : scene.ledger.flights.get(earlier);
  return (
    <dl className={styles.reason}>
      <div>
        <dt>{t.why}</dt>
        <dd>
          {calls.length === 0
            ? t.byKernel
            : calls.map((call) => (
                <QuietButton
                  key={call.callId}
                  className={styles.link}
                  onClick={() => hand.select({ kind: 'call', callId: call.callId })}
                >
                  <code>{showCall(call.call)}</code>
                </QuietButton>
              ))}
        </dd>
      </div>
      <div>
        <dt>{t.rule}</dt>
        <dd>
          {told?.why} {told?.citation && <Citation {...told.citation} />}
        </dd>
      </div>
      {original && (
        <div>
          <dt>↻</dt>
          <dd>
            {record.copyOf !== null ? t.copyOf : t.repeats({ at: original.sentAt, seq: original.relative.seq })}{' '}
            <QuietButton className={styles.link} onClick={() => show(original.id)}>
              {t.showOriginal}
            </QuietButton>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Citation({ label, url }: { readonly label: string; readonly url: string | null }) {
  return url === null ? (
    label
  ) : (
    <a href={url} target="_blank" rel="noreferrer">
      {label}
    </a>
  );
}

/** What one may do to it while it is on the wire. */
function Interventions({ scene, hand, record }: Props) {
  const { inspector: t } = useMessages().stage;
  const flying = getTable(scene.world.network.flights, record.id) !== undefined;
  if (!flying) return <p className={styles.gone}>{t.gone}</p>;
  const flight = record.id;
  // What was done is told in a sentence, and seen on the machines: the inspector is in the way.
  const act = (action: Action): void => {
    hand.act(action);
    hand.select(null);
  };
  return (
    <fieldset className={styles.hand}>
      <legend className="heard-only">{t.hand}</legend>
      <QuietButton data-kind="drop" onClick={() => act({ kind: 'drop', flight })}>
        <span aria-hidden="true">✕</span> {t.drop}
      </QuietButton>
      <QuietButton title={t.delayHint({ by: DELAY_BY })} onClick={() => act({ kind: 'delay', flight, by: DELAY_BY })}>
        <Icon name="clock" size={15} /> {t.delay}
      </QuietButton>
      <QuietButton onClick={() => act({ kind: 'duplicate', flight })}>
        <Icon name="copy" size={15} /> {t.duplicate}
      </QuietButton>
      <QuietButton title={t.corruptHint} onClick={() => act({ kind: 'corrupt', flight })}>
        <span aria-hidden="true">≠</span> {t.corrupt}
      </QuietButton>
      <QuietButton title={t.aheadHint} onClick={() => act({ kind: 'reorder', flight, way: 'ahead' })}>
        <span aria-hidden="true">⇥</span> {t.ahead}
      </QuietButton>
      <QuietButton title={t.behindHint} onClick={() => act({ kind: 'reorder', flight, way: 'behind' })}>
        <span aria-hidden="true">⇤</span> {t.behind}
      </QuietButton>
    </fieldset>
  );
}
