import { useLayoutEffect, useRef, useState } from 'react';
import type { Micros } from '../../engine/base/time.ts';
import { type Flight, flightProgress } from '../../engine/network/network.ts';
import { showFlags } from '../../engine/wire/segment.ts';
import { useMessages } from '../i18n/index.ts';
import type { FlightRecord } from '../stage/ledger.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import { type Clock, type Hand, placedHost, type Scene } from '../stage/scene.ts';
import { variables } from '../stage/css-variables.ts';
import { isSelectedFlight } from '../stage/selected.ts';
import { useInSight } from '../stage/use-in-sight.ts';
import tones from '../stage/tones.module.css';
import { detailOf, toneOf } from './capsule-view.ts';
import { segmentLabel } from './segment-label.ts';
import looks from './capsule.module.css';
import styles from './network.module.css';

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly clock: Clock;
  readonly flight: Flight;
  readonly record: FlightRecord;
  /** True when it flies to the machine at the wire's right end. */
  readonly rightwards: boolean;
}

/** How far along the wire a flight is, 0 (left end) to 1. */
function alongAt(flight: Flight, now: Micros, rightwards: boolean): number {
  const progress = flightProgress(flight, now);
  return rightwards ? progress : 1 - progress;
}

/** A segment in flight, at the place where virtual time says it is. It moves without being rendered again. */
export function Capsule({ scene, hand, clock, flight, record, rightwards }: Props) {
  const t = useMessages().stage;
  const carrier = useRef<HTMLLIElement>(null);
  // Drawn where it is from the start: put there afterwards, it would have the page laid out once more.
  const [start] = useState(() => alongAt(flight, clock.now(), rightwards));
  const placed = useRef(start);

  useLayoutEffect(() => {
    const place = (): void => {
      const now = alongAt(flight, clock.now(), rightwards);
      if (now === placed.current) return;
      placed.current = now;
      carrier.current?.style.setProperty('--along', String(now));
    };
    place();
    return clock.subscribe(place);
  }, [flight, clock, rightwards]);

  const selected = isSelectedFlight(scene.selection, flight.id);
  useInSight(carrier, selected);
  return (
    <li
      ref={carrier}
      className={`${tones.tone} ${styles.carrier}`}
      data-tone={placedHost(scene, flight.from)?.tone ?? 'third'}
      style={variables({ '--lane': record.lane, '--along': start })}
    >
      <QuietButton
        className={looks.capsule}
        data-look={toneOf(flight.segment)}
        data-way={rightwards ? 'right' : 'left'}
        data-repeated={record.repeats !== null || record.copyOf !== null}
        aria-pressed={selected}
        data-lit={scene.ties.flights.has(flight.id)}
        aria-label={segmentLabel(t, scene, record)}
        onClick={() => hand.select(selected ? null : { kind: 'flight', flight: flight.id })}
      >
        <CapsuleText record={record} />
      </QuietButton>
    </li>
  );
}

/** What stands in a capsule: flags above, what it carries below. */
export function CapsuleText({ record }: { readonly record: FlightRecord }) {
  return (
    <>
      <b>
        {record.repeats !== null && '↻ '}
        {showFlags(record.segment.flags)}
      </b>
      <span>{detailOf(record)}</span>
    </>
  );
}
