import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { CallScript } from '../../programs/call-script.ts';
import { useLanguage } from '../i18n/index.ts';
import { Machine } from '../machine/Machine.tsx';
import { NetworkPanel } from '../network/NetworkPanel.tsx';
import { type ProcessSource, sourceOf } from '../source/process-source.ts';
import { useSourceWriter } from '../source/use-source-writer.ts';
import type { PlacedHost } from './arrangement.ts';
import { type Clock, type Hand, placedHost, type Scene } from './scene.ts';
import styles from './stage.module.css';
import { usePutAway } from './use-put-away.ts';

const loadInspector = async () => ({ default: (await import('../inspector/SegmentInspector.tsx')).SegmentInspector });
const SegmentInspector = lazy(loadInspector);
const FaultsPanel = lazy(async () => ({ default: (await import('../faults/FaultsPanel.tsx')).FaultsPanel }));

interface Props {
  readonly scene: Scene;
  readonly script: CallScript;
  readonly hand: Hand;
  readonly clock: Clock;
}

/** The machines on both sides, the network between them, and the segment that is looked into. */
export function StageView({ scene, script, hand, clock }: Props) {
  const { language } = useLanguage();
  const write = useSourceWriter();
  const sources = useMemo(() => {
    const all: Record<string, ProcessSource> = {};
    for (const process of Object.keys(scene.standing))
      all[process] = sourceOf(
        script,
        process,
        scene.ledger,
        language,
        scene.standing[process] ?? 'runs',
        scene.ties,
        write,
      );
    return all;
  }, [scene.ledger, scene.standing, scene.ties, script, language, write]);

  const [disturbing, setDisturbing] = useState(false);
  const stopDisturbing = useCallback(() => setDisturbing(false), []);
  usePutAway(scene, hand);

  // Not of the first view, but here before a segment can be pointed at. A failure is told when it is wanted.
  useEffect(() => void loadInspector().catch(() => undefined), []);

  const machines = (side: PlacedHost['side']) =>
    scene.placed
      .filter((placed) => placed.side === side)
      .map((placed) => {
        const host = scene.world.hosts[placed.name];
        return host && <Machine key={placed.name} {...{ scene, hand, placed, host, sources }} />;
      });
  const { selection } = scene;
  const inspected = selection?.kind === 'flight' ? scene.ledger.flights.get(selection.flight) : undefined;
  return (
    <div className={styles.stage} data-inspects={inspected !== undefined || disturbing}>
      <div className={styles.columns}>
        <div className={styles.side}>{machines('left')}</div>
        <NetworkPanel
          {...{ scene, hand, clock, disturbing }}
          disturb={() => {
            hand.select(null);
            setDisturbing(!disturbing);
          }}
        >
          {disturbing && !inspected && (
            <div className={styles.inspector} data-about="faults">
              <Suspense>
                <FaultsPanel scene={scene} hand={hand} close={stopDisturbing} />
              </Suspense>
            </div>
          )}
          {inspected && (
            <div className={styles.inspector} data-over={placedHost(scene, inspected.from)?.side}>
              <Suspense>
                <SegmentInspector key={inspected.id} scene={scene} hand={hand} record={inspected} />
              </Suspense>
            </div>
          )}
        </NetworkPanel>
        <div className={styles.side}>{machines('right')}</div>
      </div>
    </div>
  );
}
