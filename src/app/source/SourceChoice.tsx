import { useMessages } from '../i18n/index.ts';
import { QuietSelect } from '../shell/QuietSelect.tsx';
import { SOURCE_STYLES, useView, viewActions } from '../shell/view.ts';
import styles from './source-listing.module.css';

/** Whether the programs are written with functions alone or with classes: all of them. */
export function SourceChoice() {
  const { source: t } = useMessages().stage;
  const chosen = useView(({ source }) => source);
  return (
    <QuietSelect
      className={styles.choice}
      aria-label={t.style}
      title={t.style}
      value={chosen}
      onChange={({ target }) => viewActions.setSource(SOURCE_STYLES.find((one) => one === target.value) ?? 'functions')}
    >
      {SOURCE_STYLES.map((one) => (
        <option key={one} value={one}>
          {t.styles[one]}
        </option>
      ))}
    </QuietSelect>
  );
}
