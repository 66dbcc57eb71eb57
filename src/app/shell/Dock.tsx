import { Suspense, useId, useState } from 'react';
import type { ShellMessages } from '../i18n/en/shell.ts';
import { useMessages } from '../i18n/index.ts';
import styles from './dock.module.css';
import { Guarded } from './Guarded.tsx';
import { type DiagramPanel, DIAGRAMS } from './panels.ts';

/** The diagrams beside the stage: two places, each with a tab for every diagram that can be shown in it. */
export function Dock() {
  const { shell } = useMessages();
  return (
    <section className={styles.dock} aria-label={shell.diagrams}>
      <Place name={shell.upperDiagrams} panels={DIAGRAMS.upper} className={styles.upper} />
      <Place name={shell.lowerDiagrams} panels={DIAGRAMS.lower} className={styles.lower} />
    </section>
  );
}

interface PlaceProps {
  readonly name: string;
  readonly panels: readonly DiagramPanel[];
  readonly className: string | undefined;
}

function Place({ name, panels, className }: PlaceProps) {
  const { shell } = useMessages();
  const [chosen, choose] = useState(panels[0]?.id);
  const base = useId();
  const shown = panels.find(({ id }) => id === chosen) ?? panels[0];
  if (shown === undefined) return null;
  const title = (panel: DiagramPanel): string => shell[panel.id satisfies keyof ShellMessages];
  return (
    <div className={className} data-place={shown.id}>
      {panels.length > 1 && (
        <div role="tablist" aria-label={name} className={styles.tabs}>
          {panels.map((panel) => (
            <button
              key={panel.id}
              type="button"
              role="tab"
              id={`${base}-${panel.id}`}
              aria-selected={panel === shown}
              aria-controls={`${base}-shown`}
              onClick={() => choose(panel.id)}
            >
              {title(panel)}
            </button>
          ))}
        </div>
      )}
      <div
        className={styles.shown}
        id={`${base}-shown`}
        {...(panels.length > 1 ? { role: 'tabpanel', 'aria-labelledby': `${base}-${shown.id}` } : {})}
      >
        <Guarded key={shown.id}>
          <Suspense>
            <shown.Panel />
          </Suspense>
        </Guarded>
      </div>
    </div>
  );
}
