import { CHAPTERS, EXERCISE_KINDS } from '../../../lessons/exercises/exercise.ts';
import { proposedTexts } from '../../../lessons/authoring/proposed-texts.ts';
import type { ScriptText } from '../../../programs/call-script.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../../i18n/index.ts';
import controls from '../../shell/controls.module.css';
import { ownKeys } from '../own-keys.ts';
import { placeId, useBench } from './bench.ts';
import { Missing, Text, useMissing } from './Text.tsx';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

/** What the exercise is, and its texts. */
export function Texts({ setWriting }: { readonly setWriting: (language: Language) => void }) {
  const { w, t } = useWorkshopWords();
  const { authored, put, writing } = useBench();
  const proposed = proposedTexts(authored);
  const other = writing === 'en' ? 'pt-BR' : 'en';
  const [first, second, third] = authored.hints;
  const setHint = (index: number, text: ScriptText): void =>
    put({ hints: [index === 0 ? text : first, index === 1 ? text : second, index === 2 ? text : third] });
  return (
    <>
      <fieldset className={styles.languages}>
        <legend>{w.writing}</legend>
        {LANGUAGES.map((language) => (
          <label key={language}>
            <input
              type="radio"
              name="workshop-writing"
              checked={writing === language}
              onKeyDown={ownKeys}
              onChange={() => setWriting(language)}
            />{' '}
            {LANGUAGE_NAMES[language]}
          </label>
        ))}
      </fieldset>
      <p className={styles.note}>{w.otherLanguage(w.languages[other])}</p>
      <Text label={w.name} text={authored.title} onChange={(title) => put({ title })} place="title" />
      <div className={styles.fields}>
        <label>
          {w.kind}{' '}
          <select
            className={controls.select}
            value={authored.kind}
            onChange={({ target }) => put({ kind: EXERCISE_KINDS.find((one) => one === target.value) ?? 'order' })}
          >
            {EXERCISE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t.kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.chapter}{' '}
          <select
            className={controls.select}
            value={authored.chapter}
            onChange={({ target }) => put({ chapter: CHAPTERS.find((one) => one === target.value) ?? CHAPTERS[0] })}
          >
            {CHAPTERS.map((chapter) => (
              <option key={chapter} value={chapter}>
                {t.chapters[chapter]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.minutes}{' '}
          <input
            type="text"
            inputMode="numeric"
            id={placeId('minutes')}
            {...useMissing('minutes')}
            // Zero is what cannot be read: the field stands empty then.
            value={authored.minutes === 0 ? '' : authored.minutes}
            onChange={({ target }) => put({ minutes: /^\d{1,5}$/.test(target.value) ? Number(target.value) : 0 })}
          />
        </label>
        <label>
          {w.difficulty}{' '}
          <select
            className={controls.select}
            value={authored.difficulty}
            onChange={({ target }) => put({ difficulty: target.value === '1' ? 1 : target.value === '2' ? 2 : 3 })}
          >
            {([1, 2, 3] as const).map((one) => (
              <option key={one} value={one}>
                {t.difficulty(one)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Missing place="minutes" />
      <Text label={w.task} text={authored.task} proposed={proposed.task} lines={2} onChange={(task) => put({ task })} />
      <Text
        label={t.learn}
        text={authored.learn}
        proposed={proposed.learn}
        lines={2}
        onChange={(learn) => put({ learn })}
      />
      <details className={styles.hints}>
        <summary>{w.hintsTitle}</summary>
        {authored.hints.map((hint, index) => (
          <Text
            // oxlint-disable-next-line react/no-array-index-key -- a hint is known by its place
            key={index}
            label={t.hintOf(index + 1)}
            text={hint}
            {...(proposed.hints[index] && { proposed: proposed.hints[index] })}
            onChange={(text) => setHint(index, text)}
          />
        ))}
      </details>
    </>
  );
}
