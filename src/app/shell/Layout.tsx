import { type ReactNode, useState } from 'react';
import { useLanguage, useMessages } from '../i18n/index.ts';
import { BesideStage, BesideStageContext } from '../stage/beside-stage.ts';
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
      <News />
      <Main stage={STAGE} dock={DOCK} />
      <TimelinePanel />
    </div>
  );
}

const STAGE = (
  <Guarded>
    <Stage />
  </Guarded>
);
const DOCK = <Dock />;

/** Stage and dock, and the place beside the stage for what is opened on it: it comes after the stage, and lies over a part of the dock. */
function Main({ stage, dock }: { readonly stage: ReactNode; readonly dock: ReactNode }) {
  const [beside] = useState(() => new BesideStage());
  return (
    <main className={styles.main} onClickCapture={beside.worked} onKeyDownCapture={beside.worked}>
      <BesideStageContext value={beside}>
        <div className={styles.stage}>{stage}</div>
      </BesideStageContext>
      <div ref={(element) => beside.put(element)} className={styles.beside} />
      {dock}
    </main>
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
      <button
        type="button"
        id="show-machines"
        aria-pressed={panel === 'machines'}
        onClick={() => showPanel('machines')}
      >
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
          {id === 'exercise' && news !== null && (
            <>
              {' '}
              <span className={styles.news}>{shell.exerciseNews}</span>
            </>
          )}
        </button>
      ))}
    </nav>
  );
}

/** On a narrow screen that shows the machines: the first sentence of what was said of the exercise, and the way to all of it. */
function News() {
  const { shell } = useMessages();
  const { language } = useLanguage();
  const news = useView((view) => view.news);
  const [sentence] = news?.[language].split(/(?<=[.!?]) /) ?? [];
  const { showPanel, showDiagram } = viewActions;
  const goThere = (): void => {
    showDiagram('upper', 'exercise');
    showPanel('diagram');
    // It is shown when this has been drawn.
    setTimeout(() => document.getElementById('exercise-said')?.focus());
  };
  return (
    <>
      {sentence !== undefined && (
        <button type="button" className={styles.newsLine} onClick={goThere}>
          {sentence}
        </button>
      )}
      <output className="heard-only">
        {sentence === undefined ? '' : `${shell.diagramNames.exercise}: ${sentence}`}
      </output>
    </>
  );
}
