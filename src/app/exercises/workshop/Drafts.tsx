import { useEffect, useRef } from 'react';
import { type Authored, inBoth, isEmpty } from '../../../lessons/authoring/authored.ts';
import controls from '../../shell/controls.module.css';
import { saveFile } from '../../shell/save-file.ts';
import { useLaboratory } from '../../store/laboratory.ts';
import { exerciseActions } from '../exercise-store.ts';
import type { KeptDraft } from './kept-drafts.ts';
import { emptyStage } from './stage-steps.ts';
import { useWorkshop, workshopActions } from './workshop-store.ts';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

/** The exercises that are being made in this browser: to go on with, or to throw away, which can be taken back. `onOpen`: one was opened. */
export function Drafts({ onOpen }: { readonly onOpen: () => void }) {
  const { w, t, language } = useWorkshopWords();
  const drafts = useWorkshop((workshop) => workshop.drafts);
  const thrown = useWorkshop((workshop) => workshop.thrown);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => workshopActions.list(), []);
  const titleOf = (authored: Authored | null): string =>
    authored === null || isEmpty(authored.title) ? w.untitled : inBoth(authored.title)[language];
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const throwAway = (id: string): void => {
    workshopActions.throwAway(id);
    // The button goes with its draft.
    requestAnimationFrame(() => back.current?.focus());
  };
  if (drafts.length === 0 && thrown === null) return null;
  return (
    <section className={styles.drafts} aria-label={w.drafts}>
      <h3>{w.drafts}</h3>
      <ul>
        {drafts.map(({ id, authored, changed, text }: KeptDraft) => (
          <li key={id}>
            {authored === null ? (
              <>
                <span>{w.unreadable}</span>
                <button type="button" className={controls.button} onClick={() => saveFile('draft.txt', text)}>
                  {w.saveText}
                </button>
              </>
            ) : (
              <button
                type="button"
                className={styles.draft}
                aria-label={w.open(titleOf(authored))}
                onClick={() => {
                  workshopActions.openDraft(id);
                  onOpen();
                }}
              >
                <b>{titleOf(authored)}</b>
                <small>
                  {t.kinds[authored.kind]} · {w.changed(when.format(changed))}
                </small>
              </button>
            )}
            <button
              type="button"
              className={controls.button}
              aria-label={w.throwAway(titleOf(authored))}
              title={w.throwAway(titleOf(authored))}
              onClick={() => throwAway(id)}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      {thrown !== null && (
        <p className={styles.thrown}>
          <output>{w.thrown(titleOf(thrown.authored))}</output>{' '}
          <button ref={back} type="button" className={controls.button} onClick={() => workshopActions.bringBack()}>
            {w.undo}
          </button>
        </p>
      )}
    </section>
  );
}

/** Where a run is recorded that no scenario has: the machines of the stage, and nobody who calls. */
export function RecordButton({ onOpen }: { readonly onOpen: () => void }) {
  const { w } = useWorkshopWords();
  return (
    <button
      type="button"
      className={controls.button}
      onClick={() => {
        // An exercise that is open would take the run for an attempt at it.
        exerciseActions.setAuthoring(false);
        emptyStage(useLaboratory.getState().script);
        onOpen();
      }}
    >
      {w.record}
    </button>
  );
}
