import { Suspense, useEffect } from 'react';
import { useMessages } from '../i18n/index.ts';
import controls from '../shell/controls.module.css';
import { Guarded } from '../shell/Guarded.tsx';
import { Icon } from '../shell/icons.tsx';
import { SequencePanel, Stage } from '../shell/panels.ts';
import { type Presented, viewActions } from '../shell/view.ts';
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
  const choices: readonly (readonly [Presented, string])[] = [
    ['sequence', shell.presentSequence],
    ['machines', shell.presentMachines],
  ];
  return (
    <div className={styles.present} data-shows={shows}>
      <main className={styles.shown} aria-label={shell.presenting}>
        <h1 className="heard-only">Socketscope</h1>
        <Guarded key={shows}>
          <Suspense>{shows === 'sequence' ? <SequencePanel /> : <Stage />}</Suspense>
        </Guarded>
      </main>
      <div className={styles.sentence}>
        <Sentence large />
      </div>
      <footer className={styles.controls}>
        <Transport />
        <TimelineSlider />
        <fieldset aria-label={shell.show} className={styles.choices}>
          {choices.map(([value, name]) => (
            <button
              key={value}
              type="button"
              className={controls.button}
              aria-pressed={value === shows}
              onClick={() => present(value)}
            >
              {name}
            </button>
          ))}
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
