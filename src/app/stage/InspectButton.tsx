import { showFlags } from '../../engine/wire/segment.ts';
import { useMessages } from '../i18n/index.ts';
import type { FlightRecord } from './ledger.ts';
import { QuietButton } from './QuietButton.tsx';
import styles from './stage.module.css';
import { useEscape } from './use-escape.ts';

interface Props {
  readonly record: FlightRecord;
  readonly open: boolean;
  readonly toggle: () => void;
  /** Selects nothing. */
  readonly unselect: () => void;
}

/** Opens the inspector of the segment that is selected, and closes it without giving up the selection. */
export function InspectButton({ record, open, toggle, unselect }: Props) {
  const { inspector: t } = useMessages().stage;
  useEscape(unselect);
  return (
    <p className={styles.inspect}>
      <QuietButton aria-expanded={open} onClick={toggle}>
        {t.inspect({ flags: showFlags(record.segment.flags) })}
      </QuietButton>
    </p>
  );
}
