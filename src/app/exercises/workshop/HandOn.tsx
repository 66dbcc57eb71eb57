import { useState } from 'react';
import { idOf } from '../../../lessons/authoring/exercise-file.ts';
import type { Exercise } from '../../../lessons/exercises/exercise.ts';
import controls from '../../shell/controls.module.css';
import { fileName, saveFile } from '../../shell/save-file.ts';
import { exerciseActions } from '../exercise-store.ts';
import { LINK_LIMITS, linkOf } from '../link.ts';
import { useBench } from './bench.ts';
import { useWorkshopWords } from './use-workshop-words.ts';
import styles from './workshop.module.css';

interface Props {
  /** Null: something is missing; `missing` tells of it. */
  readonly exercise: Exercise | null;
  readonly text: string;
  readonly missing: () => void;
}

/** The ways in which an exercise leaves the workshop. While something is missing they lead to it. */
export function HandOn({ exercise, text, missing }: Props) {
  const { w } = useWorkshopWords();
  const { authored } = useBench();
  const [told, tell] = useState('');
  const [link, setLink] = useState<string | null>(null);
  const whole =
    (then: (made: Exercise) => void): (() => void) =>
    () => {
      tell('');
      setLink(null);
      if (exercise === null) missing();
      else then(exercise);
    };
  const share = async (): Promise<void> => {
    const made = await linkOf(JSON.stringify(JSON.parse(text)), globalThis.location.href);
    const { length } = made;
    if (length > LINK_LIMITS.most) {
      tell(w.tooLong(length));
      return;
    }
    try {
      await navigator.clipboard.writeText(made);
      tell(length > LINK_LIMITS.safe ? w.copiedLong({ length, limit: LINK_LIMITS.safe }) : w.copied(length));
    } catch {
      tell(w.notCopied);
      setLink(made);
    }
  };
  return (
    <>
      <div className={styles.buttons}>
        <button
          type="button"
          className={`${controls.button} ${controls.strong}`}
          onClick={whole((made) => exerciseActions.begin(made, text))}
        >
          {w.solve}
        </button>
        <button
          type="button"
          className={controls.button}
          onClick={whole(() => saveFile(fileName(idOf(authored), 'exercise.json'), text))}
        >
          {w.save}
        </button>
        <button
          type="button"
          className={controls.button}
          onClick={whole(() => void share().catch(globalThis.reportError))}
        >
          {w.share}
        </button>
      </div>
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
    </>
  );
}
