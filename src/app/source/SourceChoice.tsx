import { useMessages } from '../i18n/index.ts';
import { useView, viewActions } from '../shell/view.ts';
import { QuietButton } from '../stage/QuietButton.tsx';
import styles from './source-listing.module.css';

/** Whether the programs are written with functions alone or with classes: all of them. Its sign is the class of UML. */
export function SourceChoice() {
  const { source: t } = useMessages().stage;
  const withClasses = useView(({ source }) => source === 'classes');
  return (
    <QuietButton
      className={styles.choice}
      aria-pressed={withClasses}
      aria-label={t.withClasses}
      title={withClasses ? t.toFunctions : t.toClasses}
      onClick={() => viewActions.setSource(withClasses ? 'functions' : 'classes')}
    >
      <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
        <path
          d="M3 2.5h12v13H3zM3 7h12M3 11h12"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinejoin="round"
        />
      </svg>
    </QuietButton>
  );
}
