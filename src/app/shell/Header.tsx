import { lazy, Suspense, useRef, useState } from 'react';
import { SCENARIOS } from '../../lessons/scenarios/catalogue.ts';
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, useMessages } from '../i18n/index.ts';
import { actions, useLaboratory } from '../store/laboratory.ts';
import { themeOf } from '../theme/theme.ts';
import controls from './controls.module.css';
import styles from './header.module.css';
import { Icon } from './icons.tsx';
import { Logo } from './Logo.tsx';
import { Notices } from './Notices.tsx';
import { QuietSelect } from './QuietSelect.tsx';
import { UndoButtons } from '../timeline/Transport.tsx';
import { useView, viewActions } from './view.ts';

/** Not of the first view: it knows every format. */
const SaveDialog = lazy(async () => ({ default: (await import('./SaveDialog.tsx')).SaveDialog }));

const ExerciseList = lazy(async () => ({ default: (await import('../exercises/ExerciseList.tsx')).ExerciseList }));

/** What stands above everything: the scenario, what is said about the work, and how to look at it. */
export function Header() {
  const { shell } = useMessages();
  const { toggleTheme, present, setHelpOpen } = viewActions;
  const dark = useView(({ theme }) => themeOf(theme) === 'dark');
  const themeName = dark ? shell.themeToLight : shell.themeToDark;
  return (
    <header className={styles.header}>
      <h1 className={styles.logo}>
        <Logo />
        <span className={styles.name}>Socketscope</span>
      </h1>
      <ScenarioChoice />
      <div className={styles.slot}>
        <Notices />
      </div>
      <div className={styles.tools}>
        <UndoButtons />
        <FileButtons />
        <LanguageChoice />
        <button
          type="button"
          className={controls.button}
          aria-label={themeName}
          title={themeName}
          aria-keyshortcuts="d"
          onClick={toggleTheme}
        >
          <Icon name={dark ? 'sun' : 'moon'} />
        </button>
        <button
          type="button"
          className={controls.button}
          aria-label={shell.help}
          title={shell.help}
          aria-keyshortcuts="?"
          onClick={() => setHelpOpen(true)}
        >
          <b aria-hidden="true">?</b>
        </button>
      </div>
      <ExercisesButton />
      <button
        type="button"
        className={`${controls.button} ${controls.strong} ${styles.present}`}
        aria-keyshortcuts="p"
        onClick={() => present('sequence')}
      >
        {shell.present}
      </button>
    </header>
  );
}

function ExercisesButton() {
  const { shell } = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        id="open-exercises"
        className={controls.button}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {shell.exercises}
      </button>
      <Suspense>{open && <ExerciseList onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

function ScenarioChoice() {
  const { shell } = useMessages();
  const { language } = useLanguage();
  const id = useLaboratory(({ opening, scenarioId }) => opening ?? scenarioId);
  const name = useLaboratory(({ script }) => script.title?.[language] ?? script.name);
  const exercising = useView((view) => view.exercising);
  const { open } = actions;
  return (
    <label className={styles.scenario}>
      <span className={styles.label}>{shell.scenario}</span>
      <QuietSelect className={controls.select} value={id ?? ''} onChange={(event) => open(event.target.value)}>
        {id === null && (
          <option value="" disabled>
            {exercising ? name : shell.fromFile({ name })}
          </option>
        )}
        {SCENARIOS.map(({ id, title }) => (
          <option key={id} value={id}>
            {title[language]}
          </option>
        ))}
      </QuietSelect>
    </label>
  );
}

function LanguageChoice() {
  const { shell } = useMessages();
  const { language, setLanguage } = useLanguage();
  return (
    <label className={styles.language}>
      <span className="heard-only">{shell.language}</span>
      <QuietSelect
        className={controls.select}
        value={language}
        onChange={(event) => setLanguage(LANGUAGES.find((one) => one === event.target.value) ?? language)}
      >
        {LANGUAGES.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANGUAGE_NAMES[one]}
          </option>
        ))}
      </QuietSelect>
    </label>
  );
}

/** A recording or a call script for the laboratory; an exercise for whoever solves it. */
async function openText(text: string, file: string): Promise<void> {
  if (!/^\s*\{[^{}]*"format"\s*:\s*"socketscope-exercise"/.test(text)) return actions.openFile(file, text);
  const { openExercise } = await import('../exercises/open-exercise.ts');
  openExercise(text, file);
}

function FileButtons() {
  const { shell } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const [saving, setSaving] = useState(false);
  return (
    <div className={styles.files}>
      <button
        type="button"
        className={controls.button}
        aria-label={shell.openFile}
        title={shell.openFile}
        onClick={() => input.current?.click()}
      >
        <Icon name="open" />
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={shell.openFile}
        onChange={(event) => {
          const field = event.currentTarget;
          const file = field.files?.[0];
          file
            ?.text()
            .then((text) => openText(text, file.name))
            .catch(globalThis.reportError)
            // Otherwise the same file could not be opened again once it has been mended.
            .finally(() => {
              field.value = '';
            });
        }}
      />
      <button
        type="button"
        className={controls.button}
        aria-label={shell.saveFile}
        title={shell.saveFile}
        aria-haspopup="dialog"
        onClick={() => setSaving(true)}
      >
        <Icon name="save" />
      </button>
      <Suspense>{saving && <SaveDialog onClose={() => setSaving(false)} />}</Suspense>
    </div>
  );
}
