import type { Granularity } from '../../engine/history/timeline.ts';
import { useMessages } from '../i18n/index.ts';
import { actions, useLaboratory } from '../store/laboratory.ts';
import styles from './timeline.module.css';

/** What one press of 'forward' passes over. */
export function StepBy() {
  const { shell } = useMessages();
  const granularity = useLaboratory((state) => state.granularity);
  const { setGranularity } = actions;
  const choices: readonly (readonly [Granularity, string])[] = [
    ['call', shell.byCall],
    ['segment', shell.bySegment],
    ['event', shell.byEvent],
  ];
  return (
    <div role="radiogroup" aria-label={shell.stepBy} className={styles.stepBy}>
      {choices.map(([value, name]) => (
        <label key={value} className={styles.choice}>
          <input
            type="radio"
            name="step-by"
            value={value}
            checked={granularity === value}
            onChange={() => setGranularity(value)}
          />
          <span>{name}</span>
        </label>
      ))}
    </div>
  );
}
