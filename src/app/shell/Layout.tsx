import { useMessages } from '../i18n/index.ts';
import { TimelinePanel } from '../timeline/TimelinePanel.tsx';
import { Dock } from './Dock.tsx';
import { Guarded } from './Guarded.tsx';
import { Header } from './Header.tsx';
import styles from './layout.module.css';
import { contentsOf, shownOf, Stage } from './panels.ts';
import { useView, viewActions } from './view.ts';

/** The screen: header, stage and diagrams side by side where there is room, one at a time where there is not; the timeline always. */
export function Layout() {
  const panel = useView((view) => view.panel);
  const working = useView((view) => view.exercising && view.panel === 'diagram' && view.shown.upper === 'exercise');
  return (
    <div className={styles.laboratory} data-panel={panel} data-working={working}>
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

/** On a narrow screen: what to look at. */
function PanelTabs() {
  const { shell } = useMessages();
  const panel = useView((view) => view.panel);
  const chosen = useView(({ shown }) => shown.upper);
  const exercising = useView((view) => view.exercising);
  const news = useView((view) => view.news);
  const contents = contentsOf('upper', exercising);
  const diagram = shownOf(contents, chosen).id;
  const { showPanel, showDiagram } = viewActions;
  return (
    <nav className={styles.tabs} aria-label={shell.panels}>
      <button type="button" aria-pressed={panel === 'machines'} onClick={() => showPanel('machines')}>
        {shell.machines}
      </button>
      {contents.map(({ id }) => (
        <button
          key={id}
          type="button"
          aria-pressed={panel === 'diagram' && id === diagram}
          onClick={() => {
            showDiagram('upper', id);
            showPanel('diagram');
          }}
        >
          {shell.diagramNames[id]}
          {id === 'exercise' && news && (
            <>
              {' '}
              <span className={styles.news}>{shell.exerciseNews}</span>
            </>
          )}
        </button>
      ))}
      <output className="heard-only">{news ? `${shell.diagramNames.exercise}: ${shell.exerciseNews}` : ''}</output>
    </nav>
  );
}
