import { useLayoutEffect, useRef, useState } from 'react';
import type { Micros } from '../../engine/base/time.ts';
import { useMessages } from '../i18n/index.ts';
import type { IcmpRecord } from '../stage/ledger.ts';
import { variables } from '../stage/css-variables.ts';
import type { Clock } from '../stage/scene.ts';
import looks from './capsule.module.css';
import styles from './network.module.css';

interface Props {
  readonly clock: Clock;
  readonly record: IcmpRecord;
  /** True when it flies to the machine at the wire's right end. */
  readonly rightwards: boolean;
}

/** How far along the wire a message is, 0 (left end) to 1; a router says it half way. */
function alongAt({ from, sentAt, arrives }: IcmpRecord, now: Micros, rightwards: boolean): number {
  const span = arrives - sentAt;
  const travelled = span <= 0 ? 1 : Math.min(1, Math.max(0, (now - sentAt) / span));
  const progress = from === '' ? 0.5 + travelled / 2 : travelled;
  return rightwards ? progress : 1 - progress;
}

/** What ICMP tells, on its way: no segment, so there is no header to look into and nothing that a hand could do to it. */
export function IcmpCapsule({ clock, record, rightwards }: Props) {
  const { network: t } = useMessages().stage;
  const carrier = useRef<HTMLLIElement>(null);
  const [start] = useState(() => alongAt(record, clock.now(), rightwards));
  useLayoutEffect(() => {
    const place = (): void =>
      carrier.current?.style.setProperty('--along', String(alongAt(record, clock.now(), rightwards)));
    place();
    return clock.subscribe(place);
  }, [record, clock, rightwards]);
  return (
    <li ref={carrier} className={styles.carrier} style={variables({ '--lane': 0, '--along': start })}>
      <div className={looks.capsule} data-look="icmp" data-way={rightwards ? 'right' : 'left'}>
        <b>ICMP</b>
        <span>{t.icmp[record.message.code]}</span>
      </div>
    </li>
  );
}
