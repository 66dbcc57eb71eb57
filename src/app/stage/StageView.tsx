import { lazy, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { CallScript } from '../../programs/call-script.ts';
import { useLanguage } from '../i18n/index.ts';
import { Machine } from '../machine/Machine.tsx';
import { NetworkPanel } from '../network/NetworkPanel.tsx';
import { type ProcessSource, sourceOf } from '../source/process-source.ts';
import { useSourceWriter } from '../source/use-source-writer.ts';
import type { PlacedHost } from './arrangement.ts';
import { BesideStageContext } from './beside-stage.ts';
import { InspectButton } from './InspectButton.tsx';
import { Opened } from './Opened.tsx';
import { type Clock, type Hand, placedHost, type Scene } from './scene.ts';
import styles from './stage.module.css';
import { useOpened } from './use-opened.ts';
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
  const { open, over, toggle } = useOpened(inspected?.id ?? null);
  const isOpen = inspected !== undefined && open;
  const hasPlace = use(BesideStageContext) !== null;
  const unselect = useCallback(() => hand.select(null), [hand]);
  return (
    <div className={styles.stage}>
      <div className={styles.columns}>
        <div className={styles.side}>{machines('left')}</div>
        <NetworkPanel
          {...{ scene, hand, clock, disturbing }}
          disturb={() => {
            hand.select(null);
            setDisturbing(!disturbing);
          }}
        >
          {inspected && hasPlace && <InspectButton record={inspected} {...{ open, toggle, unselect }} />}
          {disturbing && !isOpen && (
            <Opened about="faults">
              <FaultsPanel scene={scene} hand={hand} close={stopDisturbing} />
            </Opened>
          )}
          {isOpen && (
            <Opened about="segment" over={over} side={placedHost(scene, inspected.from)?.side}>
              <SegmentInspector scene={scene} hand={hand} record={inspected} />
            </Opened>
          )}
        </NetworkPanel>
        <div className={styles.side}>{machines('right')}</div>
      </div>
    </div>
  );
}
