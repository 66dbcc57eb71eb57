import { useEffect, useRef, useState } from 'react';
import { EXERCISES } from '../../lessons/exercises/catalogue.ts';
import { CHAPTERS } from '../../lessons/exercises/exercise.ts';
import { describeScriptError } from '../../programs/describe-script-error.ts';
import { printDocument } from '../handout/print.ts';
import controls from '../shell/controls.module.css';
import help from '../shell/help.module.css';
import { Icon } from '../shell/icons.tsx';
import { saveFile } from '../shell/save-file.ts';
import { useExercise } from './exercise-store.ts';
import styles from './exercises.module.css';
import { type NoProgress, outcomeOf, readProgress, writeProgress } from './progress.ts';
import { csvOf, reportOf } from './report.ts';
import { reportPage } from './report-page.ts';
import { useWords } from './use-words.ts';
import { Drafts, RecordButton } from './workshop/Drafts.tsx';
import { workshopActions } from './workshop/workshop-store.ts';

/** The catalogue by chapters, what has been achieved, and where that goes. Open as long as it is there. */
export function ExerciseList({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useWords();
  const progress = useExercise((exercising) => exercising.progress);
  const fault = useExercise((exercising) => exercising.fault);
  const open = useExercise((exercising) => exercising.open);
  const current = useExercise((exercising) => exercising.exercise);
  const takeOver = useExercise((exercising) => exercising.takeOver);
  const [wrongFile, setWrongFile] = useState<NoProgress | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const wrong = useRef<HTMLParagraphElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const before = useRef(current);

  useEffect(() => dialog.current?.showModal(), []);
  // It has been opened: the list has done its work.
  useEffect(() => {
    if (current !== before.current) dialog.current?.close();
  }, [current]);

  const passed = EXERCISES.filter(({ id, kind }) => outcomeOf(progress[id], kind) === 'passed').length;
  const onFile = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    const read = readProgress(await chosen.text());
    if ('progress' in read) takeOver(read.progress);
    setWrongFile('progress' in read ? null : read);
  };
  // Beside the button, which may be far below the beginning of the list; the focus brings it into sight.
  useEffect(() => {
    if (wrongFile !== null) wrong.current?.focus();
  }, [wrongFile]);
  const told = fault === null ? null : fault === 'unreachable' ? t.unreachable : describeScriptError(fault, language);
  return (
    <dialog ref={dialog} className={help.dialog} aria-modal="true" aria-labelledby="exercises-title" onClose={onClose}>
      <div className={help.sheet}>
        <div className={help.head}>
          <h2 id="exercises-title">{t.title}</h2>
          <button
            type="button"
            className={controls.button}
            aria-label={t.close}
            title={t.close}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </div>
        <p className={styles.sum}>{t.progress({ passed, of: EXERCISES.length })}</p>
        {told !== null && (
          <p className={styles.fault} role="alert">
            {told}
          </p>
        )}
        <Drafts onOpen={() => dialog.current?.close()} />
        {CHAPTERS.filter((chapter) => EXERCISES.some((each) => each.chapter === chapter)).map((chapter) => (
          <section key={chapter} className={styles.chapter} aria-label={t.chapters[chapter]}>
            <h3>{t.chapters[chapter]}</h3>
            <ul>
              {EXERCISES.filter((each) => each.chapter === chapter).map(({ id, title, kind, minutes, difficulty }) => {
                const outcome = outcomeOf(progress[id], kind);
                return (
                  <li key={id}>
                    <button type="button" data-passed={outcome === 'passed'} onClick={() => open(id)}>
                      <span aria-hidden="true" className={styles.sign}>
                        {{ passed: '✓', aided: '…', tried: '…', begun: '…', open: '' }[outcome]}
                      </span>
                      <b>{title[language]}</b>
                      <small>
                        {t.kinds[kind]} · {t.minutes(minutes)} · {t.difficulty(difficulty)}
                        {outcome !== 'open' && <> · {t.reported.outcomes[outcome]}</>}
                      </small>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
        {wrongFile !== null && (
          <p ref={wrong} className={styles.fault} role="alert" tabIndex={-1}>
            {wrongFile.isExercise ? t.isExercise : t.unreadable(describeScriptError(wrongFile.error, language))}
          </p>
        )}
        <div className={styles.files}>
          <button
            type="button"
            className={controls.button}
            title={t.author.about}
            onClick={() => {
              workshopActions.make();
              dialog.current?.close();
            }}
          >
            {t.author.make}
          </button>
          <RecordButton onOpen={() => dialog.current?.close()} />
          <button
            type="button"
            className={controls.button}
            onClick={() => saveFile('socketscope-progress.json', writeProgress(progress))}
          >
            {t.saveProgress}
          </button>
          <button type="button" className={controls.button} onClick={() => file.current?.click()}>
            {t.openProgress}
          </button>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            hidden
            aria-label={t.openProgress}
            onChange={({ target }) => {
              onFile(target.files?.[0]).catch(globalThis.reportError);
              target.value = '';
            }}
          />
          <button
            type="button"
            className={controls.button}
            onClick={() =>
              saveFile('socketscope-report.csv', csvOf(reportOf(progress, language)), 'text/csv;charset=utf-8')
            }
          >
            {t.report}
          </button>
          <button
            type="button"
            className={controls.button}
            onClick={() => printDocument(reportPage(reportOf(progress, language), new Date()))}
          >
            {t.printReport}
          </button>
        </div>
      </div>
    </dialog>
  );
}
