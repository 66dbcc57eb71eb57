import type { ReactNode } from 'react';
import { useMessages } from '../i18n/index.ts';
import { wiresBetween } from '../stage/arrangement.ts';
import { type Clock, type Hand, placedHost, type Scene } from '../stage/scene.ts';
import { commonDelay, describeFault } from './faults.ts';
import styles from './network.module.css';
import { SegmentList } from './SegmentList.tsx';
import { Wire } from './Wire.tsx';

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly clock: Clock;
  /** The segment that is looked into, if any: above the list of them. */
  readonly children?: ReactNode;
}

/** What lies between the machines: the wires, what flies on them, and what has flown. */
export function NetworkPanel({ scene, hand, clock, children }: Props) {
  const { network: t } = useMessages().stage;
  const wires = wiresBetween(scene.placed, scene.ledger.ways());
  return (
    <section className={styles.network} data-inspects={Boolean(children)} aria-label={t.region}>
      <Title scene={scene} />
      <div className={styles.wires}>
        {wires.map((ends) => (
          <Wire key={`${ends.left} ${ends.right}`} {...{ scene, hand, clock, ends }} />
        ))}
      </div>
      {children}
      <SegmentList scene={scene} hand={hand} />
    </section>
  );
}

/** 'network · 20 ms each way', and what the scenario does to it. */
function Title({ scene }: { readonly scene: Scene }) {
  const { stage } = useMessages();
  const t = stage.network;
  const { links } = scene.world.network;
  const [first] = links;
  const delay = commonDelay(links);
  const faults = links.flatMap((link) => {
    const placed = placedHost(scene, link.from);
    return link.faults.map((fault) =>
      t.from({ fault: describeFault(t, fault), host: placed ? stage.host(placed) : link.from }),
    );
  });
  return (
    <header className={styles.title}>
      <h2>
        {t.title}
        {delay !== null && ` · ${t.delay({ micros: delay })}`}
        {first && first.bandwidth !== null && ` · ${t.bandwidth({ bits: first.bandwidth })}`}
      </h2>
      {[...new Set(faults)].map((fault) => (
        <p key={fault} className={styles.fault}>
          {fault}
        </p>
      ))}
    </header>
  );
}
