import { Suspense, useEffect } from 'react';
import { WhichDiagram } from '../diagrams/which-diagram.ts';
import { useMessages } from '../i18n/index.ts';
import controls from '../shell/controls.module.css';
import { Guarded } from '../shell/Guarded.tsx';
import { Icon } from '../shell/icons.tsx';
import { DIAGRAMS, shownOf, Stage } from '../shell/panels.ts';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import { DIAGRAM_IDS, type Presented, viewActions } from '../shell/view.ts';
import { Sentence } from '../timeline/Sentence.tsx';
import { TimelineSlider } from '../timeline/TimelineSlider.tsx';
import { Transport } from '../timeline/Transport.tsx';
import { watchFullScreen } from './full-screen.ts';
import styles from './present.module.css';

/** The diagram or the machines, and what just happened, on the whole screen. */
export function Present({ shows }: { readonly shows: Presented }) {
  const { shell } = useMessages();
  const { present } = viewActions;
  useEffect(() => watchFullScreen(() => viewActions.present(null)), []);
  const { id, Panel } = shownOf(DIAGRAMS, shows === 'machines' ? 'sequence' : shows);
  return (
    <div className={styles.present} data-shows={shows}>
      <main className={styles.shown} aria-label={shell.presenting}>
        <h1 className="heard-only">Socketscope</h1>
        <Guarded key={shows}>
          <Suspense>
            {shows === 'machines' ? (
              <Stage />
            ) : (
              <WhichDiagram value={id}>
                <Panel />
              </WhichDiagram>
            )}
          </Suspense>
        </Guarded>
      </main>
      <div className={styles.sentence}>
        <Sentence large />
      </div>
      <footer className={styles.controls}>
        <Transport />
        <TimelineSlider />
        <fieldset aria-label={shell.show} className={styles.choices}>
          <button
            type="button"
            className={controls.button}
            aria-pressed={shows === 'machines'}
            onClick={() => present('machines')}
          >
            {shell.presentMachines}
          </button>
          <QuietSelect
            className={controls.select}
            aria-label={shell.presentDiagram}
            value={shows}
            onChange={({ target: { value } }) => present(DIAGRAM_IDS.find((id) => id === value) ?? 'machines')}
          >
            {shows === 'machines' && <option value="machines">{shell.presentDiagram} …</option>}
            {DIAGRAMS.map(({ id }) => (
              <option key={id} value={id}>
                {shell.diagramNames[id]}
              </option>
            ))}
          </QuietSelect>
        </fieldset>
        <button
          type="button"
          className={controls.button}
          aria-label={shell.leavePresent}
          title={`${shell.leavePresent} (${shell.keyNames.escape})`}
          onClick={() => present(null)}
        >
          <Icon name="close" />
        </button>
      </footer>
    </div>
  );
}
