import { type ReactNode, useState } from 'react';
import { idOf } from '../../../lessons/authoring/exercise-file.ts';
import { shorten } from '../../../lessons/authoring/short-file.ts';
import type { Exercise } from '../../../lessons/exercises/exercise.ts';
import controls from '../../shell/controls.module.css';
import { fileName, saveFile } from '../../shell/save-file.ts';
import exercises from '../exercises.module.css';
import { exerciseActions } from '../exercise-store.ts';
import { LINK_LIMITS, linkOf } from '../link.ts';
import { useBench } from './bench.ts';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

type Json = Parameters<typeof shorten>[0];

interface Props {
  /** How far the exercise is. */
  readonly state: ReactNode;
  /** The exercise and its file, as they are by now. Null: something is missing; `missing` tells of it. */
  readonly make: () => Made | null;
  readonly missing: () => void;
}

interface Made {
  readonly exercise: Exercise;
  readonly text: string;
}

/** Whether an exercise's file has attempts that fail: a link leaves them out. */
function hasWrongAttempts(text: string): boolean {
  const { wrong } = JSON.parse(text) as { readonly wrong?: unknown };
  return Array.isArray(wrong) && wrong.length > 0;
}

/** The ways in which an exercise leaves the workshop. While something is missing they lead to it. */
export function HandOn({ state, make, missing }: Props) {
  const { w } = useWorkshopWords();
  const { authored } = useBench();
  const [told, tell] = useState('');
  const [link, setLink] = useState<string | null>(null);
  const whole =
    (then: (made: Made) => void): (() => void) =>
    () => {
      tell('');
      setLink(null);
      const made = make();
      if (made === null) missing();
      else then(made);
    };
  const share = async (text: string): Promise<void> => {
    const made = await linkOf(JSON.stringify(shorten(JSON.parse(text) as Json)), globalThis.location.href);
    const { length } = made;
    const leftOut = hasWrongAttempts(text) ? ` ${w.wrongStay}` : '';
    if (length > LINK_LIMITS.most) {
      tell(w.tooLong(length));
      return;
    }
    try {
      await navigator.clipboard.writeText(made);
      const said = length > LINK_LIMITS.safe ? w.copiedLong({ length, limit: LINK_LIMITS.safe }) : w.copied(length);
      tell(`${said}${leftOut}`);
    } catch {
      tell(`${w.notCopied}${leftOut}`);
      setLink(made);
    }
  };
  return (
    <>
      <output className={styles.told}>{told}</output>
      {link !== null && (
        <input
          className={styles.link}
          type="text"
          readOnly
          aria-label={w.link}
          value={link}
          onFocus={({ target }) => target.select()}
        />
      )}
      <div className={`${exercises.buttons} ${styles.handOn}`}>
        {state}
        <button
          type="button"
          className={`${controls.button} ${controls.strong}`}
          onClick={whole(({ exercise, text }) => exerciseActions.begin(exercise, text))}
        >
          {w.solve}
        </button>
        <button
          type="button"
          className={controls.button}
          onClick={whole(({ text }) => saveFile(fileName(idOf(authored), 'exercise.json'), text))}
        >
          {w.save}
        </button>
        <button
          type="button"
          className={controls.button}
          onClick={whole(({ text }) => void share(text).catch(globalThis.reportError))}
        >
          {w.share}
        </button>
      </div>
    </>
  );
}
