import { type KeyboardEvent, Suspense, useId } from 'react';
import { WhichDiagram } from '../diagrams/which-diagram.ts';
import { useMessages } from '../i18n/index.ts';
import styles from './dock.module.css';
import { Guarded } from './Guarded.tsx';
import { contentsOf, shownOf } from './panels.ts';
import { type DockPlace, useView, viewActions } from './view.ts';

/** The diagrams beside the stage: two places, each with a tab for every diagram. */
export function Dock() {
  const { shell } = useMessages();
  const exercising = useView((view) => view.exercising);
  const working = useView((view) => view.exercising && view.shown.upper === 'exercise');
  return (
    <section className={styles.dock} data-exercising={exercising} data-working={working} aria-label={shell.diagrams}>
      <Place place="upper" name={shell.upperDiagrams} />
      <Place place="lower" name={shell.lowerDiagrams} />
    </section>
  );
}

function Place({ place, name }: { readonly place: DockPlace; readonly name: string }) {
  const { shell } = useMessages();
  const chosen = useView(({ shown }) => shown[place]);
  const { showDiagram } = viewActions;
  const base = useId();
  const exercising = useView((view) => view.exercising);
  const contents = contentsOf(place, exercising);
  const { id, Panel } = shownOf(contents, chosen);
  return (
    <div className={styles[place]} data-place={place}>
      <div role="tablist" aria-label={name} className={styles.tabs}>
        {contents.map((panel) => (
          <button
            key={panel.id}
            type="button"
            role="tab"
            id={`${base}-${panel.id}`}
            aria-selected={panel.id === id}
            aria-controls={`${base}-shown`}
            tabIndex={panel.id === id ? 0 : -1}
            onClick={() => showDiagram(place, panel.id)}
            onKeyDown={alongTabs}
          >
            {shell.diagramNames[panel.id]}
          </button>
        ))}
      </div>
      <div className={styles.shown} id={`${base}-shown`} role="tabpanel" aria-labelledby={`${base}-${id}`}>
        <Guarded key={id}>
          <Suspense>
            <WhichDiagram value={id === 'exercise' ? null : id}>
              <Panel />
            </WhichDiagram>
          </Suspense>
        </Guarded>
      </div>
    </div>
  );
}

/** Left and Right go from tab to tab while one has the focus: there they are not the laboratory's. */
function alongTabs(event: KeyboardEvent<HTMLButtonElement>): void {
  const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (direction === 0) return;
  const tabs = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLButtonElement>('[role="tab"]') ?? [])];
  const here = tabs.indexOf(event.currentTarget);
  const next = tabs[(here + direction + tabs.length) % tabs.length];
  event.preventDefault();
  event.stopPropagation();
  next?.focus();
  next?.click();
}
