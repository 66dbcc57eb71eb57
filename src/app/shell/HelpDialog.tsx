import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { useMessages } from '../i18n/index.ts';
import type { Mark } from '../timeline/marks.ts';
import { MarkSign } from '../timeline/TimelineSlider.tsx';
import type { ThemeChoice } from '../theme/theme.ts';
import controls from './controls.module.css';
import styles from './help.module.css';
import { Icon } from './icons.tsx';
import { useView, viewActions } from './view.ts';

/** Open as long as it is there. Every key, what the marks on the timeline mean, and the choices that are made once. */
export function HelpDialog() {
  const { shell } = useMessages();
  const { setHelpOpen } = viewActions;
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-modal="true"
      aria-labelledby="help-title"
      onClose={() => setHelpOpen(false)}
    >
      <div className={styles.sheet}>
        <div className={styles.head}>
          <h2 id="help-title">{shell.keysTitle}</h2>
          <button
            type="button"
            className={controls.button}
            aria-label={shell.close}
            title={shell.close}
            onClick={() => setHelpOpen(false)}
          >
            <Icon name="close" />
          </button>
        </div>
        <p>{shell.keysEverywhere}</p>
        <KeyList />
        <LetterKeys />
        <MarkLegend />
        <ThemeSetting />
      </div>
    </dialog>
  );
}

function KeyList() {
  const { shell } = useMessages();
  const { keys, keyNames: name } = shell;
  const rows: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    [keys.play, [[name.space]]],
    [keys.forward, [['→']]],
    [keys.back, [['←']]],
    [keys.forwardCall, [[name.shift, '→']]],
    [keys.backCall, [[name.shift, '←']]],
    [keys.clicker, [[name.pageDown], [name.pageUp]]],
    [keys.start, [[name.home]]],
    [keys.end, [[name.end]]],
    [keys.interesting, [['N']]],
    [keys.interestingBack, [[name.shift, 'N']]],
    [keys.undo, [[name.control, 'Z']]],
    [keys.redo, [[name.control, name.shift, 'Z']]],
    [keys.reach, [['Tab']]],
    [keys.walk, [['↑'], ['↓']]],
    [keys.openCall, [[name.enter]]],
    [
      keys.makeCall,
      [
        [name.shift, name.press],
        [name.shift, name.enter],
      ],
    ],
    [keys.present, [['P'], ['F']]],
    [keys.theme, [['D']]],
    [keys.help, [['?']]],
    [keys.leave, [[name.escape]]],
  ];
  return (
    <dl className={styles.keys}>
      {rows.map(([what, combinations]) => (
        <Fragment key={what}>
          <dt>
            {combinations.map((combination, index) => (
              <Fragment key={combination.join('+')}>
                {index > 0 && ` ${shell.or} `}
                {combination.map(
                  (key, index): ReactNode => (
                    <Fragment key={key}>
                      {index > 0 && ' + '}
                      <kbd>{key}</kbd>
                    </Fragment>
                  ),
                )}
              </Fragment>
            ))}
          </dt>
          <dd>{what}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function LetterKeys() {
  const { shell } = useMessages();
  const on = useView(({ letterKeys }) => letterKeys);
  const { setLetterKeys } = viewActions;
  return (
    <label className={styles.option}>
      <input type="checkbox" checked={on} onChange={(event) => setLetterKeys(event.target.checked)} />
      {shell.letterKeys}
    </label>
  );
}

function MarkLegend() {
  const { shell } = useMessages();
  const marks: readonly (readonly [Mark['kind'], number, string])[] = [
    ['client-call', 7, shell.marks.clientCall],
    ['server-call', 37, shell.marks.serverCall],
    ['loss', 22, shell.marks.loss],
    ['reset', 22, shell.marks.reset],
    ['error', 22, shell.marks.error],
    ['change', 22, shell.marks.change],
  ];
  return (
    <section>
      <h3>{shell.marksTitle}</h3>
      <ul className={styles.marks}>
        {marks.map(([kind, middle, name]) => (
          <li key={kind}>
            <svg width={22} height={22} viewBox={`-11 ${middle - 11} 22 22`} aria-hidden="true" focusable="false">
              <MarkSign kind={kind} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ThemeSetting() {
  const { shell } = useMessages();
  const theme = useView((view) => view.theme);
  const { setTheme } = viewActions;
  const choices: readonly (readonly [ThemeChoice, string])[] = [
    ['light', shell.themeLight],
    ['dark', shell.themeDark],
    ['system', shell.themeSystem],
  ];
  return (
    <fieldset className={styles.theme}>
      <legend>{shell.themeTitle}</legend>
      {choices.map(([value, name]) => (
        <label key={value} className={styles.option}>
          <input type="radio" name="theme" checked={theme === value} onChange={() => setTheme(value)} />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
