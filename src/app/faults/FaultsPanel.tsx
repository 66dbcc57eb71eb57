import { useId, useRef } from 'react';
import type { Action } from '../../engine/simulation/action.ts';
import { FAULTS } from '../i18n/faults.ts';
import { useLanguage, useMessages } from '../i18n/index.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import { type Hand, placedHost, type Scene } from '../stage/scene.ts';
import { useEscape } from '../stage/use-escape.ts';
import { useLentFocus } from '../stage/use-lent-focus.ts';
import styles from './faults.module.css';
import { LinkSection } from './LinkSection.tsx';
import { MachineSection } from './MachineSection.tsx';

interface Props {
  readonly scene: Scene;
  readonly hand: Hand;
  readonly close: () => void;
}

/** Where the panel lies over what tells, and shows, what was done. */
const NARROW = '(max-width: 1099px)';

/** What one may do to the network and the machines at the moment of the cursor. */
export function FaultsPanel({ scene, hand, close }: Props) {
  const { language } = useLanguage();
  const { stage } = useMessages();
  const t = FAULTS[language];
  const id = useId();
  useEscape(close);
  const opened = useRef<HTMLElement>(null);
  useLentFocus(opened, null);
  const nameOf = (host: string): string => {
    const placed = placedHost(scene, host);
    return placed ? stage.host(placed) : host;
  };
  const act = (action: Action): void => {
    hand.act(action);
    if (globalThis.matchMedia(NARROW).matches) close();
  };
  const sections = { scene, t, nameOf, hand: { ...hand, act } };
  return (
    <section ref={opened} tabIndex={-1} className={styles.panel} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{t.title}</h2>
        <QuietButton className={styles.close} aria-label={t.close} title={t.close} onClick={close}>
          ✕
        </QuietButton>
      </header>
      <div className={styles.body}>
        <LinkSection {...sections} />
        <MachineSection {...sections} />
      </div>
    </section>
  );
}
