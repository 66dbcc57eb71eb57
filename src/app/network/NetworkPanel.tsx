import { type ReactNode, useDeferredValue } from 'react';
import { useMessages } from '../i18n/index.ts';
import { wiresBetween } from '../stage/arrangement.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import { type Clock, type Hand, placedHost, type Scene } from '../stage/scene.ts';
import { commonDelay, describeLink } from './faults.ts';
import styles from './network.module.css';
import list from './segment-list.module.css';
import cuts from './wire-cut.module.css';
import { SegmentList } from './SegmentList.tsx';
import { Wire } from './Wire.tsx';

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly clock: Clock;
  /** Whether the panel is open in which one disturbs the network; opens or closes it. */
  readonly disturbing: boolean;
  readonly disturb: () => void;
  /** The segment that is looked into, if any, or that panel: above the list of segments. */
  readonly children?: ReactNode;
}

/** What lies between the machines: the wires, what flies on them, and what has flown. */
export function NetworkPanel({ scene, hand, clock, disturbing, disturb, children }: Props) {
  const { network: t } = useMessages().stage;
  // As the diagrams: after the machines and the wires, in a task of its own.
  const listed = useDeferredValue(scene);
  const wires = wiresBetween(scene.placed, scene.ledger.ways());
  return (
    <section className={styles.network} aria-label={t.region}>
      <Title scene={scene}>
        <QuietButton className={cuts.disturb} aria-expanded={disturbing} title={t.disturbHint} onClick={disturb}>
          {t.disturb}
        </QuietButton>
      </Title>
      <div className={styles.wires}>
        {wires.map((ends) => (
          <Wire key={`${ends.left} ${ends.right}`} {...{ scene, hand, clock, ends }} />
        ))}
      </div>
      {children}
      <div className={list.listed} aria-busy={listed !== scene}>
        <SegmentList scene={listed} hand={hand} />
      </div>
    </section>
  );
}

/** 'network · 20 ms each way', and what is wrong with it. */
function Title({ scene, children }: { readonly scene: Scene; readonly children: ReactNode }) {
  const { stage } = useMessages();
  const t = stage.network;
  const { links } = scene.world.network;
  const [first] = links;
  const delay = commonDelay(links);
  const faults = links.flatMap((link) => {
    const placed = placedHost(scene, link.from);
    const back = links.find(({ from, to }) => from === link.to && to === link.from);
    const both = back === undefined ? [] : describeLink(t, back);
    // What holds both ways is told once.
    return describeLink(t, link).map((fault) =>
      both.includes(fault) ? fault : t.from({ fault, host: placed ? stage.host(placed) : link.from }),
    );
  });
  return (
    <header className={styles.title}>
      <h2>
        {t.title}
        {delay !== null && ` · ${t.delay({ micros: delay })}`}
        {first && first.bandwidth !== null && ` · ${t.bandwidth({ bits: first.bandwidth })}`}
      </h2>
      {children}
      {[...new Set(faults)].map((fault) => (
        <p key={fault} className={styles.fault}>
          {fault}
        </p>
      ))}
    </header>
  );
}
