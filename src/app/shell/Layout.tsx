import { useMessages } from '../i18n/index.ts';
import { TimelinePanel } from '../timeline/TimelinePanel.tsx';
import { Dock } from './Dock.tsx';
import { Guarded } from './Guarded.tsx';
import { Header } from './Header.tsx';
import styles from './layout.module.css';
import { Stage } from './panels.ts';
import { type Panel, useView, viewActions } from './view.ts';

/** The screen: header, stage and diagrams side by side where there is room, one at a time where there is not; the timeline always. */
export function Layout() {
  const panel = useView((view) => view.panel);
  return (
    <div className={styles.laboratory} data-panel={panel}>
      <Header />
      <PanelTabs />
      <main className={styles.main}>
        <div className={styles.stage}>
          <Guarded>
            <Stage />
          </Guarded>
        </div>
        <Dock />
      </main>
      <TimelinePanel />
    </div>
  );
}

/** On a narrow screen: which of the three to look at. */
function PanelTabs() {
  const { shell } = useMessages();
  const shown = useView(({ panel }) => panel);
  const { showPanel } = viewActions;
  const panels: readonly (readonly [Panel, string])[] = [
    ['machines', shell.machines],
    ['sequence', shell.sequence],
    ['communication', shell.communication],
  ];
  return (
    <nav className={styles.tabs} aria-label={shell.panels}>
      {panels.map(([panel, name]) => (
        <button key={panel} type="button" aria-pressed={panel === shown} onClick={() => showPanel(panel)}>
          {name}
        </button>
      ))}
    </nav>
  );
}
