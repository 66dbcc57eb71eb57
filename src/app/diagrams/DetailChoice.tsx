import { memo } from 'react';
import type { Detail } from '../../diagrams/sequence/model.ts';
import type { PanelWords } from '../i18n/en/diagrams/panel.ts';
import styles from './panel.module.css';

const DETAILS: readonly Detail[] = ['calls', 'segments', 'detailed'];

interface Props {
  readonly words: PanelWords;
  readonly detail: Detail;
  readonly onDetail: (detail: Detail) => void;
}

/** How much the sequence diagram tells. Left alone while the run goes on: the browser joins radio buttons anew whenever one is touched. */
export const DetailChoice = memo(function DetailChoice({ words, detail, onDetail }: Props) {
  return (
    <fieldset className={styles.choices} aria-label={words.detail}>
      {DETAILS.map((each) => (
        <label key={each} title={words.detailTitles[each]}>
          <input type="radio" name="sequence-detail" checked={detail === each} onChange={() => onDetail(each)} />
          <span>{words.details[each]}</span>
        </label>
      ))}
    </fieldset>
  );
});
